import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.cli import main
from relay_client import known_relays
from tests.unit.app.commands.command import environment_of_users

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
COMMAND = [sys.executable, "-m", "app.cli"]
PATIENCE_S = 60


@pytest.fixture
def pipe_for_a_list():
    """A pipe in place of the list of relays: reading it takes as long as the test wants."""
    path = known_relays.relays_path()
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    return path


def complete(*words, **options):
    options |= {"env": environment_of_users(), "stderr": subprocess.PIPE, "text": True}
    return subprocess.run([*COMMAND, *words], timeout=PATIENCE_S, **options)


@pytest.fixture
def no_display(monkeypatch):
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)


def test_without_a_command_and_a_display_the_ports_and_an_example_are_shown(capsys, no_display):
    assert main([]) == 0
    assert "Give a port a public address:  porthole forward " in capsys.readouterr().out


@pytest.mark.parametrize("name", DISPLAYS)
def test_without_a_command_the_desktop_app_starts_where_there_is_a_display(
    monkeypatch, no_display, name
):
    monkeypatch.setenv(name, ":0")
    monkeypatch.setattr("app.main.run", lambda options: 40 + options.at_login)
    assert main([]) == 40
    assert main(["--at-login"]) == 41


def test_without_the_libraries_of_the_desktop_the_ports_are_shown(monkeypatch, capsys, no_display):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main([]) == 0
    assert "porthole forward" in capsys.readouterr().out


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as ending:
        main(["--help"])
    assert ending.value.code == 0
    output = capsys.readouterr().out
    commands = Path(main.__code__.co_filename).with_name("commands").glob("*.py")
    for command in (path.stem for path in commands if "def add_arguments" in path.read_text()):
        assert re.search(rf"\n    {command}\s", output)


def test_help_says_what_happens_without_a_command(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    output = " ".join(capsys.readouterr().out.split())
    assert output.startswith("usage: porthole [-h] [--debug] [--version] [COMMAND ...]")
    assert "Without a command this starts the app" in output
    assert "no display, it lists the ports" in output


def test_version_is_told(capsys):
    with pytest.raises(SystemExit) as ending:
        main(["--version"])
    assert ending.value.code == 0
    assert re.fullmatch(r"porthole \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    "words", [["fly"], ["--fly"], ["relays", "--fly"], ["relays", "fly"], ["forward"], ["join"]]
)
def test_wrong_usage_is_one_sentence(words, capsys):
    with pytest.raises(SystemExit) as ending:
        main(words)
    assert ending.value.code == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith("porthole")
    assert errors.count("\n") == 1


def test_error_is_one_sentence_and_cannot_act_on_the_terminal(capsys, tmp_path, monkeypatch):
    home = tmp_path / "\x1b]0;owned\x07"
    monkeypatch.setenv("PORTHOLE_HOME", str(home))
    (home / "config").mkdir(parents=True)
    (home / "config/relays.json").write_text("{")
    assert main(["relays"]) == 1
    errors = capsys.readouterr().err
    assert errors.endswith("\n")
    assert errors[:-1].isprintable()
    assert "Traceback" not in errors


@pytest.mark.parametrize("words", [["--debug", "relays"], ["relays", "--debug"]])
def test_debug_shows_tracebacks(words, capsys):
    path = known_relays.relays_path()
    path.parent.mkdir(parents=True)
    path.write_text("{")
    with pytest.raises(known_relays.RelayListError):
        main(words)


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


def test_reader_that_has_seen_enough_is_no_error():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as output:
        result = complete("relays", stdout=output)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_full_disk_is_one_sentence():
    with open("/dev/full", "wb") as output:
        result = complete("relays", stdout=output)
    assert (result.returncode, result.stderr) == (
        1,
        "porthole: No space left on device. Make room on the disk, then try again.\n",
    )
