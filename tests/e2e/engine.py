"""`porthole engine` as the window sees it: commands in, events out."""

import contextlib
import itertools
import json
import subprocess
from pathlib import Path
from types import SimpleNamespace

from tests.e2e.programs import PATIENCE_S, Program, eventually, own_program


class Engine(Program):
    """A running engine.

    Attributes:
        events: all it has told so far, as dictionaries.
    """

    def __init__(self, folder, home, **environment):
        command = [own_program("porthole"), "engine"]
        environment = {"PORTHOLE_HOME": str(home)} | environment
        super().__init__(command, folder, environment, stdin=subprocess.PIPE)
        self._ids = itertools.count(1)

    @property
    def events(self):
        return [json.loads(line) for line in self.output]

    def say(self, line):
        """Write a line as it is."""
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def send(self, command, **fields):
        """Send a command; return its id."""
        number = next(self._ids)
        self.say(json.dumps({"command": command, "id": number} | fields))
        return number

    def ask(self, command, **fields):
        """Send a command and wait for its answer: a `done` or a `failed` event."""
        return self.answer_to(self.send(command, **fields))

    def answer_to(self, number):
        return self.next(
            lambda each: each["event"] in ("done", "failed") and each["id"] == number,
            f"answer to command {number}",
        )

    def start(self, restore=True):
        """Start it; return its snapshot."""
        assert self.ask("start", restore=restore)["event"] == "done"
        assert self.events[0]["event"] == "snapshot"
        return self.events[0]

    def expose(self, target, **options):
        """Expose a target; return the tunnel's id."""
        answer = self.ask("expose", target=str(target), **options)
        assert answer["event"] == "done", answer
        return answer["tunnel"]

    def next(self, wanted, what, after=0, limit_s=PATIENCE_S):
        """Return the first event that is wanted, of those that came after the first `after`."""

        def find():
            return next((each for each in self.events[after:] if wanted(each)), None)

        return self.wait_for(find, what, limit_s)

    def tunnel(self, tunnel):
        """Return a tunnel as it was told last; None if it is gone or unknown."""
        found = None
        for event in self.events:
            if event["event"] == "snapshot":
                found = next((each for each in event["tunnels"] if each["id"] == tunnel), None)
            elif event["event"] == "tunnelchanged" and event["tunnel"]["id"] == tunnel:
                found = event["tunnel"]
            elif event["event"] == "tunnelgone" and event["tunnel"] == tunnel:
                found = None
        return found

    def wait_for_state(self, tunnel, state, limit_s=PATIENCE_S):
        """Wait until a tunnel is in that state now; return it, as `curl` takes it too."""

        def find():
            found = self.tunnel(tunnel)
            return found if found is not None and found["state"] == state else None

        found = self.wait_for(find, f"{state} of {tunnel}", limit_s)
        ca_file = Path(found["ca_file"])
        # It is written aside, so that a slow disk holds no tunnel up.
        eventually(ca_file.exists, "the relay's authority")
        return SimpleNamespace(**found | {"ca_file": ca_file})

    def states(self, tunnel):
        """Return all states of a tunnel so far, each once in a row."""
        states = [
            each["tunnel"]["state"]
            for each in self.events
            if each["event"] == "tunnelchanged" and each["tunnel"]["id"] == tunnel
        ]
        return [state for state, _ in itertools.groupby(states)]

    def end_input(self):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()

    def quit(self):
        """Let it close its tunnels and end; return the exit code."""
        self.send("quit")
        return self.wait_for_end()

    def end(self):
        """End it, and look for failures in what it has printed."""
        super().end()
        assert self.errors == [], self
