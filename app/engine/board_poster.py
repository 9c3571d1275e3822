"""Posts on the board once a second what this process has open."""

import asyncio
import logging
import os
import time
from collections.abc import Callable, Iterable

from app.contract.costs import Cost
from app.contract.values import Tunnel
from app.engine.board import Board, Page, board_folder
from app.engine.traffic import Traffic
from relay_client.folders import FolderError

log = logging.getLogger(__name__)

POST_SECONDS = 1.0
MAX_CONNECTIONS = 10_000
"""Connections on the page, each tunnel's newest: for a few tunnels all that are known. With all of
hundreds of busy tunnels it would take too long to read."""
LEAST_CONNECTIONS = 150
"""Connections of each tunnel in any case."""


class BoardPoster:
    """Tells `porthole tunnels` and `porthole connections` about this process."""

    def __init__(
        self,
        tunnels: Callable[[], Iterable[Tunnel]],
        traffic: Traffic,
        costs: Callable[[], Iterable[Cost]] = tuple,
    ) -> None:
        """Post what these return when they are called, on the event loop."""
        self._tunnels = tunnels
        self._traffic = traffic
        self._costs = costs
        self._is_posted = True

    async def run(self) -> None:
        """Post until cancelled, then take the page away. What goes wrong is only logged."""
        try:
            board = await asyncio.to_thread(lambda: Board(board_folder()))
        except (OSError, FolderError) as error:
            log.info("no board: %s", error)
            return
        try:
            while True:
                await self._post(board)
                await asyncio.sleep(POST_SECONDS)
        finally:
            board.close()

    async def _post(self, board: Board) -> None:
        page = self._page()
        try:
            await asyncio.to_thread(board.show, page)
        except OSError as error:
            if self._is_posted:
                log.info("not on the board at present: %s", error)
            self._is_posted = False
        else:
            self._is_posted = True

    def _page(self) -> Page:
        tunnels = tuple(self._tunnels())
        room = max(LEAST_CONNECTIONS, MAX_CONNECTIONS // max(1, len(tunnels)))
        connections = {each.id: self._traffic.connections(each.id)[:room] for each in tunnels}
        return Page(
            pid=os.getpid(),
            written_at=time.time(),
            tunnels=tunnels,
            counters=self._traffic.known_counters,
            connections=connections,
            costs=tuple(self._costs()),
        )
