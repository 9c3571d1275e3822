import asyncio
import os

from app.contract.values import Tunnel, TunnelState
from app.engine.board import board_folder, read_pages
from app.engine.board_poster import MAX_CONNECTIONS, BoardPoster
from app.engine.traffic import Traffic
from relay_client.connections import Connection
from relay_client.errors import InvalidError
from tests.unit.relay_client.waiting import eventually

WEB = Tunnel("t", "local", 8000, "127.0.0.1:8000", "p", TunnelState.LIVE, 1.0, 1.0, "r5")


def no_session(tunnel):
    raise InvalidError("There is none.")


class BusySession:
    """A session with more connections than a page has room for."""

    def connections(self, tunnel):
        return tuple(
            Connection(number, "192.0.2.1", 1, 1.0, 0, 0) for number in range(MAX_CONNECTIONS + 9)
        )


def posting(work, session=no_session):
    async def both():
        poster = BoardPoster(lambda: [WEB], Traffic(session, lambda event: None))
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


def test_page_has_the_newest_connections_only(run):
    async def work():
        await eventually(lambda: read_pages(board_folder()))
        (page,) = read_pages(board_folder())
        assert len(page.connections["t"]) == MAX_CONNECTIONS
        assert page.connections["t"][0].id == MAX_CONNECTIONS + 8

    run(posting(work, lambda tunnel: BusySession()))


def test_without_a_board_the_process_goes_on(run):
    async def work():
        poster = BoardPoster(lambda: [WEB], Traffic(no_session, lambda event: None))
        board_folder().write_text("in the way")
        await poster.run()

    run(work())
