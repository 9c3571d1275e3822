"""`porthole ports` as a program, beside real servers."""

import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

COMMAND_LINE = (sys.executable, "-m", "app.cli")

IMPORTS = """
import json, sys
from app.commands import ports
ports.print_overview()
print(json.dumps(list(sys.modules)))
"""

HOSTILE = "two\nlines \x1b[2J\x1b]0;owned\x07 \x9b31m \N{RIGHT-TO-LEFT OVERRIDE}gpj.exe"


def run(*command):
    """Run a program of this checkout; return what it prints."""
    return subprocess.run(
        command, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT, check=True
    ).stdout


def porthole(*arguments):
    return run(*COMMAND_LINE, *arguments)


def listed():
    """What `porthole ports --json` lists, by port."""
    entries = [json.loads(line) for line in porthole("ports", "--json").splitlines()]
    return {entry["port"]: entry for entry in entries}


def read_screen(terminal):
    """Return all that is written to a pseudo-terminal until its other end is closed."""
    written = b""
    with open(terminal, "rb", buffering=0) as screen, contextlib.suppress(OSError):
        while chunk := screen.read(4096):
            written += chunk
    return written.decode()


@pytest.fixture
def start_web_server(tmp_path):
    """Start Python's own web server on a free port; return its process, port and command."""
    processes = []

    def start(*arguments):
        command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
        command += arguments
        process = subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        processes.append(process)
        port = int(re.search(r"port (\d+)", process.stdout.readline())[1])
        return process, port, command

    yield start
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


def test_web_server_is_listed_while_it_runs(start_web_server, tmp_path):
    process, port, command = start_web_server()
    assert listed()[port] == {
        "address": "127.0.0.1",
        "port": port,
        "dual_stack": False,
        "process": os.path.basename(sys.executable),
        "pid": process.pid,
        "command": command,
        "folder": str(tmp_path),
        "user_id": os.getuid(),
    }
    process.terminate()
    process.wait()
    assert port not in listed()


def test_table_holds_whole_values_for_other_programs(start_web_server, tmp_path):
    process, port, command = start_web_server()
    (line,) = [line for line in porthole("ports").splitlines() if f" {process.pid} " in line]
    assert line.split(maxsplit=4)[:4] == [
        "127.0.0.1",
        str(port),
        os.path.basename(sys.executable),
        str(process.pid),
    ]
    assert " ".join(command) in line
    assert line.endswith(str(tmp_path))


def test_plain_porthole_ends_with_what_to_type_next(start_web_server):
    start_web_server()
    assert re.search(r"\n\nGive a port .*:  porthole forward (\d+|PORT)\n$", porthole())


@pytest.mark.parametrize("arguments", [("ports",), ("ports", "--json"), ()])
def test_hostile_command_line_is_shown_harmless(start_web_server, tmp_path, arguments):
    folder = tmp_path / HOSTILE
    folder.mkdir()
    process, _, _ = start_web_server("--directory", str(folder))
    output = porthole(*arguments)
    assert output.replace("\n", "").isprintable()
    (line,) = [
        line for line in output.splitlines() if str(process.pid) in line.replace(",", " ").split()
    ]
    assert "gpj.exe" in line


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are Unix's")
def test_lines_fit_the_terminal(start_web_server):
    import pty

    start_web_server("--directory", "/" + "x" * 300)
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "72"}
    command = [*COMMAND_LINE, "ports"]
    with subprocess.Popen(command, stdout=theirs, cwd=ROOT, env=environment) as process:
        os.close(theirs)
        lines = read_screen(ours).splitlines()
    assert process.returncode == 0
    assert len(lines) >= 2
    assert max(map(len, lines)) == 72


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it needs psutil")
def test_listing_ports_imports_nothing_heavy():
    imported = set(json.loads(run(sys.executable, "-c", IMPORTS).splitlines()[-1]))
    assert "app.engine.ports.linux" in imported
    heavy = {"sqlalchemy", "keyring", "cryptography", "psutil", "segno", "msgspec", "asyncio"}
    assert imported & heavy == set()
