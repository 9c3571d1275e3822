"""The hub among the examples: a server and a tunnel for each page that is posted to it."""

import functools
import json
import signal
import sys
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from tests.e2e.examples import CLOSED, EXAMPLES, curl, tls_visitor
from tests.e2e.porthole import end_embedded_relay
from tests.e2e.programs import Program, eventually, is_running

TOKEN = "correct horse"

HUB = """
import asyncio, json, sys
sys.path.insert(0, sys.argv[1])
import hub
vars(hub).update(json.loads(sys.argv[2]))
asyncio.run(hub.main())
"""
"""Runs the hub with other limits than those it has by itself."""


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
