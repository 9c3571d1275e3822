import asyncio
import concurrent.futures
import contextlib
import gc
import os
import signal
import socket
import ssl
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from relay_client import forwarding
from relay_client.client import Client
from relay_client.errors import InvalidError, RemoteError
from relay_client.forwarding import forward
from relay_client.open_tunnels import read_open_tunnels
from relay_client.secret_store import opening
from tests.e2e.programs import Program, eventually

ROOT = Path(__file__).parents[3]


class Number(int):
    """An int that is not quite one."""


@pytest.fixture(autouse=True)
def _own_default_client(monkeypatch, at_real_relay):
    """Give each test the client that a fresh process has."""
    monkeypatch.setattr(forwarding, "_default", None)
    monkeypatch.setattr(opening, "_opened", None)
    yield
    if forwarding._default is not None:
        forwarding._default.close()


# Arguments.


@pytest.mark.parametrize(
    "port", [True, False, None, "8000", 8000.0, b"80", Number(80), [], "0", float("nan")], ids=repr
)
def test_port_must_be_an_int(port):
    with pytest.raises(InvalidError) as failure:
        forward(port, unencrypted=True, h2_enabled=True)
    assert str(failure.value) == f"The port argument should be an int, not {port!r}"


@pytest.mark.parametrize("port", [0, -1, 65536, 10**30])
def test_port_must_be_in_range(port):
    with pytest.raises(InvalidError) as failure:
        forward(port, unencrypted=True, h2_enabled=True)
    assert str(failure.value) == f"Invalid port number {port}"


@pytest.mark.parametrize("name", ["unencrypted", "h2_enabled"])
@pytest.mark.parametrize("value", ["yes", 1, None, Number(0)], ids=repr)
def test_options_must_be_bools(name, value):
    with pytest.raises(InvalidError) as failure:
        forward(8000, **{name: value})
    assert str(failure.value) == f"The {name} argument should be a bool, not {value!r}"


@pytest.mark.parametrize("port", [1, 8000, 65535])
def test_http2_needs_tls(port):
    with forward_once(port), pytest.raises(InvalidError) as failure:
        forward(port, unencrypted=True, h2_enabled=True, host="", name="", client="nobody")
    assert str(failure.value) == "H2 can only be used with encrypted ports"


@contextlib.contextmanager
def forward_once(port):
    """Let the port be forwarded already."""
    with forward(port):
        yield


def test_port_is_forwarded_once(web_port):
    with forward(web_port):
        for _ in range(2):
            with pytest.raises(InvalidError) as failure:
                forward(web_port, name="another").__enter__()
            assert str(failure.value) == f"Port {web_port} is already forwarded"
    with forward(web_port):
        pass


def test_forwarded_port_is_told_before_the_relay_is_asked(web_port, monkeypatch):
    monkeypatch.setenv("PORTHOLE_RELAY", "127.0.0.1:1")
    with pytest.raises(RemoteError):
        forward(web_port).__enter__()
    with Client() as client:
        client.claim(forwarding.TcpTarget(web_port), "another")
        with pytest.raises(InvalidError, match="is already forwarded"):
            forward(web_port, client=client).__enter__()


def test_same_port_of_another_host_is_another_target(web_port):
    with forward(web_port) as first, forward(web_port, host="127.0.0.2") as second:
        assert first.host != second.host


@pytest.mark.parametrize(
    "wrong",
    [
        {"client": "relay.example.com"},
        {"client": 0},
        {"host": ""},
        {"host": 123},
        {"host": b"localhost"},
        {"host": "a b"},
        {"host": "http://localhost"},
        {"name": ""},
        {"name": 5},
        {"name": "x" * 101},
        {"name": "a\nb"},
    ],
    ids=repr,
)
def test_other_arguments_are_checked_too(wrong, at_real_relay):
    with pytest.raises(InvalidError):
        forward(8000, **wrong)
    assert at_real_relay.clients == 0


# Blocks.


def test_block_has_a_tunnel_that_works(web_port, fetch):
    with forward(web_port) as tunnel:
        assert fetch(tunnel) == b"hello"
        assert tunnel.url == f"https://{tunnel.host}:{tunnel.port}"
        assert tunnel.tls_socket == (tunnel.host, tunnel.port)


def test_python_fetches_the_url_with_the_authority_that_the_tunnel_names(web_port, monkeypatch):
    look_up = socket.getaddrinfo

    def look_up_here(host, *arguments, **options):
        # As resolvers do that know what is below localhost; not all of them.
        here = "127.0.0.1" if host.endswith(".localhost") else host
        return look_up(here, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up_here)
    with forward(web_port) as tunnel:
        context = ssl.create_default_context(cafile=tunnel.ca_file)
        assert urllib.request.urlopen(tunnel.url, context=context).read() == b"hello"


def test_tunnel_without_a_tcp_port_says_how_to_get_one(web_port):
    with forward(web_port) as tunnel, pytest.raises(InvalidError) as failure:
        _ = tunnel.tcp_socket
    assert str(failure.value) == (
        "This tunnel is not configured for unencrypted TCP. "
        "Please use forward(..., unencrypted=True)."
    )


def test_unencrypted_tunnel_has_a_tcp_port(web_port):
    with forward(web_port, unencrypted=True) as tunnel:
        host, port = tunnel.tcp_socket
        assert host == "localhost"
        with socket.create_connection(("127.0.0.1", port), 20) as sock:
            sock.sendall(b"GET / HTTP/1.0\r\n\r\n")
            with sock.makefile("rb") as answer:
                assert answer.read().endswith(b"hello")


def test_http2_is_offered_if_wanted(web_port, real_relay):
    context = ssl.create_default_context(cadata=real_relay.ca_pem)
    context.set_alpn_protocols(["h2", "http/1.1"])
    for wanted, protocol in ((True, "h2"), (False, "http/1.1")):
        with (
            forward(web_port, h2_enabled=wanted) as tunnel,
            socket.create_connection(("127.0.0.1", tunnel.port), 20) as sock,
            context.wrap_socket(sock, server_hostname=tunnel.host) as tls,
        ):
            assert tls.selected_alpn_protocol() == protocol


def test_leaving_the_block_closes_the_tunnel(web_port, at_real_relay):
    with forward(web_port) as tunnel:
        assert at_real_relay.hosts == {tunnel.host}
    assert at_real_relay.hosts == set()


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt, SystemExit])
def test_leaving_the_block_by_an_error_closes_the_tunnel(web_port, at_real_relay, error):
    def fail():
        with forward(web_port):
            raise error

    with pytest.raises(error):
        fail()
    assert at_real_relay.hosts == set()


def test_block_may_be_entered_again(web_port, at_real_relay):
    block = forward(web_port)
    with block as tunnel:
        with pytest.raises(InvalidError):
            block.__enter__()
        assert at_real_relay.hosts == {tunnel.host}
    with block:
        assert len(at_real_relay.hosts) == 1


def test_asynchronous_block_has_a_tunnel_that_works(run, web_port, fetch, at_real_relay):
    async def work():
        async with forward(web_port) as tunnel:
            assert await asyncio.to_thread(fetch, tunnel) == b"hello"
        assert at_real_relay.hosts == set()

    run(work())


def test_asynchronous_block_that_fails_closes_its_tunnel(run, web_port, at_real_relay):
    async def work():
        async with forward(web_port):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(work())
    assert at_real_relay.hosts == set()


def test_asynchronous_block_that_is_cancelled_closes_its_tunnel(run, web_port, at_real_relay):
    entered = []

    async def work():
        async with forward(web_port):
            entered.append(asyncio.current_task())
            entered[0].cancel()
            await asyncio.Event().wait()

    with pytest.raises(asyncio.CancelledError):
        run(work())
    assert entered
    at_real_relay.wait_for_hosts()


@pytest.mark.parametrize("delay_ms", [0, 0.5, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20])
def test_tunnel_is_closed_when_its_opening_is_cancelled(run, web_port, at_real_relay, delay_ms):
    """Some of these meet the relay before it answers, some in between, some after."""
    with forward(1) as other:  # the login is done

        async def work():
            async def use():
                async with forward(web_port):
                    await asyncio.Event().wait()

            using = asyncio.get_running_loop().create_task(use())
            await asyncio.sleep(delay_ms / 1000)
            using.cancel()
            await asyncio.wait([using])
            assert using.cancelled()

        run(work())
        with forward(web_port) as again:  # at once
            at_real_relay.wait_for_hosts(other.host, again.host)


@pytest.mark.parametrize("delay_ms", [0.2, 0.3, 0.4, 0.5, 0.7, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 40])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_tunnel_is_closed_when_ctrl_c_interrupts_its_opening(web_port, at_real_relay, delay_ms):
    """Ctrl-C may come within asyncio as well, which then tells of what it was about to run."""

    def interrupt(number, frame):
        raise KeyboardInterrupt

    def use():
        signal.setitimer(signal.ITIMER_REAL, delay_ms / 1000)
        with forward(web_port):
            threading.Event().wait(20)

    with forward(1) as other:  # the login is done
        former = signal.signal(signal.SIGALRM, interrupt)
        try:
            with pytest.raises(KeyboardInterrupt):
                use()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, former)
        at_real_relay.wait_for_hosts(other.host)
        with forward(web_port):
            gc.collect()


def test_blocks_in_several_event_loops_share_the_client(web_port, at_real_relay):
    async def work(port):
        async with forward(port):
            assert at_real_relay.clients == 1

    for port in (1, 2, 3):
        asyncio.run(work(port))


def test_many_threads_share_one_thread_and_one_client(web_port, fetch, at_real_relay):
    def use(host):
        with forward(web_port, host=host) as tunnel:
            return tunnel.host, fetch(tunnel)

    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        results = list(pool.map(use, [f"127.0.0.{last}" for last in range(2, 26)]))
    assert len({host for host, _ in results}) == 24
    assert {answer[:5] for _, answer in results} == {b"<!doc"}  # nothing listens there
    assert [each.name for each in threading.enumerate()].count("porthole") == 1
    assert at_real_relay.clients == 1
    assert at_real_relay.hosts == set()


# Relays that are not there.


class SilentServer:
    """Accepts, and says nothing."""

    def __init__(self):
        self._sock = socket.create_server(("127.0.0.1", 0))
        self.port = self._sock.getsockname()[1]
        self._visitors = []

    def wait_for_visitor(self):
        self._sock.settimeout(20)
        self._visitors.append(self._sock.accept()[0])

    def wait_for_end(self):
        """Wait until nobody has the visitor's end open any more."""
        self._visitors[0].settimeout(20)
        while self._visitors[0].recv(65536):
            pass

    def close(self):
        for each in (self._sock, *self._visitors):
            each.close()


@pytest.fixture
def silent_server():
    with contextlib.closing(SilentServer()) as server:
        yield server


@pytest.fixture
def black_hole():
    """A server whose connections stay unanswered."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as sock, contextlib.ExitStack() as ends:
        for _ in range(4):
            client = ends.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(sock.getsockname())
        yield SimpleNamespace(port=sock.getsockname()[1])


@pytest.mark.parametrize("kind", ["refused", "silent_server", "black_hole"])
@pytest.mark.parametrize("style", ["blocking", "asynchronous"])
def test_relay_that_is_down_is_reported_within_five_seconds(run, request, monkeypatch, kind, style):
    port = 1 if kind == "refused" else request.getfixturevalue(kind).port
    monkeypatch.setenv("PORTHOLE_RELAY", f"127.0.0.1:{port}")
    enter = {
        "blocking": lambda block: block.__enter__(),
        "asynchronous": lambda block: run(block.__aenter__()),
    }[style]
    began = time.monotonic()
    with pytest.raises(RemoteError) as failure:
        enter(forward(8000))
    assert time.monotonic() - began < 5
    assert str(failure.value) == "Relay server is unavailable"
    assert isinstance(failure.value.__cause__, OSError)


# Processes.

PRELUDE = """
import os, sys
from relay_client import Client, forward

def say(*words):
    print(*words, flush=True)

def wait(who="parent"):
    with open(who) as pipe:
        pipe.read()
"""


class Script(Program):
    """A program that forwards ports. What it writes to standard error fails the test."""

    def __init__(self, text, relay, folder, *arguments):
        environment = relay.environment | {
            "PORTHOLE_HOME": str(folder / "home"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "PYTHONPATH": str(ROOT),
            # Python 3.12 warns of what is tested here: threads that are lost in a forked child.
            "PYTHONWARNINGS": "always::ResourceWarning,ignore::DeprecationWarning",
        }
        self._folder = folder
        for who in ("parent", "child"):
            os.mkfifo(folder / who)
        path = folder / "script.py"
        path.write_text(PRELUDE + text)
        command = [sys.executable, str(path), *map(str, arguments)]
        super().__init__(command, folder, environment)

    def go_on(self, who="parent"):
        """Let it go on after `wait`."""
        (self._folder / who).write_text("")

    def succeeds(self):
        assert self.wait_for_end() == 0
        assert self.errors == []


@pytest.fixture
def script(tmp_path, real_relay):
    with contextlib.ExitStack() as ending:

        def start(text, *arguments):
            made = Script(text, real_relay, tmp_path, *arguments)
            ending.callback(made.end)
            return made

        yield start


@pytest.mark.parametrize("end", ["", "sys.exit(0)", "client.close()"], ids=repr)
def test_end_of_the_process_closes_tunnels_at_the_relay(script, at_real_relay, end):
    program = script(f"""
forward(1).__enter__()
client = Client()
forward(2, client=client).__enter__()
say("open")
wait()
{end}
""")
    program.wait_for_line("open")
    assert (len(at_real_relay.hosts), at_real_relay.clients) == (2, 2)
    program.go_on()
    program.succeeds()
    assert at_real_relay.hosts == set()


def test_unhandled_error_closes_tunnels_at_the_relay(script, at_real_relay):
    program = script("""
with forward(1):
    say("open")
    raise SystemExit(3)
""")
    assert program.wait_for_end() == 3
    assert (program.output, program.errors) == (["open"], [])
    assert at_real_relay.hosts == set()


def test_what_closes_only_when_python_shuts_down_does_not_hang(script, at_real_relay):
    program = script("""
class Kept:
    def __init__(self):
        self.client = Client()
        self.block = forward(1, client=self.client)
        self.block.__enter__()

    def __del__(self):
        try:
            self.block.__exit__(None, None, None)
            self.client.close()
            self.block.__enter__()
        except Exception as error:
            os.write(1, f"{type(error).__name__}: {error}\\n".encode())

kept = Kept()
""")
    program.succeeds()
    assert program.output == ["InvalidError: Python shuts down: no tunnel can be opened any more."]
    assert at_real_relay.hosts == set()


def test_ctrl_c_while_the_relay_is_silent_ends_the_process_at_once(script, silent_server):
    program = script(
        """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ["PORTHOLE_RELAY"] = "127.0.0.1:" + sys.argv[1]
try:
    with forward(1):
        say("entered")
except KeyboardInterrupt:
    say("interrupted")
""",
        silent_server.port,
    )
    silent_server.wait_for_visitor()
    program.process.send_signal(signal.SIGINT)
    program.succeeds()
    assert program.output == ["interrupted"]


FORK = """
parents, childs = map(int, sys.argv[1:])
with forward(parents) as tunnel:
    say("parent", tunnel.host, tunnel.port, os.getpid())
    child = os.fork()
    if not child:
        with forward(childs) as tunnel, forward(parents, host="127.0.0.1"):
            say("child", tunnel.host, tunnel.port, os.getpid())
            wait("child")
        os._exit(0)
    os.waitpid(child, 0)
    say("child has ended")
    wait()
"""


@dataclass(frozen=True)
class Address:
    """A tunnel, and the process that has it."""

    host: str
    port: int
    pid: int


def address(program, who):
    """Wait until a process says which tunnel it has."""
    _, host, port, pid = program.wait_for_line(f"{who} ").split()
    return Address(host, int(port), int(pid))


@pytest.fixture
def forked(script, web_port):
    """A process and its forked child, each with tunnels of its own."""
    program = script(FORK, web_port, web_port)
    child = address(program, "child")
    yield program, address(program, "parent"), child
    with contextlib.suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGKILL)


def test_forked_child_has_tunnels_of_its_own(forked, fetch, at_real_relay):
    program, parent, child = forked
    assert at_real_relay.clients == 2
    assert len(at_real_relay.hosts) == 3
    for _ in range(2):
        assert fetch(parent) == b"hello"
        assert fetch(child) == b"hello"
    program.go_on("child")
    program.wait_for_line("child has ended")
    at_real_relay.wait_for_hosts(parent.host)
    assert fetch(parent) == b"hello"
    program.go_on()
    program.succeeds()
    at_real_relay.wait_for_hosts()


def test_crash_of_a_forked_child_leaves_the_parents_tunnel_alone(forked, fetch, at_real_relay):
    program, parent, child = forked
    os.kill(child.pid, signal.SIGKILL)
    program.wait_for_line("child has ended")
    at_real_relay.wait_for_clients(1)
    assert fetch(parent) == b"hello"
    at_real_relay.end_absent()
    program.go_on()
    program.succeeds()


def test_crash_of_the_parent_is_noticed_while_its_child_lives(forked, fetch, at_real_relay):
    _, parent, child = forked
    os.kill(parent.pid, signal.SIGKILL)
    at_real_relay.wait_for_clients(1)
    assert fetch(child) == b"hello"
    os.kill(child.pid, signal.SIGKILL)
    at_real_relay.wait_for_clients(0)
    at_real_relay.end_absent()


def test_child_keeps_no_connection_open_that_was_only_being_made(script, silent_server):
    program = script(
        """
import threading
os.environ["PORTHOLE_RELAY"] = "127.0.0.1:" + sys.argv[1]
threading.Thread(target=forward(1).__enter__, daemon=True).start()
wait()
say("child", os.fork() or os.getpid())
wait("child")
""",
        silent_server.port,
    )
    silent_server.wait_for_visitor()
    program.go_on()
    program.wait_for(lambda: len(program.output) == 2, "two processes")
    program.process.kill()
    try:
        silent_server.wait_for_end()
    finally:
        os.kill(int(program.output[0].split()[1]), signal.SIGKILL)


def test_child_may_leave_the_block_that_its_parent_has_entered(script, web_port, fetch, real_relay):
    program = script(
        """
with forward(int(sys.argv[1])) as tunnel:
    say("parent", tunnel.host, tunnel.port, os.getpid())
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        wait()
if not child:
    say("child has left")
""",
        web_port,
    )
    parent = address(program, "parent")
    program.wait_for_line("child has left")
    assert fetch(parent) == b"hello"
    assert real_relay.hosts == {parent.host}
    program.go_on()
    program.succeeds()


def test_child_leaves_what_its_parent_shows_alone(script, tmp_path, monkeypatch):
    monkeypatch.setenv("PORTHOLE_HOME", str(tmp_path / "home"))
    program = script("""
import gc
with forward(1):
    say("parent")
    wait()
    child = os.fork()
    if not child:
        gc.collect()
        os._exit(0)
    os.waitpid(child, 0)
    say("child has ended")
    wait()
""")

    def is_shown():
        return [client.pid for client in read_open_tunnels()] == [program.process.pid]

    eventually(is_shown, "what the parent has open")
    program.go_on()
    program.wait_for_line("child has ended")
    assert is_shown()
    program.go_on()
    program.succeeds()


@pytest.mark.parametrize("method", ["spawn", "fork", "forkserver"])
def test_children_of_multiprocessing_have_tunnels_of_their_own(
    script, web_port, fetch, at_real_relay, method
):
    program = script(
        """
import multiprocessing

def serve(port):
    with forward(port) as tunnel:
        say("child", tunnel.host, tunnel.port, os.getpid())
        wait("child")

if __name__ == "__main__":
    port, method = int(sys.argv[1]), sys.argv[2]
    with forward(port) as tunnel:
        say("parent", tunnel.host, tunnel.port, os.getpid())
        process = multiprocessing.get_context(method).Process(target=serve, args=(port,))
        process.start()
        process.join()
        say("child has ended", process.exitcode)
        wait()
""",
        web_port,
        method,
    )
    parent, child = address(program, "parent"), address(program, "child")
    assert fetch(parent) == fetch(child) == b"hello"
    program.go_on("child")
    assert program.wait_for_line("child has ended") == "child has ended 0"
    at_real_relay.wait_for_hosts(parent.host)
    assert fetch(parent) == b"hello"
    program.go_on()
    program.succeeds()
