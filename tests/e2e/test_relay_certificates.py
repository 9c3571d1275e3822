"""Relays below a domain of two labels: with certificate files, and with their own authority."""

import pytest

from tests.e2e.porthole import Relay, own_program
from tests.e2e.programs import run

DOMAIN = "r5.example.test"
NAMES = f"subjectAltName=DNS:{DOMAIN},DNS:*.{DOMAIN},IP:127.0.0.1"


def make_certificate(folder):
    """Make `ca.pem`, and with it `chain.pem` and `key.pem` for DOMAIN."""
    new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30"]
    run(
        [
            *("openssl", "req", "-x509", *new_key, "-subj", "/CN=Test authority"),
            *("-keyout", "ca.key", "-out", "ca.pem"),
            *("-addext", "keyUsage=critical,keyCertSign"),
        ],
        folder,
    )
    run(
        [
            *("openssl", "req", "-x509", *new_key, "-subj", f"/CN={DOMAIN}", "-addext", NAMES),
            *("-CA", "ca.pem", "-CAkey", "ca.key", "-keyout", "key.pem", "-out", "chain.pem"),
            *("-addext", "basicConstraints=critical,CA:FALSE"),
        ],
        folder,
    )


@pytest.fixture
def public_relay(tmp_path, ports, relay_data):
    """A relay with certificate files, for clients that trust `ca.pem` as the system's."""
    make_certificate(tmp_path)
    files = ("--cert", str(tmp_path / "chain.pem"), "--key", str(tmp_path / "key.pem"))
    relay = Relay(tmp_path / "relay", ports, relay_data, DOMAIN, files)
    try:
        relay.start()
        yield relay
    finally:
        relay.end()


@pytest.fixture
def access(public_relay, tmp_path):
    """How clients reach it: by its address, as the domain exists in this test only."""
    return {
        "PORTHOLE_HOME": str(tmp_path / "home"),
        "PORTHOLE_RELAY": f"127.0.0.1:{public_relay.port}",
        "PORTHOLE_TOKEN": public_relay.token,
        "SSL_CERT_FILE": str(tmp_path / "ca.pem"),
    }


def test_visitors_trust_the_certificate_of_the_domain(web, access, clients, curl, tmp_path):
    client = clients.start_at_home(
        tmp_path / "home", web.port, "--tcp", **access, ca_file=tmp_path / "ca.pem"
    )
    tunnel = client.next_tunnel()
    assert tunnel.host.endswith(f".{DOMAIN}")
    place = ["--resolve", f"{tunnel.host}:{tunnel.port}:127.0.0.1"]
    assert curl(tunnel, *place, tunnel.url).startswith(f"GET / for {tunnel.host}")
    place = ["--connect-to", f"{DOMAIN}:{tunnel.tcp_port}:127.0.0.1:{tunnel.tcp_port}"]
    answer = curl(tunnel, *place, f"http://{DOMAIN}:{tunnel.tcp_port}")
    assert answer.startswith(f"GET / for {DOMAIN}")


def test_http2_is_refused_under_one_certificate_for_all(access, tmp_path):
    command = [own_program("porthole"), "forward", "8000", "--http2"]
    result = run(command, tmp_path, environment=access, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        "porthole: This relay has one certificate for all names, which is not safe with HTTP/2. "
        "Open the tunnel without HTTP/2, or use the relay on this computer.\n"
    )


def test_own_authority_vouches_for_all_names_of_a_domain(
    web, tmp_path, ports, relay_data, clients, curl, visit
):
    # A name that every client and curl look up on this computer.
    relay = Relay(tmp_path / "relay", ports, relay_data, "r5.localhost")
    try:
        relay.start()
        first = clients.start(relay, web.port, "--tcp").next_tunnel()
        second = clients.start(relay, web.port).next_tunnel()
        for tunnel in (first, second):
            assert tunnel.host.endswith(".r5.localhost")
            assert curl(tunnel, tunnel.url).startswith(f"GET / for {tunnel.host}")
        assert curl(first, f"http://r5.localhost:{first.tcp_port}").startswith("GET / for r5.loc")
        assert visit("tls", first, ["h2", "http/1.1"]).alpn == "http/1.1"
    finally:
        clients.end()
        relay.end()
