import json
import os
import signal
import stat
import subprocess
import sys

import pytest

from app.commands import engine
from relay_client.folders import state_folder
from tests.unit.app.commands.command import environment_of_users

PATIENCE_S = 60


@pytest.fixture
def start():
    """Start `porthole engine`, which ends with the test."""
    processes = []

    def start(*words, **options):
        options = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE} | options
        command = [sys.executable, "-m", "app.cli", *words, "engine"]
        process = subprocess.Popen(
            command, stderr=subprocess.PIPE, env=environment_of_users(), **options
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


def events(output):
    return [json.loads(line) for line in output.splitlines()]


def test_end_of_the_input_ends_it_and_nothing_but_events_is_on_standard_output(start):
    process = start()
    process.stdin.write(b'{"command":"start","id":1}\nnonsense\n')
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["event"] == "snapshot"
    process.stdin.close()
    output = process.stdout.read()
    assert process.wait(PATIENCE_S) == 0
    assert {"event": "done", "id": 1, "tunnel": "", "is_new": True} in events(output)
    assert process.stderr.read() == b""


def test_quit_ends_it_whatever_comes_after_it(start):
    process = start()
    process.stdin.write(b'{"command":"quit","id":1}\n{"command":"start","id":2}\n')
    process.stdin.flush()
    assert process.wait(PATIENCE_S) == 0
    assert process.stdout.read() == b""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signal_ends_it_in_good_order(start, number):
    process = start()
    process.stdin.write(b'{"command":"start","id":1}\n')
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["event"] == "snapshot"
    process.send_signal(number)
    assert process.wait(PATIENCE_S) == 0


def test_reader_that_has_gone_ends_it(start):
    process = start()
    process.stdout.close()
    process.stdout = None
    process.stdin.write(b'{"command":"start","id":1}\n')
    process.stdin.flush()
    assert process.wait(PATIENCE_S) == 0


def test_bad_line_with_a_number_is_answered(start):
    process = start()
    output, _ = process.communicate(b'{"command":"explode","id":7}\n', PATIENCE_S)
    failed = events(output)[0]
    assert (failed["event"], failed["id"]) == ("failed", 7)
    assert failed["reason"].startswith("This is not a command of the engine: Invalid value")


def test_log_is_for_this_user_only_and_has_what_was_wrong(start):
    start().communicate(b"nonsense\n", PATIENCE_S)
    path = state_folder() / "engine.log"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "not a command" in path.read_text()


def test_debug_shows_the_log_on_standard_error(start):
    _, errors = start("--debug").communicate(b"nonsense\n", PATIENCE_S)
    assert b"not a command" in errors


def test_log_cannot_grow_without_end(start, monkeypatch):
    path = state_folder() / "engine.log"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x" * (engine.MAX_LOG_BYTES - 10))
    start().communicate(b"nonsense\n", PATIENCE_S)
    assert path.stat().st_size < 10_000
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (state_folder() / "engine.log.1").exists()


def test_log_that_cannot_be_written_stops_nobody(start):
    (state_folder() / "engine.log").mkdir(parents=True)
    process = start()
    process.stdin.write(b'nonsense\n{"command":"start","id":1}\n')
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["event"] == "snapshot"
    _, errors = process.communicate(b"", PATIENCE_S)
    assert errors == b""


@pytest.mark.parametrize(("level", "has_all"), [("CRITICAL", False), ("DEBUG", True)])
def test_log_has_of_ssh_what_matters_unless_all_is_wanted(level, has_all):
    """It would tell of each command, every few seconds for each host."""
    program = f"""
import logging
from app.commands import engine
logging.basicConfig(level="{level}")
engine._log_to_file()
logging.getLogger("asyncssh").info("Command: ls")
logging.getLogger("asyncssh").warning("That is odd.")
logging.getLogger("app.engine").info("A relay is away.")
"""
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    text = (state_folder() / "engine.log").read_text()
    assert ("Command: ls" in text) is has_all
    assert "That is odd." in text
    assert "A relay is away." in text


def test_unusable_state_folder_is_one_sentence(start):
    home = os.environ["PORTHOLE_HOME"]
    os.makedirs(home)
    with open(os.path.join(home, "state"), "w"):
        pass
    output, errors = start().communicate(b"", PATIENCE_S)
    assert output == b""
    assert errors.startswith(b"porthole: ")
    assert errors.count(b"\n") == 1
