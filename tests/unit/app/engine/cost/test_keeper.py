from dataclasses import replace
from decimal import Decimal

import pytest

from app.contract.costs import Basis, CountedBy
from app.engine.cost.gpus import NoGpus
from app.engine.cost.keeper import CostKeeper, Exposed
from app.engine.cost.meter import Meter
from app.engine.history.database import open_database
from app.engine.history.usage import UsageHistory
from tests.unit.app.engine.cost.readings import reading
from tests.unit.app.engine.cost.test_estimate import CARD, FLOOR
from tests.unit.app.engine.cost.test_meter import FakeProcesses

START = 1_790_000_040
WEB = Exposed("t1", "local/8000", 5, "vite", float(START))
ADMIN = Exposed("t2", "local/8001", 5, "vite admin", float(START))


@pytest.fixture
def processes():
    processes = FakeProcesses()
    processes.set(5, 100)
    return processes


@pytest.fixture
def history(tmp_path):
    connection, _ = open_database(tmp_path / "history.sqlite")
    yield UsageHistory(connection)
    connection.close()


@pytest.fixture
def keeper(processes, history):
    return CostKeeper(Meter(processes, NoGpus()), history, CARD)


def at(seconds):
    return START + Decimal(seconds)


def test_cost_is_told_since_the_port_was_exposed(keeper, processes):
    keeper.sample([WEB], at(0))
    processes.set(5, 110)
    (cost,) = keeper.sample([WEB], at(5)).costs
    cpu, memory, tunnel = cost.lines
    assert (cpu.resource, cpu.measured, cpu.mean, cpu.peak) == ("CPU", 10, 2, 2)
    assert (memory.measured, memory.mean) == (5, 1)
    assert (tunnel.resource, tunnel.measured, tunnel.amount) == ("Tunnel", 5, 0)
    assert cost.total == 10 * CARD.cpu_core_second + 5 * CARD.memory_gib_second
    assert cost.per_hour == cost.total / 5 * 3600
    assert (cpu.now, memory.now) == (2, 1)
    assert sum(line.per_hour for line in cost.lines) == cost.per_hour
    assert (cost.is_running, cost.measured_s, cost.gaps_s) == (True, 5, 0)
    assert (cost.card, cost.card_dated, cost.currency) == ("Card", "2026-07-01", "USD")


def test_program_behind_two_ports_counts_once(keeper, processes):
    keeper.sample([WEB, ADMIN], at(0))
    processes.set(5, 110)
    told = keeper.sample([WEB, ADMIN], at(5))
    assert [cost.resource for cost in told.costs] == ["local/8000", "local/8000"]
    assert told.costs[0].total == told.costs[1].total == told.today


def test_time_asleep_is_told_and_not_charged(keeper, processes):
    keeper.sample([WEB], at(0))
    keeper.sample([WEB], at(5))
    keeper.sample([WEB], at(3605))
    (cost,) = keeper.sample([WEB], at(3610)).costs
    assert (cost.measured_s, cost.gaps_s) == (10, 3600)


def test_cost_of_an_hour_is_not_known_before_a_second_measurement(keeper, processes):
    assert keeper.sample([WEB], at(0)).costs[0].per_hour is None
    assert keeper.sample([WEB], at(5)).costs[0].per_hour > 0
    assert keeper.sample([WEB], at(3605)).costs[0].per_hour is None


def test_time_before_the_first_measurement_is_no_gap(keeper, processes):
    """`porthole cost` tells none either: measuring begins with the first sample, and says when."""
    (none,) = keeper.sample([WEB], at(4)).costs
    assert (none.measured_from, none.measured_until, none.gaps_s) == (None, None, 0)
    keeper.sample([WEB], at(9))
    (cost,) = keeper.sample([WEB], at(14)).costs
    assert (cost.since, cost.measured_from, cost.measured_until) == (START, START + 4, START + 14)
    assert (cost.measured_s, cost.gaps_s) == (10, 0)


def test_time_after_the_program_has_ended_is_no_gap_until_it_is_back(keeper, processes):
    keeper.sample([WEB], at(0))
    keeper.sample([WEB], at(5))
    ended = replace(WEB, pid=None)
    assert keeper.sample([ended], at(65)).costs[0].gaps_s == 0
    keeper.sample([WEB], at(70))
    (cost,) = keeper.sample([WEB], at(75)).costs
    assert (cost.measured_s, cost.gaps_s) == (10, 65)


def test_estimate_survives_a_restart(keeper, processes, history):
    keeper.sample([WEB], at(0))
    processes.set(5, 110)
    before = keeper.sample([WEB], at(5))
    again = CostKeeper(Meter(processes, NoGpus()), history, CARD)
    told = again.sample([WEB], at(30))
    assert told.costs[0].total == before.costs[0].total
    assert told.today == before.today


def test_program_that_was_restarted_goes_on_with_its_sum(keeper, processes):
    keeper.sample([WEB], at(0))
    processes.set(5, 110)
    keeper.sample([WEB], at(5))
    processes.set(6, 1, started=7)
    restarted = replace(WEB, pid=6)
    keeper.sample([restarted], at(10))
    processes.set(6, 4, started=7)
    (cost,) = keeper.sample([restarted], at(15)).costs
    assert cost.lines[0].measured == 13


def test_port_without_a_program_costs_nothing(keeper):
    (cost,) = keeper.sample([replace(WEB, pid=None)], at(0)).costs
    assert (cost.is_running, cost.per_hour, cost.total) == (False, None, 0)


def test_another_card_applies_to_the_past_too(keeper, processes):
    keeper.sample([WEB], at(0))
    keeper.sample([WEB], at(5))
    keeper.choose(FLOOR)
    (cost,) = keeper.sample([WEB], at(10)).costs
    assert cost.lines[0].charged == Decimal("1.25")


def test_today_begins_at_midnight_of_utc(keeper, processes):
    midnight = START - START % 86400 + 86400
    keeper.sample([WEB], Decimal(midnight - 5))
    processes.set(5, 110)
    keeper.sample([WEB], Decimal(midnight))
    processes.set(5, 111)
    told = keeper.sample([WEB], Decimal(midnight + 5))
    assert told.today == CARD.cpu_core_second + 5 * CARD.memory_gib_second


def test_titles_are_remembered(keeper, history):
    keeper.sample([WEB], at(0))
    assert history.titles() == {"local/8000": "vite"}


def test_program_of_another_computer_is_told_apart_by_its_host(keeper, processes):
    """Its process id is the one of a program here."""
    there = Exposed("t3", "ssh:box:8888", 5, "jupyter", float(START), host="ssh:box")
    program = ("ssh:box", 5)
    keeper.sample([WEB, there], at(0), {program: reading(7, 2 * 1024**3)})
    processes.set(5, 110)
    here, far = keeper.sample([WEB, there], at(5), {program: reading(8, 2 * 1024**3)}).costs
    assert (here.lines[0].measured, far.lines[0].measured) == (10, 1)
    assert (here.resource, far.resource) == ("local/8000", "ssh:box:8888")
    assert far.lines[1].measured == 10
    assert here.basis == Basis((CountedBy.PROCESSES,), (CountedBy.PSS,))
    assert far.basis == Basis((CountedBy.PROCESSES,), (CountedBy.RSS,))
