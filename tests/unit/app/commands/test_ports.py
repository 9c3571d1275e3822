import argparse
import errno
import io
import json
import sys

import pytest

from app.commands import ports
from app.contract.values import Port
from app.engine.ports.errors import SockDiagError
from app.engine.ports.values import ListeningPort, Process
from app.engine.sources.containers import listing
from relay_client.errors import InvalidError

WEB = ListeningPort(
    "127.0.0.1", 8000, 1000, Process(42, "python", ("python", "-m", "http.server"), "/home/me/shop")
)
API = ListeningPort("::", 9000, 1000, Process(43, "node", (), None), dual_stack=True)
SSH = ListeningPort("0.0.0.0", 22, 0, None)


def listening(port, pid=1):
    process = None if pid is None else Process(pid, "server", (), None)
    return ListeningPort("127.0.0.1", port, 1000, process)


class FakeSource:
    def __init__(self, found):
        self.found = found

    def scan(self):
        return self.found


class RefusingSource:
    def scan(self):
        raise SockDiagError(errno.EPERM)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def found(monkeypatch):
    """Let these ports be the ones that listen."""

    def set_found(*listening_ports):
        monkeypatch.setattr(ports, "open_port_source", lambda: FakeSource(listening_ports))

    return set_found


@pytest.fixture
def command(capsys, monkeypatch):
    """Run the command with arguments; return its exit code and output.

    Where `screen` is given, the output goes there instead.
    """
    parser = argparse.ArgumentParser(prog="porthole")
    ports.add_arguments(parser.add_subparsers().add_parser("ports"))

    def run(*arguments, screen=None):
        if screen is not None:
            monkeypatch.setattr(sys, "stdout", screen)
        options = parser.parse_args(["ports", *arguments])
        code = options.run(options)
        return code, capsys.readouterr().out

    return run


def test_table_shows_what_is_known_and_a_dash_for_the_rest(found, command):
    found(SSH, WEB, API)
    assert command() == (
        0,
        "ADDRESS    PORT  PROCESS  PID  COMMAND                FOLDER\n"
        "0.0.0.0      22  -          -  -                      -\n"
        "127.0.0.1  8000  python    42  python -m http.server  /home/me/shop\n"
        "*          9000  node      43  -                      -\n",
    )


def test_table_fits_a_terminal_and_explains_dashes_there(found, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "64")
    found(SSH, WEB)
    screen = Terminal()
    command(screen=screen)
    assert screen.getvalue() == (
        "ADDRESS    PORT  PROCESS  PID  COMMAND             FOLDER\n"
        "0.0.0.0      22  -          -  -                   -\n"
        "127.0.0.1  8000  python    42  python -m http.se…  /home/me/shop\n"
        "- stands for what belongs to another user or to the system.\n"
    )


def test_dashes_are_not_explained_when_there_are_none(found, command):
    found(WEB)
    screen = Terminal()
    command(screen=screen)
    assert len(screen.getvalue().splitlines()) == 2


def test_relay_of_our_own_is_no_port_to_forward(found, command, capsys):
    relay = Process(44, "python", ("python", "-P", "-m", "relay_server.embedded"), "/")
    found(ListeningPort("127.0.0.1", 8443, 1000, relay))
    assert command() == (0, "No program on this computer listens on a TCP port.\n")
    assert command("--json") == (0, "")
    ports.print_overview()
    assert capsys.readouterr().out.endswith("porthole forward PORT\n")


def test_json_is_one_object_a_line(found, command):
    found(SSH, WEB, API)
    code, output = command("--json")
    assert code == 0
    assert [json.loads(line) for line in output.splitlines()] == [
        {
            "address": "0.0.0.0",
            "port": 22,
            "dual_stack": False,
            "process": None,
            "pid": None,
            "command": None,
            "folder": None,
            "user_id": 0,
        },
        {
            "address": "127.0.0.1",
            "port": 8000,
            "dual_stack": False,
            "process": "python",
            "pid": 42,
            "command": ["python", "-m", "http.server"],
            "folder": "/home/me/shop",
            "user_id": 1000,
        },
        {
            "address": "::",
            "port": 9000,
            "dual_stack": True,
            "process": "node",
            "pid": 43,
            "command": [],
            "folder": None,
            "user_id": 1000,
        },
    ]


def test_nothing_that_listens_has_its_own_sentence(found, command):
    found()
    assert command() == (0, "No program on this computer listens on a TCP port.\n")
    assert command("--json") == (0, "")


@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_hostile_process_cannot_act_on_the_terminal(found, command, arguments):
    hostile = "evil\n\x1b]0;owned\x07\x9b2J\u202e"
    found(ListeningPort("127.0.0.1", 80, 0, Process(1, hostile, (hostile, hostile), hostile)))
    _, output = command(*arguments)
    lines = output.splitlines()
    assert len(lines) == (1 if arguments else 2)
    assert all(line.isprintable() for line in lines)


def test_terminal_that_lacks_a_character_gets_a_question_mark(found, command):
    found(ListeningPort("127.0.0.1", 80, 0, Process(1, "läuft", (), None)))
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    command(screen=screen)
    screen.seek(0)
    assert "l?uft" in screen.read()


@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_refusal_is_left_to_who_explains_errors(monkeypatch, command, arguments):
    monkeypatch.setattr(ports, "open_port_source", RefusingSource)
    with pytest.raises(SockDiagError):
        command(*arguments)


def test_overview_is_the_table_and_an_example(found, capsys):
    found(WEB)
    assert ports.print_overview() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ADDRESS")
    assert lines[-2:] == ["", "Give a port a public address:  porthole forward 8000"]


def test_overview_of_nothing_says_so(found, capsys):
    found()
    assert ports.print_overview() == 0
    assert capsys.readouterr().out.splitlines() == [
        "No program on this computer listens on a TCP port.",
        "",
        "Give a port a public address:  porthole forward PORT",
    ]


@pytest.mark.parametrize(
    ("listening_ports", "example"),
    [
        pytest.param([listening(80), listening(3000)], 3000, id="needs no privilege"),
        pytest.param([listening(5432), listening(80)], 80, id="no database"),
        pytest.param([listening(22), listening(40000)], 40000, id="no ssh"),
        pytest.param([listening(40000), listening(80)], 80, id="not another one each time"),
        pytest.param([listening(3000, pid=None), listening(8000)], 8000, id="a known process"),
        pytest.param([listening(3000, pid=None)], 3000, id="an unknown process if need be"),
        pytest.param([listening(22), listening(5432)], "PORT", id="nothing suitable"),
    ],
)
def test_example_is_most_likely_the_users_own_server(found, capsys, listening_ports, example):
    found(*listening_ports)
    ports.print_overview()
    assert capsys.readouterr().out.endswith(f"  porthole forward {example}\n")


@pytest.mark.parametrize("name", ["containers", "docker"])
@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_ports_of_containers_are_listed_if_asked_for(command, monkeypatch, arguments, name):
    async def list_ports():
        return (Port("containers/web:80", "containers", "172.17.0.2", 80, "docker:web:80"),)

    monkeypatch.setattr(listing, "list_ports", list_ports)
    code, output = command("--source", name, *arguments)
    assert code == 0
    assert "docker:web:80" in output


def test_own_ports_are_the_source_by_default(found, command):
    found(WEB)
    assert command("--source", "local") == command()


def test_unknown_source_is_refused(command):
    with pytest.raises(InvalidError, match="'nas' is no source of ports"):
        command("--source", "nas")
