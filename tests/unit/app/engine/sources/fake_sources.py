"""Sources as tunnels see them, without anything that looks for ports."""

from app.engine.sources.places import Place, local_ids
from relay_client.targets import parse_target


class FakeSources:
    """This computer.

    Attributes:
        rows: the ports that listen, by what people write for them.
        listening: what every question for a port is answered with.
    """

    def __init__(self):
        self.rows = {}
        self.listening = None

    def place(self, text):
        target = parse_target(text)
        row = self.rows.get(text)
        return Place(target, "local", target.port, local_ids(target)[0], row)

    def listens(self, place):
        return self.listening
