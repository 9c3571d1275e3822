import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.cli import INTERRUPTED, main
from relay_client import known_relays

COMMAND = [sys.executable, "-m", "app.cli"]
PATIENCE_S = 60


@pytest.fixture
def pipe_for_a_list():
    """A pipe in place of the list of relays: reading it takes as long as the test wants."""
    path = known_relays.relays_path()
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    return path


class Interrupting:
    """Somebody who presses Ctrl-C while the program is loaded."""

    def find_spec(self, name, path=None, target=None):
        if name == "app.command_line":
            raise KeyboardInterrupt


def test_ctrl_c_may_come_while_the_program_is_loaded(monkeypatch):
    monkeypatch.delitem(sys.modules, "app.command_line", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupting(), *sys.meta_path])
    assert main(["relays"]) == INTERRUPTED


def test_nothing_else_is_loaded_before_ctrl_c_can_be_heard():
    script = "import sys; had = set(sys.modules); import app.cli; print(*set(sys.modules) - had)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert set(result.stdout.split()) == {"app", "app.cli"}


def is_asleep(process):
    return Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "S"


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="needs /proc")
def test_ctrl_c_ends_a_command_without_a_traceback(pipe_for_a_list):
    with subprocess.Popen([*COMMAND, "relays"], stderr=subprocess.PIPE, text=True) as process:
        with open(pipe_for_a_list, "wb"):  # which waits for the command to open it as well
            end = time.monotonic() + PATIENCE_S
            # Python would not notice a signal that comes just before it begins to wait.
            while not is_asleep(process) and time.monotonic() < end:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE_S) == 130
        assert process.stderr.read() == ""
