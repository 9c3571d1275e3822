import os
from decimal import Decimal

import pytest

from app.commands.boards import NoSuchTunnelError, find, rows
from app.contract.costs import Cost
from app.contract.values import Connection, Counters, Tunnel, TunnelState
from app.engine.board import Board, Page, board_folder
from relay_client.events import Reconnecting
from relay_client.open_tunnels import OpenTunnelsNotice
from relay_client.targets import TcpTarget
from relay_client.tunnel import Tunnel as OpenedTunnel
from relay_client.tunnel_request import TunnelRequest
from tests.unit.relay_client.waiting import eventually

WEB = Tunnel(
    "t1",
    "local",
    8000,
    "127.0.0.1:8000",
    "p",
    TunnelState.LIVE,
    1.0,
    1.0,
    "r5",
    title="vite",
    url="https://abc.r5.example",
    tls_socket=("abc.r5.example", 443),
)
DB = Tunnel(
    "t2", "local", 5432, "127.0.0.1:5432", "q", TunnelState.PAUSED, 2.0, 2.0, "r5", name="db"
)
COUNTERS = Counters("t1", 5.0, 41_260, 312_000_000, 3, 131, 1000.0, 11_400.0, 2_500_000.0)
VISITOR = Connection(1, "192.0.2.1", 5000, 1_700_000_000.0, 1, 2)
ZERO = Decimal(0)
COST = Cost(
    "t1",
    "p",
    True,
    Decimal("0.869"),
    Decimal("1.94"),
    1.0,
    ZERO,
    ZERO,
    (),
    "USD",
    "Card",
    "2026-07-01",
)


@pytest.fixture
def board():
    board = Board(board_folder())
    board.show(
        Page(os.getpid(), 5.0, (WEB, DB), (COUNTERS,), {"t1": (VISITOR,)}, (COST,)),
    )
    yield board
    board.close()


def test_newest_tunnel_is_first(board):
    assert [row.tunnel for row in rows()] == [DB, WEB]
    assert rows()[1].counters == COUNTERS
    assert rows()[1].connections == (VISITOR,)
    assert rows()[1].cost == COST
    assert (rows()[0].counters, rows()[0].cost) == (None, None)


@pytest.mark.parametrize(
    "name",
    ["t1", "vite", "8000", "abc", "abc.r5.example", "https://abc.r5.example", "127.0.0.1:8000"],
)
def test_tunnel_is_found_by_what_it_is_called(board, name):
    assert find(name).tunnel == WEB


def test_unknown_name_is_refused(board):
    with pytest.raises(NoSuchTunnelError, match="No tunnel here is called ''"):
        find("")


def test_name_of_several_is_refused_with_their_ids(board):
    twin = Tunnel("t3", "local", 8001, "x", "p", TunnelState.LIVE, 1.0, 1.0, "r5", title="vite")
    board.show(Page(os.getpid(), 5.0, (WEB, twin)))
    with pytest.raises(NoSuchTunnelError, match="Name one by t1, t3"):
        find("vite")


def test_tunnel_of_a_python_program_is_among_them(board, run):
    async def work():
        notice = OpenTunnelsNotice("r5")
        request = TunnelRequest("1/x", TcpTarget(9000), "shop")
        notice.opened(request, OpenedTunnel("efgh.r5.example", 443))
        await eventually(lambda: len(rows()) == 3)
        shop = find("shop")
        assert rows()[0] == shop
        assert (shop.tunnel.url, shop.tunnel.port) == ("https://efgh.r5.example", 9000)
        assert (shop.counters, shop.connections) == (None, ())
        assert f"process {os.getpid()}" in shop.tunnel.reason
        notice.event(Reconnecting("it restarts", 1))
        await eventually(lambda: find("9000").tunnel.attempt)
        await notice.aclose()

    run(work())
