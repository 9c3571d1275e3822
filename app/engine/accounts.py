"""The engine's accounts: what tunnels carry and what the programs behind them cost.

Everything that blocks, the history's file above all, happens in one thread of its own.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TypeVar

from app.contract.commands import AskCosts, AskTraffic
from app.contract.costs import Cost
from app.contract.events import (
    AnyEvent,
    BudgetReached,
    CostsChanged,
    MonthTold,
    Notice,
    TrafficTold,
)
from app.contract.values import Counters
from app.engine.account_files import AccountFiles
from app.engine.cost.books import CostBooks
from app.engine.cost.keeper import Exposed
from app.engine.cost.remote_meter import Program, Reading
from app.engine.history.database import open_database
from app.engine.history.recorder import TrafficRecorder
from app.engine.history.traffic import Point, TrafficHistory
from app.system_errors import system_sentence
from relay_client.errors import Error

log = logging.getLogger(__name__)

_FLUSH_SECONDS = 10
"""How much of the traffic's history may be lost when the engine is killed."""
_OPEN_SECONDS = 10.0
"""Pause before a history that could not be opened is tried again."""
_COST_SECONDS = 5
_EXPIRE_SECONDS = 3600
_HOST_SECONDS = 4.0
"""How long a host may take to tell of its processes."""
_MAX_POINTS = 100_000

Result = TypeVar("Result")
Read = Callable[[str, tuple[int, ...]], Awaitable[Mapping[int, Reading]]]


class Accounts:
    """Counts once a second and tells the engine's listener.

    Attributes:
        costs: the last estimates.
    """

    def __init__(
        self,
        files: AccountFiles,
        counters: Callable[[], Iterable[Counters]],
        exposed: Callable[[], Iterable[Exposed]],
        tell: Callable[[AnyEvent], None],
        read: Read | None = None,
        closed: Callable[[], Iterable[Counters]] = tuple,
    ) -> None:
        """Prepare accounts.

        Args:
            files: where they are kept.
            counters: returns those of all open tunnels.
            exposed: returns all tunnels to programs that can be measured.
            tell: told every event, on the loop.
            read: asks a host, by its id, for readings of processes; None if there are no hosts.
            closed: returns the counters of tunnels that were open before.
        """
        self._files = files
        self._counters = counters
        self._exposed = exposed
        self._tell = tell
        self._read = read
        self._closed = closed
        self._thread = ThreadPoolExecutor(1, "accounts")
        self._recorder = TrafficRecorder()
        self.costs: tuple[Cost, ...] = ()
        self._unwritten: list[tuple[str, Point]] = []
        self._has_complained = False
        self._problem: OSError | None = OSError("the history is not open yet")
        """Why nothing can be asked for."""
        self._traffic: TrafficHistory
        self._books: CostBooks

    async def run(self) -> None:
        """Keep the accounts until cancelled; then write what is not written yet.

        What cannot be opened or written at the time is told, and tried again.

        Raises:
            OSError: the history cannot be written at the end.
        """
        try:
            await self._open_patiently()
            try:
                await self._tick_on()
            finally:
                self._take()
                # A thread that is cancelled at once would lose the last seconds.
                await asyncio.shield(self._in_thread(self._close))
        finally:
            self._thread.shutdown(wait=False)

    async def tell_traffic(self, asked: AskTraffic) -> None:
        """Tell a tunnel's history.

        Raises:
            InvalidError: there is none by steps of that length.
        """
        points = await self._ask(
            lambda: self._traffic.points(
                asked.tunnel, asked.step_s, int(asked.start), int(asked.end)
            )[:_MAX_POINTS]
        )
        told = tuple(
            (each.at_s, each.in_bytes, each.out_bytes, each.connections) for each in points
        )
        self._tell(TrafficTold(asked.tunnel, asked.step_s, told))

    async def tell_costs(self, asked: AskCosts) -> None:
        """Tell what a program has cost over time.

        Raises:
            InvalidError: the steps make no sense.
        """
        self._tell(await self._ask(lambda: self._books.over_time(asked)))

    async def tell_month(self, month: str) -> None:
        """Tell what a month has cost.

        Raises:
            DateError: that is no month.
        """
        told: MonthTold = await self._ask(lambda: self._books.month(month, _now()))
        self._tell(told)

    async def choose_card(self, card: str) -> None:
        """Estimate by another card.

        Raises:
            UnknownCardError: there is none of that id.
            OSError: the choice cannot be written.
        """
        self._tell(await self._ask(lambda: self._books.choose(card)))

    async def set_budget(self, amount: Decimal) -> None:
        """Tell when so much has been used in a month; 0 for never.

        Raises:
            OSError: the choice cannot be written.
        """
        self._tell(await self._ask(lambda: self._books.set_budget(amount)))

    async def _open_patiently(self) -> None:
        while True:
            try:
                events = await self._in_thread(self._open)
            except OSError as error:
                self._problem = error
                self._complain(error)
                await asyncio.sleep(_OPEN_SECONDS)
            else:
                self._has_complained = False
                for event in events:
                    self._tell(event)
                return

    async def _tick_on(self) -> None:
        loop = asyncio.get_running_loop()
        next_tick, tick = loop.time(), 0
        while True:
            self._take()
            try:
                await self._keep(tick)
            except OSError as error:
                self._complain(error)
            tick += 1
            next_tick = max(next_tick + 1, loop.time())
            await asyncio.sleep(next_tick - loop.time())

    def _take(self) -> None:
        now_s = int(time.time())
        self._unwritten += self._recorder.take(self._counters(), now_s, self._closed())

    async def _keep(self, tick: int) -> None:
        if tick % _COST_SECONDS == 0:
            await self._tell_costs()
        if tick % _FLUSH_SECONDS == _FLUSH_SECONDS - 1:
            await self._in_thread(self._write)
            self._has_complained = False
        if tick % _EXPIRE_SECONDS == 0:
            await self._in_thread(self._expire)

    def _complain(self, error: OSError) -> None:
        """Tell that the disk is full, say, once until it works again; traffic waits for that."""
        log.info("the accounts cannot be kept: %s", error)
        if not self._has_complained:
            self._tell(Notice(f"Traffic and costs are not kept. {system_sentence(error)}"))
        self._has_complained = True

    async def _tell_costs(self) -> None:
        exposed = tuple(self._exposed())
        readings = await self._read_hosts(exposed)
        costs, notice = await self._in_thread(lambda: self._sample(exposed, readings))
        self.costs = costs.costs
        self._tell(costs)
        if notice:
            self._tell(BudgetReached(notice))

    async def _read_hosts(self, exposed: Iterable[Exposed]) -> dict[Program, Reading]:
        """Return what other computers tell; one that does not answer in time tells nothing."""
        pids: dict[str, set[int]] = {}
        for each in exposed:
            if each.host and each.pid:
                pids.setdefault(each.host, set()).add(each.pid)
        # All at once: those that are slow must not add up, as nothing is counted meanwhile.
        found = await asyncio.gather(
            *(self._read_host(host, tuple(sorted(wanted))) for host, wanted in pids.items())
        )
        return {program: reading for readings in found for program, reading in readings.items()}

    async def _read_host(self, host: str, pids: tuple[int, ...]) -> dict[Program, Reading]:
        if self._read is None:
            return {}
        try:
            async with asyncio.timeout(_HOST_SECONDS):
                found = await self._read(host, pids)
        except (Error, OSError, TimeoutError) as problem:
            log.info("%s tells nothing of its processes: %s", host, problem)
            return {}
        return {(host, pid): reading for pid, reading in found.items()}

    # In the thread.

    def _open(self) -> list[AnyEvent]:
        connection, notice = open_database(self._files.history)
        try:
            books = CostBooks(connection, self._files.preferences, self._files.card_folders)
        except BaseException:
            connection.close()
            raise
        self._connection, self._books = connection, books
        self._traffic = TrafficHistory(connection)
        self._problem = None
        events: list[AnyEvent] = [self._books.cards()]
        return [*events, Notice(notice)] if notice else events

    def _sample(
        self, exposed: tuple[Exposed, ...], readings: dict[Program, Reading]
    ) -> tuple[CostsChanged, str]:
        now_s = _now()
        costs = self._books.sample(exposed, now_s, readings)
        return costs, self._books.budget_notice(now_s)

    def _write(self) -> None:
        del self._unwritten[:-_MAX_POINTS]
        points = tuple(self._unwritten)
        if points:
            self._traffic.add(points)
            del self._unwritten[: len(points)]

    def _expire(self) -> None:
        self._traffic.expire(int(time.time()))
        self._books.expire(int(time.time()))

    def _close(self) -> None:
        try:
            self._write()
        finally:
            self._connection.close()

    async def _ask(self, work: Callable[[], Result]) -> Result:
        """Return what the history or the books answer.

        Raises:
            OSError: there are none at present.
        """

        def ask() -> Result:  # behind what opens them
            if self._problem is not None:
                raise OSError(*self._problem.args) from self._problem
            return work()

        return await self._in_thread(ask)

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except sqlite3.Error as error:
            raise OSError(str(error)) from error


def _now() -> Decimal:
    return Decimal(time.time_ns()) / 10**9
