import asyncio
import os
import time
from decimal import Decimal
from pathlib import Path

import pytest

import resources
from app.contract.commands import AskCosts, AskTraffic
from app.contract.events import (
    CostsChanged,
    CostsTold,
    MonthTold,
    Notice,
    RateCardsChanged,
    TrafficTold,
)
from app.contract.values import Counters
from app.engine.account_files import AccountFiles
from app.engine.accounts import Accounts
from app.engine.cost.books import UnknownCardError
from app.engine.cost.dates import DateError
from app.engine.cost.keeper import Exposed
from app.engine.history.database import open_database
from app.engine.history.traffic import Point, TrafficHistory
from relay_client.errors import InvalidError, RemoteError
from tests.unit.app.engine.cost.readings import reading
from tests.unit.relay_client.waiting import eventually


class Listener:
    """What an engine would tell the window, and what it counts meanwhile."""

    def __init__(self, folder):
        self.events = []
        self.in_bytes = 0
        self.counts = 0
        self.closed = []
        self.asked = []
        self.remote = []
        cards = Path(resources.__file__).parent / "rate_cards"
        self.accounts = Accounts(
            AccountFiles(folder / "history.sqlite", folder / "costs.json", (cards,)),
            self.count,
            lambda: [Exposed("t", "local/1", os.getpid(), "tests", time.time()), *self.remote],
            self.events.append,
            self.read,
            lambda: self.closed,
        )

    def count(self):
        self.counts += 1
        return [Counters("t", time.time(), self.in_bytes, 0, 0, 0)]

    async def read(self, host, pids):
        self.asked.append((host, pids))
        if host == "ssh:gone":
            raise RemoteError("It is away.")
        return {pid: reading(len(self.asked)) for pid in pids}

    def told(self, kind):
        return [event for event in self.events if isinstance(event, kind)]

    async def until(self, kind):
        await eventually(lambda: self.told(kind))
        return self.told(kind)[-1]


@pytest.fixture
def listener(tmp_path):
    return Listener(tmp_path)


def keeping(listener, work):
    """Return a coroutine that does `work` while the accounts run."""

    async def both():
        async with asyncio.TaskGroup() as group:
            running = group.create_task(listener.accounts.run())
            try:
                await listener.until(RateCardsChanged)
                await work()
            finally:
                running.cancel()

    return both()


def test_cards_and_costs_are_told(run, listener):
    async def work():
        told = await listener.until(CostsChanged)
        assert told.costs[0].is_running
        assert told.currency == "USD"

    run(keeping(listener, work))


def test_traffic_is_remembered_through_a_restart(run, listener, tmp_path):
    async def count():
        await listener.until(CostsChanged)
        listener.in_bytes = 1234
        counts = listener.counts
        await eventually(lambda: listener.counts > counts)

    run(keeping(listener, count))
    again = Listener(tmp_path)

    async def ask():
        await again.accounts.tell_traffic(AskTraffic(1, "t", 3600, 0.0, time.time() + 1))
        (told,) = again.told(TrafficTold)
        assert sum(point[1] for point in told.points) == 1234

    run(keeping(again, ask))


def test_last_counters_are_remembered_when_the_accounts_end(run, listener, tmp_path):
    async def end():
        await listener.until(CostsChanged)
        listener.in_bytes = 1234
        listener.closed = [Counters("closed", time.time(), 0, 77, 0, 1)]

    run(keeping(listener, end))
    history = TrafficHistory(open_database(tmp_path / "history.sqlite")[0])
    for tunnel, in_bytes, out_bytes in (("t", 1234, 0), ("closed", 0, 77)):
        points = history.points(tunnel, 3600, 0, int(time.time()) + 1)
        assert sum(each.in_bytes for each in points) == in_bytes
        assert sum(each.out_bytes for each in points) == out_bytes


def test_month_is_told(run, listener):
    async def work():
        await listener.accounts.tell_month("2026-11")
        assert listener.told(MonthTold)[0].month == "2026-11"
        with pytest.raises(DateError):
            await listener.accounts.tell_month("never")

    run(keeping(listener, work))


def test_choices_are_told(run, listener):
    async def work():
        await listener.accounts.choose_card("this-computer")
        await listener.accounts.set_budget(Decimal(5))
        told = listener.told(RateCardsChanged)[-1]
        assert told.budget == 5
        assert [card.id for card in told.cards if card.is_chosen] == ["this-computer"]
        with pytest.raises(UnknownCardError):
            await listener.accounts.choose_card("none")

    run(keeping(listener, work))


def test_costs_over_time_are_told(run, listener):
    async def work():
        await listener.accounts.tell_costs(AskCosts(1, "local/1", 600, 0.0, 600.0))
        assert listener.told(CostsTold)[0].points == ()

    run(keeping(listener, work))


def test_unknown_step_is_refused(run, listener):
    async def work():
        with pytest.raises(InvalidError, match="no history by steps of 7 s"):
            await listener.accounts.tell_traffic(AskTraffic(1, "t", 7, 0.0, 1.0))

    run(keeping(listener, work))


def test_damaged_history_is_a_notice_and_no_crash(run, listener, tmp_path):
    (tmp_path / "history.sqlite").write_bytes(b"no database at all " * 100)

    async def work():
        await listener.until(Notice)
        await listener.until(CostsChanged)

    run(keeping(listener, work))


def test_full_disk_is_told_once_and_nothing_is_lost_when_there_is_room_again(
    run, listener, monkeypatch, tmp_path
):
    monkeypatch.setattr("app.engine.accounts._FLUSH_SECONDS", 1)

    async def work():
        await listener.until(CostsChanged)
        connection = listener.accounts._connection
        limits = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {limits[0]}")
        # So much that the pages there are do not hold it.
        filler = [(f"tunnel {number}", Point(1, 1, 1, 1)) for number in range(2000)]
        listener.accounts._unwritten += filler
        listener.in_bytes = 1234
        notice = await listener.until(Notice)
        assert notice.text == "Traffic and costs are not kept. Database or disk is full."
        counts = listener.counts
        await eventually(lambda: listener.counts > counts + 1)
        assert len(listener.told(Notice)) == 1
        connection.execute("PRAGMA max_page_count = 1000000")
        await eventually(lambda: not listener.accounts._unwritten)

    run(keeping(listener, work))
    history = TrafficHistory(open_database(tmp_path / "history.sqlite")[0])
    points = history.points("t", 3600, 0, int(time.time()) + 1)
    assert sum(each.in_bytes for each in points) == 1234
    assert len(history.points("tunnel 1999", 1, 0, 2)) == 1


def test_programs_of_hosts_are_measured_and_a_host_that_is_away_is_not(run, listener):
    listener.remote = [
        Exposed(host, f"{host}:80", 7, host, time.time(), host) for host in ("ssh:gone", "ssh:box")
    ]

    async def work():
        told = await listener.until(CostsChanged)
        assert [cost.is_running for cost in told.costs] == [True, False, True]
        assert listener.asked[:2] == [("ssh:gone", (7,)), ("ssh:box", (7,))]

    run(keeping(listener, work))


def test_hosts_are_asked_at_the_same_time(run, listener):
    listener.remote = [
        Exposed(host, f"{host}:80", 7, host, time.time(), host) for host in ("ssh:one", "ssh:two")
    ]
    both = asyncio.Barrier(2)

    async def read(host, pids):
        await both.wait()
        return {pid: reading(1) for pid in pids}

    listener.accounts._read = read

    async def work():
        told = await listener.until(CostsChanged)
        assert all(cost.is_running for cost in told.costs)

    run(keeping(listener, work))


def test_history_that_cannot_be_opened_is_told_and_tried_again(
    run, listener, tmp_path, monkeypatch
):
    monkeypatch.setattr("app.engine.accounts._OPEN_SECONDS", 0.01)
    (tmp_path / "history.sqlite").mkdir()

    async def work():
        async with asyncio.TaskGroup() as group:
            running = group.create_task(listener.accounts.run())
            await asyncio.sleep(0)
            with pytest.raises(OSError, match=r"not open yet|unable to open"):
                await listener.accounts.tell_month("2026-11")
            notice = await listener.until(Notice)
            assert notice.text.startswith("Traffic and costs are not kept. ")
            with pytest.raises(OSError, match="unable to open"):
                await listener.accounts.tell_month("2026-11")
            (tmp_path / "history.sqlite").rmdir()
            await listener.until(CostsChanged)
            await listener.accounts.tell_month("2026-11")
            running.cancel()
        assert len(listener.told(Notice)) == 1

    run(work())
