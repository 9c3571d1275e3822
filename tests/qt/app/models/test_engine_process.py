import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from app.contract.commands import Check, Expose
from app.contract.events import Done, Notice, Snapshot
from app.models import engine_process
from app.models.engine_link import EngineState
from app.models.engine_process import MAX_CRASHES, EngineProcess, engine_command

SCRIPT = Path(__file__).with_name("scripted_engine.py")
ROOT = Path(__file__).parents[4]


class Observer:
    """Starts an engine, and remembers what its link says."""

    def __init__(self, qtbot, link):
        self.qtbot = qtbot
        self.link = link
        self.states = []
        self.reasons = []
        self.events = []
        self._seen = 0
        link.state_changed.connect(self._note_state)
        link.received.connect(self.events.append)

    def _note_state(self, state, reason):
        self.states.append(state)
        self.reasons.append(reason)

    def until(self, state):
        """Wait for `state` after the one that was waited for last; return what was said with it."""
        self.qtbot.waitUntil(lambda: state in self.states[self._seen :])
        index = self.states.index(state, self._seen)
        self._seen = index + 1
        return self.reasons[index]

    def until_event(self, event):
        self.qtbot.waitUntil(lambda: event in self.events)


@pytest.fixture
def log(tmp_path, monkeypatch):
    path = tmp_path / "engine.log"
    monkeypatch.setenv("ENGINE_LOG", str(path))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(engine_process, "FIRST_DELAY_MS", 5)
    return lambda: path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def engine(qtbot, log):
    observers = []

    def start(*words, command=None, restore=False):
        link = EngineProcess(command or [sys.executable, str(SCRIPT), *words])
        observers.append(Observer(qtbot, link))
        link.start(restore=restore)
        return observers[-1]

    yield start
    for observer in observers:
        if observer.states[-1] is not EngineState.STOPPED:
            observer.link.stop()
            observer.until(EngineState.STOPPED)


def pids(lines):
    return [int(line) for line in lines if line.isdecimal()]


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_engine_is_greeted_and_runs_once_its_snapshot_has_come(engine, log):
    observer = engine(restore=True)
    observer.until_event(Done(0))
    assert observer.states == [EngineState.STARTING, EngineState.RUNNING]
    assert observer.events == [Snapshot("1", (), (), (), ()), Done(0)]
    assert log()[1] == "Start(id=0, restore=True)"


def test_commands_are_answered_in_order(engine):
    observer = engine()
    observer.until(EngineState.RUNNING)
    for number in range(1, 6):
        observer.link.send(Check(number))
    observer.until_event(Done(5))
    assert observer.events[1:] == [Done(number) for number in range(6)]


def test_stop_lets_the_engine_end_by_itself(engine, log):
    observer = engine()
    observer.until(EngineState.RUNNING)
    observer.link.stop()
    observer.link.stop()
    observer.until(EngineState.STOPPED)
    assert log()[-2:] == ["Quit(id=0)", "end"]
    assert observer.states.count(EngineState.STOPPED) == 1


def test_engine_that_does_not_end_is_killed(engine, log, monkeypatch):
    monkeypatch.setattr(engine_process, "STOP_LIMIT_MS", 100)
    observer = engine("stubborn")
    observer.until(EngineState.RUNNING)
    observer.link.stop()
    observer.until(EngineState.STOPPED)
    assert not is_running(pids(log())[0])


def test_stop_without_an_engine_is_told_at_once(qtbot):
    observer = Observer(qtbot, EngineProcess(["never-started"]))
    observer.link.stop()
    assert observer.states == [EngineState.STOPPED]


def test_crashed_engine_starts_again_with_its_tunnels(engine, log, expected_warnings):
    observer = engine(restore=False)
    observer.until(EngineState.RUNNING)
    observer.link.send(Expose(1, "8000"))
    assert "exit code 3" in observer.until(EngineState.CRASHED)
    observer.until(EngineState.RUNNING)
    assert "Start(id=0, restore=True)" in log()
    assert len(pids(log())) == 2
    assert [record.getMessage() for record in expected_warnings] == [
        "The engine ended: exit code 3"
    ]


def test_killed_engine_starts_again(engine, log, expected_warnings):
    observer = engine()
    observer.until(EngineState.RUNNING)
    os.kill(pids(log())[0], signal.SIGKILL)
    assert "signal 9" in observer.until(EngineState.CRASHED)
    observer.until(EngineState.RUNNING)
    assert len(expected_warnings) == 1


def test_engine_that_crashes_again_and_again_is_given_up(engine, log, expected_warnings):
    observer = engine("dead")
    assert "exit code 7" in observer.until(EngineState.GIVEN_UP)
    assert len(pids(log())) == MAX_CRASHES == len(expected_warnings)
    assert observer.states.count(EngineState.CRASHED) == MAX_CRASHES - 1


def test_given_up_engine_can_be_started_by_the_user(engine, log, expected_warnings):
    observer = engine("dead")
    observer.until(EngineState.GIVEN_UP)
    observer.link.start(restore=True)
    observer.until(EngineState.GIVEN_UP)
    assert len(pids(log())) == 2 * MAX_CRASHES == len(expected_warnings)


def test_program_that_is_not_there_is_given_up_at_once(engine):
    observer = engine(command=["/there/is/no/porthole"])
    assert "cannot be started" in observer.until(EngineState.GIVEN_UP)


@pytest.mark.parametrize(("word", "problem"), [("babble", "malformed"), ("endless", "a line of")])
def test_engine_that_makes_no_sense_is_started_again(engine, expected_warnings, word, problem):
    observer = engine(word)
    assert problem in observer.until(EngineState.CRASHED)
    assert problem in expected_warnings[0].getMessage()


def test_window_stays_responsive_while_the_engine_floods_it(engine, qtbot):
    observer = engine("flood")
    ticks = []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: ticks.append(len(observer.events)))
    timer.start()
    observer.until_event(Notice("notice 49999"))
    assert len(ticks) > 20
    assert observer.events[2:] == [Notice(f"notice {number}") for number in range(50_000)]


def test_nothing_is_sent_while_the_engine_is_away(qtbot):
    EngineProcess(["never-started"]).send(Check(1))


def test_engine_ends_when_the_window_is_killed(tmp_path, log, qtbot):
    window = """
import sys
from PySide6.QtCore import QCoreApplication
from app.models.engine_process import EngineProcess
app = QCoreApplication([])
link = EngineProcess(sys.argv[1:])
link.received.connect(lambda event: print(type(event).__name__, flush=True))
link.start(restore=False)
app.exec()
"""
    command = [sys.executable, "-c", window, sys.executable, str(SCRIPT)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        # The last word of the engine that is here to read its input, not to write to nobody.
        assert [process.stdout.readline().strip() for _ in range(2)] == ["Snapshot", "Done"]
        process.kill()
    qtbot.waitUntil(lambda: log()[-1] == "end")
    qtbot.waitUntil(lambda: not is_running(pids(log())[0]))


def test_engine_hears_no_ctrl_c_in_the_windows_terminal(engine, log):
    observer = engine()
    observer.until(EngineState.RUNNING)
    assert os.getsid(pids(log())[0]) != os.getsid(0)


def test_frozen_program_is_its_own_engine(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert engine_command() == [sys.executable, "engine"]


def test_engine_does_not_come_from_the_current_folder(tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").touch()
    command = [*engine_command()[:-1], "--help"]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "porthole" in shown.stdout


def test_real_engine_starts_answers_and_ends(engine):
    observer = engine(command=engine_command())
    observer.until(EngineState.RUNNING)
    (snapshot,) = [event for event in observer.events if isinstance(event, Snapshot)]
    assert "local" in [source.id for source in snapshot.sources]
    observer.link.send(Check(1))
    observer.until_event(Done(1))
    observer.link.stop()
    observer.until(EngineState.STOPPED)


def test_real_engine_that_is_killed_starts_again(engine, expected_warnings):
    observer = engine(command=engine_command())
    observer.until(EngineState.RUNNING)
    os.kill(observer.link.process_id, signal.SIGKILL)
    observer.until(EngineState.CRASHED)
    observer.until(EngineState.RUNNING)
    assert len(expected_warnings) == 1
