"""An engine without a process: for tests and screenshots."""

from PySide6.QtCore import QObject

from app.contract.commands import AnyCommand
from app.contract.events import AnyEvent
from app.models.engine_link import EngineLink, EngineState


class FakeEngineLink(EngineLink):
    """Remembers what it is asked, and says what it is told to.

    Attributes:
        commands: everything sent, in order.
        restores: the argument of each `start`.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.commands: list[AnyCommand] = []
        self.restores: list[bool] = []

    def start(self, *, restore: bool) -> None:
        """Note the start; the test says what the engine answers."""
        self.restores.append(restore)

    def send(self, command: AnyCommand) -> None:
        """Note the command."""
        self.commands.append(command)

    def stop(self) -> None:
        """End at once."""
        self.state_changed.emit(EngineState.STOPPED, "")

    def say(self, event: AnyEvent) -> None:
        """Let the engine say something."""
        self.received.emit(event)
