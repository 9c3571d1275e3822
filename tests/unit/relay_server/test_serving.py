import contextlib
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from relay_link.messages import GoAway
from relay_link.tokens import new_code, new_token
from relay_server.certificates import CertificateError
from relay_server.config import RelayConfig
from relay_server.problems import UsageError
from relay_server.serving import DOMAIN_KEY, PORT_KEY, PUBLIC_KEY, check_domain, open_store, serve
from relay_server.store import StoreError
from tests.ports import free_port
from tests.unit.relay_server.far_client import LIMIT_S, FarClient

RELEASED_AFTER_S = 10
"""When the relay itself gives up a visitor whom no client takes: a test must be over before."""
ANNOUNCEMENT = re.compile(
    r"Relay for (\S+) listens on 127\.0\.0\.1:(\d+)((?:, \S+:\d+)*); TCP ports (\d+)-(\d+)\n"
)
EVERYWHERE = (("0.0.0.0", 0),)


class Serving:
    """A `porthole-relay serve` process.

    Attributes:
        port: where it listens.
        process: of the system.
    """

    def __init__(self, folder, *options):
        self._errors = folder.parent / "errors"
        with self._errors.open("w") as errors:
            self.process = subprocess.Popen(
                [
                    *(Path(sys.executable).with_name("porthole-relay"), "serve"),
                    *("--listen", "127.0.0.1:0", "--data-dir", folder, *options),
                ],
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self.announcement = self.process.stdout.readline()
        assert ANNOUNCEMENT.fullmatch(self.announcement), self.errors
        self.port = int(ANNOUNCEMENT.fullmatch(self.announcement)[2])

    @property
    def errors(self):
        return self._errors.read_text()

    def signal(self, number=signal.SIGTERM):
        self.process.send_signal(number)

    def rest(self, limit_s=LIMIT_S):
        """Wait for its end; return the rest of what it has printed."""
        # Not `communicate`, which forgets what came along with an earlier line.
        output = self.process.stdout.read()
        self.process.wait(limit_s)
        assert self.process.returncode == 0, self.errors
        return output


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def store(folder):
    """The relay's data; the relay uses it at the same time."""
    with contextlib.closing(open_store(folder)) as store:
        yield store


@pytest.fixture
def token(store):
    made = new_token()
    grant = {"label": "", "expires_at": None, "tcp_allowed": True, "max_tunnels": 9}
    store.add_token(made, now=time.time(), **grant)
    return made


@pytest.fixture
def start(folder):
    with contextlib.ExitStack() as ending:

        def start(*options):
            serving = Serving(folder, *options)
            ending.enter_context(serving.process)
            ending.callback(serving.process.kill)
            return serving

        yield start


@pytest.fixture
def visited(start, folder, token):
    """A relay with a client, and with a visitor who waits for the client to take him."""
    with contextlib.ExitStack() as leaving:
        port = free_port()
        serving = start("--tcp-ports", str(port))
        ca_pem = (folder / "localhost.authority.pem").read_text()
        client = FarClient(serving.port, ca_pem, token)
        leaving.callback(client.close)
        assert client.open_tcp() == port
        visitor = socket.create_connection(("127.0.0.1", port), LIMIT_S)
        leaving.callback(visitor.close)
        client.ping()
        yield serving, client, visitor
        assert not re.search("ERROR|Traceback", serving.errors), serving.errors


@pytest.mark.parametrize("domain", ["localhost", "r5.example.com", "xn--bcher-kva.example"])
def test_domain_is_a_host_name(domain):
    check_domain(domain)


@pytest.mark.parametrize("domain", ["", "no domain", "R5.example.com", "127.0.0.1", "::1", "a..b"])
def test_what_is_no_domain_is_refused_before_anything_is_made(run, domain, folder):
    with pytest.raises(UsageError, match="is not a domain"):
        run(serve(RelayConfig(domain, data_dir=folder)))
    assert not folder.exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "::ffff:192.0.2.1"])
def test_nobody_is_let_near_a_relay_that_nobody_may_use(run, host, folder):
    config = RelayConfig("r5.example.com", (("127.0.0.1", 0), (host, 0)), data_dir=folder)
    with pytest.raises(UsageError) as refusal:
        run(serve(config))
    assert f"on {host}:" in str(refusal.value)
    assert "porthole-relay invite --domain r5.example.com" in str(refusal.value)
    assert not folder.exists()


def add_expired(store):
    grant = {"label": "", "tcp_allowed": True, "max_tunnels": 1}
    store.add_token(new_token(), expires_at=time.time() - 1, now=time.time() - 9, **grant)
    store.add_code(new_code(), expires_at=time.time() - 1, label="")


def add_revoked(store):
    store.add_device("d1", public_key=bytes(32), label="", now=1.0)
    store.revoke("d1", now=2.0)


@pytest.mark.parametrize("add", [add_expired, add_revoked])
def test_who_may_not_log_in_any_more_does_not_count(run, add, store, folder):
    add(store)
    with pytest.raises(UsageError, match="Nobody could log in"):
        run(serve(RelayConfig("localhost", EVERYWHERE, data_dir=folder)))


def test_busy_address_is_named_by_the_error(run, folder):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        address = busy.getsockname()
        with pytest.raises(OSError, match="in use") as failure:
            run(serve(RelayConfig("localhost", (address,), data_dir=folder)))
    assert failure.value.filename == f"127.0.0.1:{address[1]}"
    with contextlib.closing(open_store(folder)) as store:
        assert store.get_meta(PORT_KEY) is None


def test_wrong_certificate_is_found_before_anything_is_made(run, folder, tmp_path):
    missing = tmp_path / "chain.pem"
    config = RelayConfig(
        "localhost", (("127.0.0.1", 0),), data_dir=folder, certificate=missing, key=missing
    )
    with pytest.raises(CertificateError, match=r"chain\.pem cannot be read"):
        run(serve(config))
    assert not folder.exists()


def test_damaged_authority_is_not_replaced(run, folder, store):
    pem = folder / "localhost.authority.pem"
    pem.write_text("This is no certificate.")
    pem.with_suffix(".key").write_text("This is no key.")
    with pytest.raises(CertificateError, match="remove it, and have every device trust"):
        run(serve(RelayConfig("localhost", (("127.0.0.1", 0),), data_dir=folder)))
    assert pem.read_text() == "This is no certificate."


def test_damaged_database_is_not_replaced(run, folder):
    folder.mkdir()
    file = folder / "relay.sqlite"
    file.write_bytes(b"This is no database. " * 1000)
    with pytest.raises(StoreError, match="is damaged"):
        run(serve(RelayConfig("localhost", (("127.0.0.1", 0),), data_dir=folder)))
    assert file.read_bytes() == b"This is no database. " * 1000


def test_idle_relay_ends_at_the_first_signal_and_remembers_where_it_was(start, folder):
    other = free_port()
    serving = start(
        *("--domain", "r5.example.com", "--tcp-ports", "21000-21999"),
        *("--listen", f"127.0.0.2:{other}", "--listen", "127.0.0.3:0"),
    )
    assert serving.announcement == (
        f"Relay for r5.example.com listens on 127.0.0.1:{serving.port}, 127.0.0.2:{other}, "
        f"127.0.0.3:{serving.port}; TCP ports 21000-21999\n"
    )
    serving.signal()
    assert serving.rest() == ("Nobody can log in yet. Make an invitation: porthole-relay invite\n")
    assert serving.errors == ""
    with contextlib.closing(open_store(folder)) as store:
        kept = [store.get_meta(key) for key in (DOMAIN_KEY, PORT_KEY, PUBLIC_KEY)]
    assert kept == ["r5.example.com", str(serving.port), "no"]


def test_certificate_of_a_public_authority_is_shown_and_remembered(
    start, store, token, tmp_path, hand_made
):
    from cryptography import x509

    made = hand_made(x509.DNSName("r5.example.com"), x509.DNSName("*.r5.example.com"))
    files = tmp_path / "chain.pem", tmp_path / "key.pem"
    files[0].write_bytes(made.certificate_pem)
    files[1].write_bytes(made.key_pem())
    serving = start(
        *("--domain", "r5.example.com", "--public-port", "443"),
        *("--cert", files[0], "--key", files[1]),
    )
    client = FarClient(serving.port, made.certificate_pem.decode(), token, "r5.example.com")
    assert client.welcome.tls_port == 443
    client.leave()
    serving.signal(signal.SIGINT)
    assert serving.rest() == ""
    assert [store.get_meta(key) for key in (PORT_KEY, PUBLIC_KEY)] == ["443", "yes"]


def test_draining_relay_ends_with_its_last_visitor(visited):
    serving, client, visitor = visited
    serving.signal()
    assert client.receive(GoAway).delay_seconds >= 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", serving.port))
    assert serving.process.poll() is None
    visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    visitor.close()
    serving.rest(RELEASED_AFTER_S - 2)


def test_second_signal_ends_a_relay_that_still_has_visitors(visited):
    serving, client, visitor = visited
    serving.signal()
    client.receive(GoAway)
    serving.signal()
    serving.rest(RELEASED_AFTER_S - 2)
    with pytest.raises(ConnectionResetError):
        visitor.recv(1)


def test_figures_are_served_to_prometheus_where_it_was_said(start):
    port = free_port()
    serving = start("--metrics", f"127.0.0.1:{port}")
    wanted = f"Metrics for Prometheus on 127.0.0.1:{port}\n"
    assert wanted in (serving.process.stdout.readline(), serving.process.stdout.readline())
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=LIMIT_S) as answer:
        assert b"porthole_tunnels 0.0" in answer.read()


def test_busy_address_for_figures_is_named_by_the_error(run, folder):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        config = RelayConfig(
            "localhost", (("127.0.0.1", 0),), data_dir=folder, metrics=busy.getsockname()
        )
        with pytest.raises(UsageError, match=r"in use\. Choose another address with --metrics"):
            run(serve(config))
