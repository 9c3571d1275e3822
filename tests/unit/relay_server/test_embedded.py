import asyncio
import contextlib
import datetime as dt
import os
import select
import signal
import socket
import stat
import subprocess
import sys

import msgspec
import pytest

from relay_link.local_relay import (
    AuthorityPem,
    LocalRelayOrder,
    LocalRelayReport,
    read_local_relay,
)
from relay_link.tokens import parse_token
from relay_server import embedded
from relay_server.authority import Authority
from relay_server.store.store import Store
from tests.ports import free_port
from tests.unit.relay_server.far_client import LIMIT_S, FarClient

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends processes as POSIX does")

SHORTENED = """
import sys
from relay_server import embedded
embedded.PREFERRED_PORT = 0
embedded.FIRST_USER_SECONDS, embedded.LINGER_SECONDS = map(float, sys.argv[1:])
sys.exit(embedded.main())
"""
AS_USUAL = ["-m", "relay_server.embedded"]
NEVER_S = 3600
WRITE_THERE = "; make it possible to write there, or set PORTHOLE_HOME to a folder where it is"


class Process:
    """A relay on this computer, from its order on.

    Attributes:
        report: what it said on its standard output.
    """

    def __init__(self, arguments, errors):
        # The relay keeps one end open as long as it lives: it is nobody's child.
        self._life, its_end = os.pipe()
        try:
            with errors.open("wb") as stderr:
                self._process = subprocess.Popen(
                    [sys.executable, *arguments],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=stderr,
                    pass_fds=[its_end],
                    start_new_session=True,
                )
        finally:
            os.close(its_end)
        self.report = None

    def give(self, order):
        """Order, and wait until the process that was started has handed over to the relay."""
        line = msgspec.json.encode(order) + b"\n"
        output, _ = self._process.communicate(line, LIMIT_S)
        assert self._process.returncode == 0
        assert output.count(b"\n") == 1
        self.report = msgspec.json.decode(output, type=LocalRelayReport)

    def has_ended(self, limit_s=LIMIT_S):
        """Wait for its end; return whether it came."""
        return bool(select.select([self._life], [], [], limit_s)[0])

    def end(self):
        """End whatever is left of it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()
        os.close(self._life)


class Computer:
    """The files of a relay on this computer, and its processes, one after the other."""

    def __init__(self, folder):
        self.file = folder / "run/relay.json"
        self.ca_file = folder / "run/ca.pem"
        self.data = folder / "data/relay"
        self.errors = folder / "errors"
        self._processes = []

    def order(self, authority=None, **changes):
        paths = {"file": self.file, "ca_file": self.ca_file, "data_dir": self.data} | changes
        return LocalRelayOrder(
            **{name: str(path) for name, path in paths.items()}, authority=authority
        )

    def start(self, order=None, first_user_s=NEVER_S, linger_s=NEVER_S):
        """Start a relay that stays so long without users."""
        return self._start(order, ["-c", SHORTENED, str(first_user_s), str(linger_s)])

    def start_as_usual(self):
        """Start a relay as clients do."""
        return self._start(None, AS_USUAL)

    def here(self):
        """Return what the file in the runtime folder says."""
        return read_local_relay(self.file.read_bytes())

    def log_in(self):
        here = self.here()
        return FarClient(here.port, here.ca_pem, here.token)

    def stop(self, process):
        os.kill(self.here().pid, signal.SIGTERM)
        assert process.has_ended()

    def use_port(self, port):
        """Let the relay find this port as the one of last time."""
        self.data.mkdir(parents=True, mode=0o700)
        with contextlib.closing(Store(self.data / "relay.sqlite")) as store:
            store.set_meta("port", str(port))

    def end(self):
        for process in self._processes:
            process.end()

    def _start(self, order, arguments):
        process = Process(arguments, self.errors)
        self._processes.append(process)
        process.give(order or self.order())
        return process


@pytest.fixture
def bare_computer(tmp_path):
    """A computer where no relay was before."""
    computer = Computer(tmp_path)
    yield computer
    computer.end()


@pytest.fixture
def computer(bare_computer):
    """A computer whose relay has a port of its own."""
    bare_computer.use_port(free_port())
    yield bare_computer
    written = bare_computer.errors.read_text() if bare_computer.errors.exists() else ""
    assert written == ""


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_ordered_relay_tells_its_users_alone_how_to_reach_it(computer):
    process = computer.start_as_usual()
    here = computer.here()
    authority = process.report.authority
    assert process.report.error is None
    assert here.pid != os.getpid()
    assert not process.has_ended(limit_s=0)
    assert (mode(computer.file), mode(computer.file.parent)) == (0o600, 0o700)
    assert computer.ca_file.read_text() == here.ca_pem == authority.certificate_pem
    pair = authority.certificate_pem.encode(), authority.key_pem.encode()
    assert Authority.load(*pair).domain == "localhost"
    client = computer.log_in()
    assert (client.welcome.domain, client.welcome.tls_port) == ("localhost", here.port)
    client.close()
    computer.stop(process)
    assert not computer.file.exists()
    assert_kept_to_itself(computer, here.token, authority.key_pem)


def assert_kept_to_itself(computer, token, key_pem):
    """Look for secrets in all that a relay has left behind."""
    files = [path for path in computer.data.parent.rglob("*") if path.is_file()]
    assert computer.data / "relay.log" in files
    kept = b"".join(path.read_bytes() for path in [*files, computer.ca_file])
    assert token.encode() not in kept
    assert parse_token(token).secret not in kept
    assert b"PRIVATE KEY" in key_pem.encode()
    assert b"PRIVATE KEY" not in kept
    assert mode(computer.data) == 0o700


def test_relay_comes_back_with_its_port_and_authority_and_a_new_token(bare_computer):
    # Without a port of last time, to see that it is kept.
    computer = bare_computer
    first = computer.start()
    before = computer.here()
    computer.stop(first)
    second = computer.start(computer.order(first.report.authority))
    after = computer.here()
    assert second.report == LocalRelayReport()
    assert (after.port, after.ca_pem) == (before.port, before.ca_pem)
    assert after.token != before.token
    computer.log_in().close()


def test_port_in_use_is_left_to_its_user(computer):
    with contextlib.closing(Store(computer.data / "relay.sqlite")) as store:
        kept = int(store.get_meta("port"))
    with socket.create_server(("127.0.0.1", kept)):
        computer.start()
        assert computer.here().port != kept
        computer.log_in().close()


def pem_of(authority):
    return AuthorityPem(authority.certificate_pem.decode(), authority.key_pem.decode())


def test_damaged_authority_is_replaced(computer):
    kept = AuthorityPem("-----BEGIN CERTIFICATE-----\n", "-----BEGIN PRIVATE KEY-----\n")
    process = computer.start(computer.order(kept))
    assert process.report.error is None
    assert process.report.authority.certificate_pem == computer.here().ca_pem
    computer.log_in().close()
    assert "the kept authority is not used: " in (computer.data / "relay.log").read_text()


@pytest.mark.parametrize(
    "kept",
    [
        AuthorityPem("", ""),
        pem_of(Authority.create("r5.example.com")),
        AuthorityPem(
            pem_of(Authority.create("localhost")).certificate_pem,
            pem_of(Authority.create("localhost")).key_pem,
        ),
    ],
    ids=["nothing", "of another domain", "with another's key"],
)
def test_authority_that_cannot_be_used_is_none(kept):
    assert embedded._load(kept) is None


def test_expired_authority_is_none(hand_made):
    day = dt.timedelta(days=1)
    made = hand_made(begins=-2 * day, ends=-day)
    kept = AuthorityPem(made.certificate_pem.decode(), made.key_pem().decode())
    assert embedded._load(kept) is None


def test_authority_of_last_time_is_used_again():
    made = Authority.create("localhost")
    assert embedded._load(pem_of(made)).fingerprint == made.fingerprint


def test_relay_ends_when_nobody_logs_in(computer):
    process = computer.start(first_user_s=0)
    assert process.report.error is None
    assert process.has_ended()
    assert not computer.file.exists()


def test_relay_ends_after_its_last_user(computer):
    process = computer.start(linger_s=0)
    first, second = computer.log_in(), computer.log_in()
    first.leave()
    second.ping()
    assert not process.has_ended(limit_s=0)
    second.leave()
    assert process.has_ended()


def test_file_of_a_later_relay_is_left_alone(computer):
    process = computer.start()
    here = computer.here()
    later = msgspec.json.encode(msgspec.structs.replace(here, pid=os.getpid()))
    computer.file.write_bytes(later)
    os.kill(here.pid, signal.SIGTERM)
    assert process.has_ended()
    assert computer.file.read_bytes() == later


def no_folder(computer):
    computer.data.parent.mkdir()
    computer.data.write_text("A file is in its place.")


def no_database(computer):
    computer.data.mkdir(parents=True)
    (computer.data / "relay.sqlite").write_bytes(b"This is no database. " * 1000)


def no_runtime_folder(computer):
    computer.use_port(0)
    computer.file.parent.write_text("A file is in its place.")


@pytest.mark.parametrize(
    ("spoil", "saying"),
    [(no_folder, WRITE_THERE), (no_database, "is damaged; "), (no_runtime_folder, WRITE_THERE)],
)
def test_relay_that_cannot_start_says_why_and_is_gone(bare_computer, spoil, saying):
    spoil(bare_computer)
    process = bare_computer.start()
    assert saying in process.report.error
    assert "\n" not in process.report.error
    assert process.report.authority is None
    assert process.has_ended()
    assert not bare_computer.file.exists()
    assert bare_computer.errors.read_text() == ""


class FakeRelay:
    def __init__(self, has_sessions):
        self.has_sessions = has_sessions


def test_relay_stays_as_long_as_it_has_users(run, monkeypatch):
    monkeypatch.setattr(embedded, "FIRST_USER_SECONDS", 0)
    monkeypatch.setattr(embedded, "LINGER_SECONDS", 0)

    async def work():
        stop = asyncio.Event()
        users = embedded._Users(stop)
        relay = FakeRelay(has_sessions=True)
        users.begin(relay)
        users.last_gone()  # but the next one has come meanwhile
        await asyncio.sleep(0.001)
        assert not stop.is_set()
        relay.has_sessions = False
        users.last_gone()
        await stop.wait()

    run(work())


def test_next_command_finds_the_relay_of_the_last_one():
    assert 1 <= embedded.LINGER_SECONDS < embedded.FIRST_USER_SECONDS <= 60
