"""The engine as a child process of the window, which speaks lines through its pipes."""

import logging
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, QProcess, QTimer

from app.contract.commands import AnyCommand, Quit, Start
from app.contract.events import Snapshot
from app.contract.lines import MAX_LINE_BYTES, LineError, LineSplitter, decode_event, encode
from app.models.engine_link import EngineLink, EngineState
from app.models.event_queue import EventQueue

OWN_COMMAND = 0
"""The id of the commands that the link itself sends; those of the window begin with 1."""

TURN_S = 0.008
"""How long events are handed on before the window gets to paint and to hear its user: half a frame
at 60 Hz."""

MAX_CRASHES = 5
CRASH_PERIOD_S = 60.0
"""MAX_CRASHES within this time are too many to go on by itself."""

FIRST_DELAY_MS = 250
"""Before the first new start. It doubles with each crash within CRASH_PERIOD_S."""

STOP_LIMIT_MS = 20_000
"""How long the engine may take to close its tunnels, before it is killed. It gives up itself some
seconds earlier."""

_log = logging.getLogger(__name__)


class _Stage(Enum):
    """What is to be done when the process ends."""

    IDLE = auto()
    WANTED = auto()
    STOPPING = auto()


def engine_command() -> list[str]:
    """Return the command line that starts the engine of this same installation."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "engine"]
    # -P: whatever lies in the current folder, perhaps a user's own `app`, is not imported.
    return [sys.executable, "-P", "-m", "app.cli", "engine"]


class EngineProcess(EngineLink):
    """Starts the engine, again if it crashes, and ends it.

    The engine ends when its standard input does, so it never outlives the window. What it writes
    to standard error is logged.
    """

    def __init__(self, command: Sequence[str] = (), parent: QObject | None = None) -> None:
        """Prepare to run `command`, the engine of this installation if there is none."""
        super().__init__(parent)
        self._command = list(command) or engine_command()
        self._restores = True
        self._stage = _Stage.IDLE
        self._crashed_at: deque[float] = deque(maxlen=MAX_CRASHES)
        self._queue = EventQueue()
        self._lines = LineSplitter()
        self._complaint = ""
        self._process = self._new_process()
        self._next_turn = self._timer(self._hand_on)
        self._next_start = self._timer(self._launch)
        self._stop_limit = self._timer(self._process.kill)

    @property
    def process_id(self) -> int:
        """The engine's process, 0 if there is none."""
        return self._process.processId()

    def start(self, *, restore: bool) -> None:
        """Start the engine unless it runs; `restore` opens the tunnels of the last time."""
        if self._stage is not _Stage.IDLE:
            return
        self._stage = _Stage.WANTED
        self._restores = restore
        self._crashed_at.clear()
        self._launch()

    def send(self, command: AnyCommand) -> None:
        """Send a command; dropped while the engine is not there."""
        if self._process.state() is QProcess.ProcessState.Running:
            self._process.write(encode(command))

    def stop(self) -> None:
        """Let the engine close its tunnels and end; `state_changed` tells when it has.

        After STOP_LIMIT_MS it is killed.
        """
        if self._stage is _Stage.STOPPING:
            return
        self._stage = _Stage.STOPPING
        self._next_start.stop()
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._end(EngineState.STOPPED)
            return
        self.send(Quit(OWN_COMMAND))
        self._process.closeWriteChannel()
        self._stop_limit.start(STOP_LIMIT_MS)

    def _new_process(self) -> QProcess:
        process = QProcess(self)
        process.setProgram(self._command[0])
        process.setArguments(self._command[1:])
        if sys.platform != "win32":
            flags = QProcess.UnixProcessFlag
            # Ctrl-C in a terminal is for the window, which lets the engine end in good order.
            process.setUnixProcessParameters(flags.CreateNewSession | flags.ResetSignalHandlers)
        process.started.connect(self._greet)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_error)
        process.errorOccurred.connect(self._note_error)
        process.finished.connect(self._finish)
        return process

    def _timer(self, work: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True)
        timer.timeout.connect(work)
        return timer

    def _launch(self) -> None:
        self._lines = LineSplitter()
        self._queue = EventQueue()
        self._complaint = ""
        self.state_changed.emit(EngineState.STARTING, "")
        self._process.start()

    def _greet(self) -> None:
        self.send(Start(OWN_COMMAND, restore=self._restores))

    def _read(self) -> None:
        try:
            for line in self._lines.feed(bytes(self._process.readAllStandardOutput().data())):
                self._queue.put(decode_event(line))
        except LineError as error:
            self._distrust(str(error))
        if self._lines.dropped_count:
            self._distrust(f"a line of more than {MAX_LINE_BYTES} bytes")
        if not self._next_turn.isActive():
            self._hand_on()

    def _distrust(self, complaint: str) -> None:
        """Let the engine start again: what it says next cannot be understood either."""
        self._complaint = complaint
        self._process.kill()

    def _hand_on(self) -> None:
        """Let the window hear what has come, for TURN_S at a time."""
        end = time.monotonic() + TURN_S
        while len(self._queue):
            event = self._queue.take()
            if isinstance(event, Snapshot):
                self.state_changed.emit(EngineState.RUNNING, "")
            self.received.emit(event)
            if time.monotonic() > end:
                self._next_turn.start(0)
                return

    def _read_error(self) -> None:
        text = bytes(self._process.readAllStandardError().data())
        _log.info("The engine says: %s", text.decode(errors="replace").rstrip())

    def _note_error(self, error: QProcess.ProcessError) -> None:
        # All other errors are followed by `finished`.
        if error is QProcess.ProcessError.FailedToStart:
            sentence = self.tr("Porthole's engine cannot be started: {problem}.")
            self._end(EngineState.GIVEN_UP, sentence.format(problem=self._process.errorString()))

    def _finish(self, exit_code: int, how: QProcess.ExitStatus) -> None:
        self._stop_limit.stop()
        self._next_turn.stop()
        self._queue = EventQueue()
        if self._stage is _Stage.STOPPING:
            self._end(EngineState.STOPPED)
            return
        problem = self._problem(exit_code, how)
        _log.error("The engine ended: %s", problem)
        self._crashed_at.append(time.monotonic())
        crashes = sum(at > time.monotonic() - CRASH_PERIOD_S for at in self._crashed_at)
        if crashes == MAX_CRASHES:
            sentence = self.tr("Porthole's engine ends again and again ({problem}).")
            self._end(EngineState.GIVEN_UP, sentence.format(problem=problem))
        else:
            self._restores = True
            self._next_start.start(FIRST_DELAY_MS * 2 ** (crashes - 1))
            sentence = self.tr("Porthole's engine ended ({problem}) and starts again.")
            self.state_changed.emit(EngineState.CRASHED, sentence.format(problem=problem))

    def _problem(self, exit_code: int, how: QProcess.ExitStatus) -> str:
        if self._complaint:
            return self._complaint
        if how is QProcess.ExitStatus.CrashExit:
            return self.tr("signal {number}").format(number=exit_code)
        return self.tr("exit code {number}").format(number=exit_code)

    def _end(self, state: EngineState, reason: str = "") -> None:
        self._stage = _Stage.IDLE
        self.state_changed.emit(state, reason)
