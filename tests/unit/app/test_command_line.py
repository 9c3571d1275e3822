import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.command_line import run
from relay_client import known_relays
from tests.unit.app.commands.command import environment_of_users

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
COMMAND = [sys.executable, "-m", "app.cli"]
PATIENCE_S = 60


def complete(*words, **options):
    options |= {"env": environment_of_users(), "stderr": subprocess.PIPE, "text": True}
    return subprocess.run([*COMMAND, *words], timeout=PATIENCE_S, **options)


@pytest.fixture
def no_display(monkeypatch):
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)


def test_without_a_command_and_a_display_the_ports_and_an_example_are_shown(capsys, no_display):
    assert run([]) == 0
    assert "Give a port a public address:  porthole forward " in capsys.readouterr().out


@pytest.mark.parametrize("name", DISPLAYS)
def test_without_a_command_the_desktop_app_starts_where_there_is_a_display(
    monkeypatch, no_display, name
):
    monkeypatch.setenv(name, ":0")
    monkeypatch.setattr("app.main.run", lambda options: 40 + options.at_login)
    assert run([]) == 40
    assert run(["--at-login"]) == 41


def test_without_the_libraries_of_the_desktop_the_ports_are_shown(monkeypatch, capsys, no_display):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert run([]) == 0
    assert "porthole forward" in capsys.readouterr().out


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as ending:
        run(["--help"])
    assert ending.value.code == 0
    output = capsys.readouterr().out
    commands = Path(run.__code__.co_filename).with_name("commands").glob("*.py")
    for command in (path.stem for path in commands if "def add_arguments" in path.read_text()):
        assert re.search(rf"\n    {command}\s", output)


def test_help_says_what_happens_without_a_command(capsys):
    with pytest.raises(SystemExit):
        run(["--help"])
    output = " ".join(capsys.readouterr().out.split())
    assert output.startswith("usage: porthole [-h] [--debug] [--version] [COMMAND ...]")
    assert "Without a command this starts the app" in output
    assert "no display, it lists the ports" in output


def test_version_is_told(capsys):
    with pytest.raises(SystemExit) as ending:
        run(["--version"])
    assert ending.value.code == 0
    assert re.fullmatch(r"porthole \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    "words", [["fly"], ["--fly"], ["relays", "--fly"], ["relays", "fly"], ["forward"], ["join"]]
)
def test_wrong_usage_is_one_sentence(words, capsys):
    with pytest.raises(SystemExit) as ending:
        run(words)
    assert ending.value.code == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith("porthole")
    assert errors.count("\n") == 1


@pytest.mark.parametrize("word", ["8000", "localhost:8000"])
def test_target_without_a_command_is_told_which(word, capsys):
    with pytest.raises(SystemExit) as ending:
        run([word, "--tcp"])
    assert ending.value.code == 2
    assert capsys.readouterr().err == (
        f"porthole: To give a port an address, write `porthole forward {word}`.\n"
    )


def test_error_is_one_sentence_and_cannot_act_on_the_terminal(capsys, tmp_path, monkeypatch):
    home = tmp_path / "\x1b]0;owned\x07"
    monkeypatch.setenv("PORTHOLE_HOME", str(home))
    (home / "config").mkdir(parents=True)
    (home / "config/relays.json").write_text("{")
    assert run(["relays"]) == 1
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
        run(words)


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


@pytest.mark.skipif(sys.platform == "win32", reason="shells close streams in another way")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_may_be_closed(closed):
    words = f"exec {sys.executable} -m app.cli tunnels --json {closed}"
    result = subprocess.run(
        ["sh", "-c", words], env=environment_of_users(), timeout=PATIENCE_S, capture_output=True
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
