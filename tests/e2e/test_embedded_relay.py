"""The relay on this computer: there when the first program needs it, gone after the last."""

import os
import signal

from tests.e2e.porthole import embedded_relay_pid
from tests.e2e.programs import eventually, is_running


def test_curl_trusts_what_the_client_names(web, embedded_forward, curl):
    tunnel = embedded_forward(web.port)
    assert tunnel.host.endswith(".localhost")
    assert curl(tunnel, f"{tunnel.url}/a") == f"GET /a for {tunnel.host}:{tunnel.port}"


def test_raw_tcp_port_works(web, embedded_forward, curl):
    tunnel = embedded_forward(web.port, "--tcp")
    assert curl(tunnel, f"http://localhost:{tunnel.tcp_port}/a").startswith("GET /a for")


def test_two_programs_share_it_and_it_ends_after_the_last(web, home, clients, curl):
    first = clients.start_at_home(home, web.port)
    second = clients.start_at_home(home, web.port)
    tunnels = [first.next_tunnel(), second.next_tunnel()]
    assert tunnels[0].port == tunnels[1].port
    assert tunnels[0].host != tunnels[1].host
    pid = embedded_relay_pid(home)
    first.end()
    assert curl(tunnels[1], tunnels[1].url).startswith("GET / for")
    assert embedded_relay_pid(home) == pid
    second.end()
    eventually(lambda: not is_running(pid), "end of the relay")
    assert not (home / "run/relay.json").exists()
    # Both have said goodbye: neither is waited for.
    assert " is gone" not in (home / "data/relay/relay.log").read_text()


def test_name_gives_the_same_address_after_all_has_ended(web, home, clients, curl):
    first = clients.start_at_home(home, web.port, "--name", "shop", "--tcp")
    before = first.next_tunnel()
    pid = embedded_relay_pid(home)
    first.end()
    eventually(lambda: not is_running(pid), "end of the relay")
    after = clients.start_at_home(home, web.port, "--name", "shop", "--tcp").next_tunnel()
    assert after == before
    assert curl(after, after.url).startswith("GET / for")


def test_without_a_name_the_address_is_new(web, home, clients):
    first = clients.start_at_home(home, web.port)
    before = first.next_tunnel()
    first.end()
    assert clients.start_at_home(home, web.port).next_tunnel().host != before.host


def test_killed_relay_is_started_again_by_its_client(web, home, clients, curl):
    client = clients.start_at_home(home, web.port, "--tcp")
    before = client.next_tunnel()
    os.kill(embedded_relay_pid(home), signal.SIGKILL)
    assert client.next_tunnel("reopened") == before
    assert curl(before, before.url).startswith("GET / for")
