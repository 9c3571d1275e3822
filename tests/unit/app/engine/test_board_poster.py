import asyncio
import os

import pytest
from msgspec.structs import replace

from app.contract.values import Tunnel, TunnelState
from app.engine import board_poster as module
from app.engine.board import board_folder, read_pages
from app.engine.board_poster import LEAST_CONNECTIONS, BoardPoster
from app.engine.traffic import MAX_CONNECTIONS as TOLD_CONNECTIONS
from app.engine.traffic import Traffic
from relay_client.connections import Connection
from relay_client.errors import InvalidError
from tests.unit.relay_client.waiting import eventually

WEB = Tunnel("t", "local", 8000, "127.0.0.1:8000", "p", TunnelState.LIVE, 1.0, 1.0, "r5")


def no_book(tunnel):
    raise InvalidError("There is none.")


class BusyBook:
    """A book with as many connections as are ever told."""

    @property
    def connections(self):
        return tuple(
            Connection(number, "192.0.2.1", 1, 1.0, 0, 0) for number in range(TOLD_CONNECTIONS)
        )


def posting(work, book=no_book, tunnels=lambda: (WEB,)):
    async def both():
        poster = BoardPoster(tunnels, Traffic(book, lambda event: None))
        async with asyncio.TaskGroup() as group:
            task = group.create_task(poster.run())
            try:
                await work()
            finally:
                task.cancel()

    return both()


def test_page_is_there_as_long_as_the_process_posts(run):
    async def work():
        await eventually(lambda: read_pages(board_folder()))
        (page,) = read_pages(board_folder())
        assert (page.pid, page.tunnels, page.connections) == (os.getpid(), (WEB,), {"t": ()})

    run(posting(work))
    assert read_pages(board_folder()) == ()


@pytest.mark.parametrize(
    ("count", "shown"), [(1, TOLD_CONNECTIONS), (20, 500), (100, LEAST_CONNECTIONS)]
)
def test_page_has_all_connections_of_a_few_tunnels_and_the_newest_of_many(run, count, shown):
    async def work():
        await eventually(lambda: read_pages(board_folder()))
        (page,) = read_pages(board_folder())
        assert {len(each) for each in page.connections.values()} == {shown}
        assert page.connections["0"][0].id == TOLD_CONNECTIONS - 1

    tunnels = [replace(WEB, id=str(number)) for number in range(count)]
    run(posting(work, lambda tunnel: BusyBook(), lambda: tunnels))


def test_without_a_board_the_process_goes_on_and_is_shown_as_soon_as_that_can_be(run, monkeypatch):
    monkeypatch.setattr(module, "POST_SECONDS", 0.01)
    board_folder().write_text("in the way")
    looks = []

    async def work():
        await eventually(lambda: len(looks) > 1)
        board_folder().unlink()
        await eventually(lambda: read_pages(board_folder()))

    def tunnels():
        looks.append(1)
        return (WEB,)

    run(posting(work, tunnels=tunnels))
