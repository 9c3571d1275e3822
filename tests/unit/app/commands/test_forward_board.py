import asyncio
from dataclasses import replace
from pathlib import Path

from app.commands.forward_board import ForwardBoard
from app.commands.forward_hosts import HostAway, HostBack
from app.commands.forward_targets import TargetAway, TargetBack
from app.contract.values import TunnelState
from app.engine.board import board_folder, read_pages
from relay_client.connections import Connection, Traffic
from relay_client.errors import ProbeError
from relay_client.events import Reconnecting, Reopened, TunnelLost
from relay_client.ssh.hosts import SshHosts
from relay_client.targets import TcpTarget, UnixTarget
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest
from tests.unit.relay_client.waiting import eventually

WEB = TunnelRequest("0/web", TcpTarget(8000), name="shop", tcp=True)
SOCKET = TunnelRequest("1/socket", UnixTarget("/run/app.sock"))
OPENED = Tunnel("abc.localhost", 8443, "abc.localhost", 20000, Path("/ca.pem"))
AWAY = "Relay r5 does not answer (gone). Porthole tries again by itself."


class FakeBook:
    """Ten bytes in, twenty out."""

    traffic = Traffic(10, 20, 1, 3)
    connections = (Connection(1, "192.0.2.1", 5000, 1.0, 10, 20),)


class FakeSession:
    """A session whose tunnels have carried ten bytes in, twenty out.

    Attributes:
        leads_here: what checks of public addresses wait for: whether they pass.
        checked: keys of the tunnels that have been checked.
    """

    def __init__(self):
        self.leads_here = asyncio.get_running_loop().create_future()
        self.checked = []

    def book(self, key):
        return FakeBook()

    async def probe(self, key):
        self.checked.append(key)
        if not await asyncio.shield(self.leads_here):
            raise ProbeError("abc.localhost", 8443, "no answer in time")
        return 0.023


class Rig:
    """A board, with the session and the clock that it looks at."""

    def __init__(self):
        self.now = 1000.0
        self.session = FakeSession()
        self.board = ForwardBoard(self.session, lambda: self.now)

    @property
    def shown(self):
        """What the first tunnel is shown as: its state and the reason for it."""
        first = self.board.tunnels()[0]
        return first.state, first.reason


def with_rig(run, work):
    async def whole():
        rig = Rig()
        try:
            await work(rig)
        finally:
            await rig.board.aclose()

    run(whole())


def test_open_tunnels_are_shown_with_their_traffic(run):
    async def work(rig):
        rig.board.opened(WEB, OPENED, "this computer")
        rig.board.opened(SOCKET, Tunnel("def.localhost", 8443), "this computer")
        rig.board.start()
        await eventually(lambda: any(page.counters for page in read_pages(board_folder())))
        (page,) = read_pages(board_folder())
        shop, socket = page.tunnels
        assert (shop.name, shop.port, shop.url) == ("shop", 8000, OPENED.url)
        assert (shop.tcp_socket, socket.tcp_socket) == (OPENED.tcp_socket, None)
        assert (shop.ca_file, socket.ca_file) == ("/ca.pem", "")
        assert (socket.port, socket.target) == (0, "unix:/run/app.sock")
        assert page.counters[0].in_bytes == 10
        assert page.connections["0/web"][0].address == "192.0.2.1"
        await rig.board.aclose()
        assert read_pages(board_folder()) == ()

    with_rig(run, work)


def test_tunnel_is_live_once_a_check_of_its_public_address_has_passed(run):
    async def work(rig):
        rig.board.opened(WEB, OPENED, "r5")
        assert rig.shown == (TunnelState.CHECKING, "")
        rig.session.leads_here.set_result(True)
        await eventually(lambda: rig.shown == (TunnelState.LIVE, ""))
        (shown,) = rig.board.tunnels()
        assert (shown.verified_at, shown.round_trip_ms) == (1000.0, 23.0)
        rig.now += 31
        assert rig.shown == (TunnelState.STALE, "")

    with_rig(run, work)


def test_tunnel_whose_check_fails_says_why(run):
    async def work(rig):
        rig.board.opened(WEB, OPENED, "r5")
        rig.session.leads_here.set_result(False)
        await eventually(lambda: rig.shown[1])
        state, reason = rig.shown
        assert state is TunnelState.CHECKING
        assert "no answer in time" in reason

    with_rig(run, work)


def test_state_follows_the_session(run):
    async def work(rig):
        board = rig.board
        board.opened(WEB, OPENED, "r5")
        shown = []
        for event in (
            Reconnecting("gone", 1),
            Reopened("0/web", replace(OPENED, host="other.localhost")),
            Reopened("unknown", OPENED),
            TunnelLost("unknown", "taken"),
            TunnelLost("0/web", "taken"),
        ):
            board.event(event)
            shown.append(rig.shown)
        checking = (TunnelState.CHECKING, "")
        assert shown == [
            (TunnelState.STALE, AWAY),
            *[checking] * 3,
            (TunnelState.REFUSED, "taken"),
        ]
        assert board.tunnels()[0].url == "https://other.localhost:8443"

    with_rig(run, work)


def test_nothing_is_checked_while_the_relay_is_away(run):
    async def work(rig):
        rig.session.leads_here.set_result(True)
        rig.board.opened(WEB, OPENED, "r5")
        await eventually(lambda: rig.shown[0] is TunnelState.LIVE)
        rig.board.event(Reconnecting("gone", 1))
        rig.board._checks.now("0/web")
        assert rig.session.checked == ["0/web"]
        rig.board.event(Reopened("0/web", OPENED))
        await eventually(lambda: rig.shown[0] is TunnelState.LIVE)
        assert rig.session.checked == ["0/web"] * 2

    with_rig(run, work)


def test_tunnel_says_while_nothing_listens(run):
    async def work(rig):
        rig.board.opened(WEB, OPENED, "r5")
        rig.board.target(TargetAway("127.0.0.1:9000", was_there=False))
        assert rig.shown == (TunnelState.CHECKING, "")
        rig.board.target(TargetAway("127.0.0.1:8000", was_there=False))
        assert rig.shown == (
            TunnelState.TARGET_GONE,
            "Nothing listens on port 8000. The tunnel works again as soon as something does.",
        )
        rig.board.target(TargetBack("127.0.0.1:8000"))
        assert rig.shown == (TunnelState.CHECKING, "")

    with_rig(run, work)


def test_tunnel_of_a_host_that_is_away_says_so_until_the_host_is_back(run):
    async def work(rig):
        board = rig.board
        board.opened(TunnelRequest("2/remote", SshHosts().target("ssh:gpu-box:8888")), OPENED, "r5")
        board.opened(WEB, OPENED, "r5")
        shown = []
        for happen in (
            lambda: board.host(HostAway("other", 1.0, "Off.")),
            lambda: board.host(HostAway("gpu-box", 1.0, "The connection to gpu-box was lost.")),
            lambda: board.event(Reconnecting("gone", 1)),
            lambda: board.event(Reopened("2/remote", OPENED)),
            lambda: board.host(HostBack("gpu-box", 1.0, 2.0)),
        ):
            happen()
            shown.append(rig.shown)
        away = (TunnelState.TARGET_GONE, "The connection to gpu-box was lost.")
        checking = (TunnelState.CHECKING, "")
        assert shown == [checking, away, away, away, checking]
        assert board.tunnels()[1].state is TunnelState.STALE

    with_rig(run, work)
