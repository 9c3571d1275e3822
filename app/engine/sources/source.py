"""What the engine needs of a place with ports."""

from collections.abc import Callable
from typing import Protocol

from app.contract.values import Port, Question, Source
from relay_client.targets import Target


class Watcher(Protocol):
    """Told by a source what happens; each call returns at once."""

    def source_changed(self, source: Source) -> None:
        """The source is in another state."""

    def ports_changed(self, source_id: str, ports: tuple[Port, ...]) -> None:
        """The ports of the source are these now, in the order of their numbers."""

    def ask(self, question: Question, answer: Callable[[str | None, bool], None]) -> None:
        """Ask the user. `answer` gets the text, None for a no, and whether to remember it."""

    def withdraw(self, question_id: str) -> None:
        """Nobody waits for the answer any more."""


class PortSource(Protocol):
    """A place with ports, on the engine's event loop. Nothing here blocks."""

    id: str

    def start(self) -> None:
        """Begin to list the ports and to tell the watcher."""

    async def aclose(self) -> None:
        """Stop, and leave nothing running."""

    def look(self, is_looked_at: bool) -> None:
        """List often, or rarely, or not at all: whether somebody looks at the ports."""

    def scan(self) -> None:
        """List the ports now, as soon as possible."""

    def target(self, text: str) -> Target | None:
        """Return where `text` leads if it names a port of this source, as in `Port.target`.

        Raises:
            InvalidError: it names one, and cannot be right.
        """

    def listens(self, port_id: str) -> bool | None:
        """Return whether that port listens; None if this source cannot tell at the moment."""
