"""The window's end of the connection to the engine, as an interface; `fake_engine` is beside it."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.contract.commands import AnyCommand


class EngineState(StrEnum):
    """Whether the engine answers."""

    STARTING = "starting"
    RUNNING = "running"
    """Its snapshot has arrived."""
    CRASHED = "crashed"
    """It ended unasked and is started again by itself; `reason` of the signal says how it ended."""
    GIVEN_UP = "given up"
    """It crashed again and again, or cannot be started; only the user can try again."""
    STOPPED = "stopped"
    """It has closed its tunnels and ended, as it was asked to."""


class EngineLink(QObject):
    """Carries commands to the engine and events from it, in order.

    Signals:
        received: an event of `app.contract.events`.
        state_changed: an EngineState, and a sentence, "" if there is nothing to say.
    """

    received = Signal(object)
    state_changed = Signal(object, str)

    def start(self, *, restore: bool) -> None:
        """Start the engine; `restore` opens the tunnels of the last time.

        Whenever it has crashed it is started again with `restore`.
        """
        raise NotImplementedError

    def send(self, command: AnyCommand) -> None:
        """Send a command; dropped while the engine is not there."""
        raise NotImplementedError

    def stop(self) -> None:
        """Let the engine close its tunnels and end; `state_changed` tells when it has."""
        raise NotImplementedError
