"""The examples as their readers run them: real processes, reached through their addresses."""

import functools
import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psutil
import pytest

from tests.e2e.porthole import Tunnel, end_embedded_relay
from tests.e2e.programs import Program, eventually, is_running, run
from tests.e2e.visitors import TcpVisitor, TlsVisitor

EXAMPLES = Path(__file__).parents[2] / "examples"
WITHOUT_ARGUMENTS = ("web_server.py", "tcp_echo.py", "hub.py")
SSHD = shutil.which("sshd", path=os.environ["PATH"] + ":/usr/sbin:/sbin")

CLOSED = 0
"""What curl gives for a status where nobody answers."""

HUB = """
import asyncio, json, sys
sys.path.insert(0, sys.argv[1])
import hub
vars(hub).update(json.loads(sys.argv[2]))
asyncio.run(hub.main())
"""
"""Runs the hub with other limits than those it has by itself."""

TOKEN = "correct horse"

SSHD_CONFIGURATION = """
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
"""


class Answer(NamedTuple):
    """What curl got."""

    status: int
    location: str
    body: str


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


def curl(home, url, *arguments):
    """Fetch a URL with curl, which trusts the relay at home in `home`."""
    command = ["curl", "--silent", "--cacert", str(home / "run/ca.pem"), *arguments]
    command += ["--write-out", "\n%{http_code} %{redirect_url}", url]
    body, _, end = run(command, home, check=False).stdout.rpartition("\n")
    status, _, location = end.partition(" ")
    return Answer(int(status), location, body)


@pytest.fixture
def refusing_port():
    """A port that nothing listens on, and nothing will."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@pytest.fixture
def hub(start, home):
    """A hub that is this test's own."""
    return Hub(start("hub.py", HUB_TOKEN=TOKEN), home)


@pytest.fixture(scope="module")
def shared_hub(tmp_path_factory):
    """A hub for tests that start no session."""
    folder = tmp_path_factory.mktemp("hub")
    home = folder / "porthole"
    environment = {"PORTHOLE_HOME": str(home), "HUB_TOKEN": TOKEN}
    program = Program([sys.executable, EXAMPLES / "hub.py"], folder, environment)
    yield Hub(program, home)
    program.end()
    assert program.errors == []
    end_embedded_relay(home)


class Hub:
    """A hub, and a visitor that knows its token."""

    def __init__(self, program, home):
        self.program = program
        self.url = program.wait_for_line("https://")
        self._home = home

    def post(self, *arguments):
        return self.fetch("/sessions", "--data-binary", "<h1>Hello</h1>", *arguments)

    def delete(self, session):
        return self.fetch(session, "--request", "DELETE")

    def fetch(self, path, *arguments, token=TOKEN):
        """Send a request with a token, if it is not None."""
        if token is not None:
            arguments += ("--oauth2-bearer", token)
        return curl(self._home, self.url.removesuffix("/sessions") + path, *arguments)

    def visitor(self):
        """Return a visitor that may send what it likes."""
        return tls_visitor(self.url, self._home)

    def servers(self):
        """Return the processes of the sessions' servers."""
        return psutil.Process(self.program.pid).children()


def tls_visitor(url, home):
    """Return a visitor that may send what it likes to the tunnel of a URL."""
    parts = urlsplit(url)
    return TlsVisitor(Tunnel(url, parts.hostname, parts.port, None, home / "run/ca.pem"))


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


def test_hub_gives_each_page_an_address_of_its_own(hub, fetch):
    first, second = hub.post(), hub.post("--data-binary", " and more")
    assert (first.status, second.status) == (303, 303)
    assert fetch(first.location).body == "<h1>Hello</h1>"
    assert fetch(second.location).body == "<h1>Hello</h1>& and more"
    assert json.loads(first.body)["url"] + "/" == first.location


def test_hub_tells_its_own_token_where_none_is_given(start, home):
    program = start("hub.py")
    token = program.wait_for_line("Token: ").removeprefix("Token: ")
    hub = Hub(program, home)
    assert hub.fetch("/sessions", "--data", "page", token=token).status == 303


@pytest.mark.parametrize(
    "header", ["X: y", "Authorization: Bearer wrong", f"Authorization: Basic {TOKEN}"]
)
def test_hub_does_nothing_without_the_token(shared_hub, header):
    answer = shared_hub.fetch("/sessions", "--header", header, "--data", "page", token=None)
    assert (answer.status, shared_hub.servers()) == (401, [])


@pytest.mark.parametrize(("token", "status"), [("wrong", 401), (TOKEN, 413)])
def test_hub_refuses_before_it_has_read_everything(shared_hub, tmp_path, token, status):
    page = tmp_path / "page"
    page.write_bytes(bytes(4_000_000))
    send = ("--header", "Expect:", "--data-binary", f"@{page}")
    assert shared_hub.fetch("/sessions", *send, token=token).status == status


@pytest.mark.parametrize(
    ("path", "arguments", "status"),
    [
        ("/sessions", ["--data", "page", "--header", "Transfer-Encoding: chunked"], 411),
        ("/sessions", ["--data", "page", "--header", f"X: {'x' * 20_000}"], 400),
        ("/sessions", [], 404),
        ("/", ["--data", "page"], 404),
        ("/sessions/unknown", ["--request", "DELETE"], 404),
    ],
)
def test_hub_refuses_what_it_does_not_understand(shared_hub, path, arguments, status):
    answer = shared_hub.fetch(path, *arguments)
    assert (answer.status, shared_hub.servers()) == (status, [])
    assert json.loads(answer.body)["error"].endswith(".")


def test_hub_refuses_what_is_no_http(shared_hub):
    visitor = shared_hub.visitor()
    visitor.send(b"EHLO\r\n\r\n")
    assert visitor.receive().startswith(b"HTTP/1.1 400 ")
    visitor.close()


def test_hub_has_room_for_so_many_sessions_only(hub):
    with ThreadPoolExecutor(3) as visitors:
        answers = list(visitors.map(lambda _: hub.post(), range(9)))
    assert sorted(each.status for each in answers) == [303] * 8 + [503]
    made = next(each for each in answers if each.status == 303)
    assert hub.delete(json.loads(made.body)["session"]).status == 200
    assert hub.post().status == 303


def test_deleted_session_has_no_server_and_no_address(hub, fetch):
    answer = hub.post()
    session = json.loads(answer.body)["session"]
    (server,) = hub.servers()
    visitor = hub.visitor()
    visitor.send(f"DELETE {session} HTTP/1.1\r\nAuthorization: Bearer {TOKEN}\r\n\r\n".encode())
    assert visitor.receive().startswith(b"HTTP/1.1 200 ")
    assert not is_running(server.pid)
    assert fetch(answer.location).status == CLOSED
    assert hub.delete(session).status == 404
    visitor.close()


def test_session_ends_with_its_server(hub, fetch):
    answer = hub.post()
    (server,) = hub.servers()
    server.kill()
    eventually(lambda: fetch(answer.location).status == CLOSED, "end of the tunnel")
    assert hub.delete(json.loads(answer.body)["session"]).status == 404


@pytest.fixture
def hub_with(start_program, home):
    """Start a hub with other limits than those it has by itself."""

    def start(**limits):
        command = (sys.executable, "-c", HUB, EXAMPLES, json.dumps(limits))
        environment = {"PORTHOLE_HOME": str(home), "HUB_TOKEN": TOKEN}
        return Hub(start_program(*command, **environment), home)

    return start


def test_session_ends_after_its_time(hub_with, fetch):
    hub = hub_with(SESSION_SECONDS=2)
    answer = hub.post()
    assert answer.status == 303
    eventually(lambda: fetch(answer.location).status == CLOSED, "end of the tunnel")
    eventually(lambda: hub.servers() == [], "end of the server")


def test_hub_waits_for_a_slow_visitor_so_long_only(hub_with):
    visitor = hub_with(REQUEST_SECONDS=0.5).visitor()
    visitor.send(b"POST /sessions HTTP/1.1\r\n")
    assert visitor.receive() == b""
    visitor.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_hub_takes_its_sessions_with_it(start, home, fetch, tmp_path, number):
    folder = tmp_path / "temporary"
    folder.mkdir()
    hub = Hub(start("hub.py", HUB_TOKEN=TOKEN, TMPDIR=str(folder)), home)
    pages = [hub.post().location for _ in range(2)]
    servers = [each.pid for each in hub.servers()]
    assert len(servers) == 2
    hub.program.process.send_signal(number)
    assert (hub.program.wait_for_end(), hub.program.errors) == (0, [])
    assert [pid for pid in servers if is_running(pid)] == []
    assert [fetch(page).status for page in pages] == [CLOSED, CLOSED]
    assert list(folder.iterdir()) == []
