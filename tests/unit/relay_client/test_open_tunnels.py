import asyncio
import contextlib
import os
from pathlib import Path

import pytest

from relay_client.events import (
    Reconnecting,
    Reopened,
    SessionEnded,
    TargetFailed,
    TunnelLost,
    VisitorCame,
)
from relay_client.folders import runtime_folder
from relay_client.notices import Notice
from relay_client.open_tunnels import OpenTunnelsNotice, read_open_tunnels
from relay_client.targets import TcpTarget, UnixTarget
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest
from tests.unit.relay_client.waiting import eventually

WEB = TunnelRequest("1/web", TcpTarget(8000), "shop", http2=True)
APP = TunnelRequest("2/app", UnixTarget("/run/app.sock"), tcp=True)
TUNNEL = Tunnel("abcd.localhost", 8443, ca_file=Path("/ca.pem"))
MOVED = Tunnel("efgh.localhost", 443)
WITH_TCP = Tunnel("ijkl.localhost", 443, "localhost", 23447)


@contextlib.asynccontextmanager
async def notice():
    made = OpenTunnelsNotice("r5")
    try:
        yield made
    finally:
        await made.aclose()


def urls():
    return [each.url for client in read_open_tunnels() for each in client.tunnels]


def only_client():
    (client,) = read_open_tunnels()
    return client


def test_what_is_open_is_shown_until_it_is_closed(run):
    async def work():
        async with notice() as shown:
            shown.opened(WEB, TUNNEL)
            shown.opened(APP, WITH_TCP)
            await eventually(lambda: len(urls()) == 2)
            client = only_client()
            assert (client.pid, client.is_away) == (os.getpid(), False)
            web, app = client.tunnels
            assert (web.target, web.port, web.name) == ("127.0.0.1:8000", 8000, "shop")
            assert (web.relay, web.url, web.ca_file) == (
                "r5",
                "https://abcd.localhost:8443",
                "/ca.pem",
            )
            assert (web.http2, web.tcp_socket) == (True, None)
            assert (app.target, app.port, app.name) == ("unix:/run/app.sock", 0, "")
            assert app.tcp_socket == ("localhost", 23447)
            shown.closed(WEB.key)
            await eventually(lambda: urls() == ["https://ijkl.localhost"])
        assert urls() == []

    run(work())


def test_two_clients_of_a_program_are_told_apart(run):
    async def work():
        async with notice() as first, notice() as second:
            first.opened(WEB, TUNNEL)
            second.opened(WEB, TUNNEL)
            await eventually(lambda: len(urls()) == 2)
            one, other = [client.tunnels[0].id for client in read_open_tunnels()]
            assert one != other

    run(work())


def test_relay_that_is_away_and_an_address_that_is_another_are_shown(run):
    async def work():
        async with notice() as shown:
            shown.opened(WEB, TUNNEL)
            shown.event(Reconnecting("it restarts", 1))
            await eventually(lambda: urls() and only_client().is_away)
            shown.event(Reopened(WEB.key, MOVED))
            await eventually(lambda: urls() == ["https://efgh.localhost"])
            assert not only_client().is_away
            shown.event(Reopened("9/closed meanwhile", MOVED))
            shown.event(VisitorCame(WEB.key, "192.0.2.1", 5000, None))

    run(work())


def test_relay_that_opens_a_tunnel_is_not_away_any_more(run):
    async def work():
        async with notice() as shown:
            shown.event(Reconnecting("it restarts", 1))
            shown.opened(WEB, TUNNEL)
            await eventually(urls)
            assert not only_client().is_away

    run(work())


def test_visitors_and_their_targets_cost_no_file(run, monkeypatch):
    written, write = [], Notice.write

    def count(self, data):
        written.append(data)
        write(self, data)

    monkeypatch.setattr(Notice, "write", count)

    async def work():
        async with notice() as shown:
            shown.opened(WEB, TUNNEL)
            await eventually(urls)
            for event in (VisitorCame(WEB.key, "192.0.2.1", 5000, None), TargetFailed(WEB.key, "")):
                shown.event(event)
                for _ in range(3):  # whoever waits for a change has its turn
                    await asyncio.sleep(0)
            shown.opened(APP, WITH_TCP)
            await eventually(lambda: len(urls()) == 2)
        assert len(written) == 2

    run(work())


@pytest.mark.parametrize("event", [TunnelLost(WEB.key, "taken"), SessionEnded("revoked")])
def test_what_is_lost_is_not_shown(run, event):
    async def work():
        async with notice() as shown:
            shown.opened(WEB, TUNNEL)
            await eventually(urls)
            shown.event(event)
            await eventually(lambda: not urls())

    run(work())


def test_program_goes_on_where_nothing_can_be_shown(run):
    async def work():
        (runtime_folder() / "clients").write_text("in the way")
        async with notice() as shown:
            shown.opened(WEB, TUNNEL)
            assert urls() == []

    run(work())


def test_what_another_version_shows_is_left_out():
    other = Notice(runtime_folder() / "clients", "1-1")
    other.write(b"{}")
    assert urls() == []
    other.close()
