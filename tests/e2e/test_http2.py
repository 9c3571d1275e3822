"""HTTP/2: offered only under a certificate for one name."""

import pytest

from tests.e2e.programs import wait_for_port

BOTH = ("h2", "http/1.1")


@pytest.fixture
def http2_port(ports, tmp_path, start_program):
    """The port of a server that speaks HTTP/2 without TLS, and nothing else."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/page.txt").write_text("It works.")
    site = f"--htdocs={tmp_path}/site"
    start_program("nghttpd", "--no-tls", "--address=127.0.0.1", site, ports[1])
    wait_for_port(ports[1])
    return ports[1]


def test_curl_speaks_http2_through_the_tunnel(http2_port, embedded_forward, curl):
    tunnel = embedded_forward(http2_port, "--http2")
    answer = curl(tunnel, "--http2", "--write-out", " %{http_version}", f"{tunnel.url}/page.txt")
    assert answer == "It works. 2"


def test_many_streams_share_one_connection(http2_port, embedded_forward, start_program):
    tunnel = embedded_forward(http2_port, "--http2")
    load = start_program(
        *("h2load", "--requests=2000", "--clients=4", "--max-concurrent-streams=50"),
        f"--connect-to=127.0.0.1:{tunnel.port}",
        f"{tunnel.url}/page.txt",
    )
    assert load.wait_for_end() == 0, str(load)
    assert any("2000 succeeded, 0 failed" in line for line in load.output), str(load)
    assert any("Application protocol: h2" in line for line in load.output), str(load)


def test_http2_is_negotiated_only_if_asked_for(web, home, clients, visit):
    with_http2 = clients.start_at_home(home, web.port, "--http2")
    without = clients.start_at_home(home, web.port)
    assert visit("tls", with_http2.next_tunnel(), BOTH).alpn == "h2"
    assert visit("tls", without.next_tunnel(), BOTH).alpn == "http/1.1"


def test_http1_works_with_http2_offered(web, embedded_forward, curl):
    tunnel = embedded_forward(web.port, "--http2")
    assert curl(tunnel, "--http1.1", tunnel.url).startswith("GET / for")
