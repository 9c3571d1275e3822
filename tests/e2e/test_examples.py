"""The examples as their readers run them: real processes, reached through their addresses."""

import functools
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from tests.e2e.examples import CLOSED, EXAMPLES, curl, tls_visitor
from tests.e2e.programs import eventually, run
from tests.e2e.visitors import TcpVisitor

WITHOUT_ARGUMENTS = ("web_server.py", "tcp_echo.py", "hub.py")
SSHD = shutil.which("sshd", path=os.environ["PATH"] + ":/usr/sbin:/sbin")

SSHD_CONFIGURATION = """
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
SetEnv HOME={folder}
"""


@pytest.fixture
def start(start_program, home):
    """Start an example."""

    def start(name, *arguments, **environment):
        command = (sys.executable, EXAMPLES / name, *arguments)
        return start_program(*command, PORTHOLE_HOME=str(home), **environment)

    return start


@pytest.fixture
def fetch(home):
    """Fetch a URL with curl."""
    return functools.partial(curl, home)


@pytest.fixture
def refusing_port():
    """A port that nothing listens on, and nothing will."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def visits(program):
    """Return how many connections to the ports that a program listens on are open."""
    connections = psutil.Process(program.pid).net_connections("tcp4")
    ports = {each.laddr.port for each in connections if each.status == psutil.CONN_LISTEN}
    return sum(
        each.laddr.port in ports and each.status == psutil.CONN_ESTABLISHED for each in connections
    )


def interrupt(program):
    """Press Ctrl-C: the program ends well, and says nothing."""
    program.process.send_signal(signal.SIGINT)
    assert program.wait_for_end() == 0
    assert [line for line in program.errors if '" 200 -' not in line] == []


@pytest.fixture
def ssh_server_port(tmp_path):
    """The port of an SSH server with keys of its own, which runs once for each connection."""
    if SSHD is None and "CI" not in os.environ:
        pytest.skip("needs sshd")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # it drops its rights in there
    for key in ("host", "user"):
        run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], tmp_path)
    file = tmp_path / "sshd_config"
    file.write_text(SSHD_CONFIGURATION.format(folder=tmp_path))
    servers = []

    def serve(connection):
        command = [SSHD, "-i", "-f", str(file)]
        servers.append(subprocess.Popen(command, stdin=connection, stdout=connection))
        connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as acceptor:

        def accept():
            while True:
                try:
                    serve(listener.accept()[0])
                except OSError:
                    return

        acceptor.submit(accept)
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    for server in servers:
        server.wait(10)


def test_web_server_answers_until_ctrl_c(start, fetch):
    program = start("web_server.py")
    url = program.wait_for_line("https://")
    assert fetch(f"{url}/a").body == "Hello from /a\n"
    interrupt(program)
    assert fetch(url).status == CLOSED


def test_web_server_prints_how_curl_gets_it(start, tmp_path):
    program = start("web_server.py")
    command = shlex.split(program.wait_for_line("curl "))
    assert run([*command, "--silent"], tmp_path).stdout == "Hello from /\n"
    interrupt(program)


def test_web_server_is_silent_about_a_visitor_that_breaks_off(start, home):
    program = start("web_server.py")
    visitor = tls_visitor(program.wait_for_line("https://"), home)
    visitor.send(b"GET / HT")
    eventually(lambda: visits(program) == 1, "connection to the web server")
    visitor.reset()
    eventually(lambda: visits(program) == 0, "end of the connection")
    interrupt(program)


def test_tcp_server_sends_everything_back(start):
    program = start("tcp_echo.py")
    port = program.wait_for_line("localhost:").partition(":")[2]
    visitor = TcpVisitor(int(port))
    data = bytes(range(256)) * 1000
    visitor.send(data)
    assert visitor.receive_exactly(len(data)) == data
    visitor.send(b"the end")
    visitor.end()
    assert visitor.receive_all() == b"the end"
    visitor.close()
    interrupt(program)


def test_tcp_server_ends_while_somebody_is_connected(start):
    program = start("tcp_echo.py")
    port = program.wait_for_line("localhost:").partition(":")[2]
    visitor = TcpVisitor(int(port))
    visitor.send(b"a")
    assert visitor.receive_exactly(1) == b"a"
    interrupt(program)
    with pytest.raises(ConnectionResetError):
        visitor.receive()
    visitor.close()


def test_printed_ssh_command_leads_to_the_server(start, ssh_server_port, tmp_path):
    program = start("ssh_here.py", ssh_server_port)
    ssh, *rest = shlex.split(program.wait_for_line("ssh -p"))
    assert str(ssh_server_port) not in rest
    options = ["-F", "none", "-i", "user", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes"]
    options += ["-o", "UserKnownHostsFile=known", "-o", "StrictHostKeyChecking=accept-new"]
    result = run([ssh, *options, *rest, "tr a-z A-Z"], tmp_path, stdin=None, input="hello")
    assert result.stdout == "HELLO"
    assert (tmp_path / "host.pub").read_text().split()[1] in (tmp_path / "known").read_text()
    interrupt(program)


def test_ssh_needs_a_server(start, refusing_port):
    program = start("ssh_here.py", refusing_port)
    assert program.wait_for_end() == 1
    assert program.errors == [
        f"Nothing listens on port {refusing_port}. Start an SSH server, or give its port."
    ]


@pytest.mark.parametrize("port", [0, 65536])
def test_ssh_refuses_what_is_no_port(start, port):
    program = start("ssh_here.py", port)
    assert program.wait_for_end() == 1
    (sentence,) = program.errors
    assert sentence.startswith(f"Invalid port number {port}")


@pytest.mark.parametrize("name", [*WITHOUT_ARGUMENTS, "ssh_here.py"])
def test_wrong_argument_is_explained(start, name):
    program = start(name, "nonsense")
    assert program.wait_for_end() == 2
    assert program.errors[0].startswith(f"usage: {name}")
    assert "nonsense" in program.errors[-1]


@pytest.mark.parametrize("name", WITHOUT_ARGUMENTS)
def test_problem_with_the_relay_is_one_sentence(start, name, refusing_port):
    for relay in ("not a relay", f"127.0.0.1:{refusing_port}"):
        program = start(name, PORTHOLE_RELAY=relay)
        assert program.wait_for_end() == 1
        assert (len(program.errors), program.output) == (1, [])


@pytest.mark.skipif(
    Path(sys.executable).with_name("jupyter-lab").exists(), reason="JupyterLab is installed"
)
def test_missing_jupyterlab_is_explained(start, tmp_path):
    program = start("jupyter.py", PATH=str(tmp_path))
    assert program.wait_for_end() == 1
    assert program.errors == ["JupyterLab is not installed. Run: pip install jupyterlab"]
