import pytest

from app.commands.forward_board import ForwardBoard
from app.commands.forward_hosts import HostAway, HostBack
from app.contract.values import TunnelState
from app.engine.board import board_folder, read_pages
from relay_client.connections import Connection, Traffic
from relay_client.events import Reconnecting, Reopened, TunnelLost
from relay_client.ssh.hosts import SshHosts
from relay_client.targets import TcpTarget, UnixTarget
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest
from tests.unit.relay_client.waiting import eventually

WEB = TunnelRequest("0/web", TcpTarget(8000), name="shop", tcp=True)
SOCKET = TunnelRequest("1/socket", UnixTarget("/run/app.sock"))
OPENED = Tunnel("abc.localhost", 8443, "abc.localhost", 20000)


class FakeSession:
    """A session whose tunnels have carried ten bytes in, twenty out."""

    def traffic(self, key):
        return Traffic(10, 20, 1, 3)

    def connections(self, key):
        return (Connection(1, "192.0.2.1", 5000, 1.0, 10, 20),)


@pytest.fixture
def board(run):
    async def make():
        return ForwardBoard(FakeSession())

    return run(make())


def test_open_tunnels_are_shown_with_their_traffic(run):
    async def work():
        board = ForwardBoard(FakeSession())
        board.opened(WEB, OPENED, "this computer")
        board.opened(SOCKET, Tunnel("def.localhost", 8443), "this computer")
        board.start()
        await eventually(lambda: any(page.counters for page in read_pages(board_folder())))
        (page,) = read_pages(board_folder())
        shop, socket = page.tunnels
        assert (shop.name, shop.port, shop.url) == ("shop", 8000, OPENED.url)
        assert (shop.tcp_socket, socket.tcp_socket) == (OPENED.tcp_socket, None)
        assert (socket.port, socket.target) == (0, "unix:/run/app.sock")
        assert page.counters[0].in_bytes == 10
        assert page.connections["0/web"][0].address == "192.0.2.1"
        await board.aclose()
        assert read_pages(board_folder()) == ()

    run(work())


def test_state_follows_the_session(board):
    board.opened(WEB, OPENED, "r5")
    states = []
    for event in (
        Reconnecting("gone", 1),
        Reopened("0/web", OPENED),
        Reopened("unknown", OPENED),
        TunnelLost("0/web", "taken"),
    ):
        board.event(event)
        states.append(board._shown["0/web"].state)
    assert states == [
        TunnelState.STALE,
        TunnelState.CHECKING,
        TunnelState.CHECKING,
        TunnelState.REFUSED,
    ]
    assert board._shown["0/web"].reason == "taken"


def test_tunnel_of_a_host_that_is_away_says_so_until_the_host_is_back(board):
    remote = TunnelRequest("2/remote", SshHosts().target("ssh:gpu-box:8888"))
    board.opened(WEB, OPENED, "r5")
    board.opened(remote, OPENED, "r5")
    states = []
    for happen in (
        lambda: board.host(HostAway("other", 1.0, "Off.")),
        lambda: board.host(HostAway("gpu-box", 1.0, "The connection to gpu-box was lost.")),
        lambda: board.event(Reconnecting("gone", 1)),
        lambda: board.event(Reopened("2/remote", OPENED)),
        lambda: board.host(HostBack("gpu-box", 1.0, 2.0)),
    ):
        happen()
        shown = board._shown["2/remote"]
        states.append((shown.state, shown.reason))
    away = (TunnelState.TARGET_GONE, "The connection to gpu-box was lost.")
    checking = (TunnelState.CHECKING, "")
    assert states == [checking, away, (TunnelState.STALE, "gone"), away, checking]
    assert board._shown["0/web"].state is TunnelState.STALE
