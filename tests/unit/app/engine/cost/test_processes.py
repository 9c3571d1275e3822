from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.engine.cost.processes import CpuMeter, ProcessTimes, Trees


def process(pid, parent=1, own=0, waited=0, started=0):
    return ProcessTimes(pid, parent, started, Decimal(own), Decimal(waited), 0)


def table(*processes):
    return {each.pid: each for each in processes}


def test_tree_has_the_root_and_all_below_it():
    processes = table(process(1, 0), process(5), process(6, 5), process(7, 6), process(8))
    assert [each.pid for each in Trees(processes).of(5)] == [5, 6, 7]
    assert Trees(processes).of(99) == []


def test_circle_ends_where_it_began():
    assert [each.pid for each in Trees(table(process(5, 6), process(6, 5))).of(5)] == [5, 6]
    assert [each.pid for each in Trees(table(process(5, 5))).of(5)] == [5]


def test_only_what_was_used_since_counts():
    meter = CpuMeter()
    assert meter.advance([process(5, own=100)], 50) == 0
    assert meter.advance([process(5, own=103)], 60) == 3


def test_child_that_was_born_since_counts_from_its_start():
    meter = CpuMeter()
    meter.advance([process(5)], 50)
    assert meter.advance([process(5), process(6, 5, own=2, started=55)], 50) == 2


def test_older_process_that_joins_the_tree_brings_nothing_along():
    meter = CpuMeter()
    meter.advance([process(5)], 50)
    assert meter.advance([process(5), process(6, 5, own=1000, started=7)], 50) == 0


def test_ended_child_is_not_counted_twice():
    meter = CpuMeter()
    meter.advance([process(5), process(6, 5, own=10)], 50)
    assert meter.advance([process(5, waited=12)], 60) == 2


def test_ended_grandchild_is_not_counted_twice():
    meter = CpuMeter()
    meter.advance([process(5), process(6, 5, own=1), process(7, 6, own=10)], 50)
    assert meter.advance([process(5, waited=13)], 60) == 2


def test_child_that_nobody_waited_for_takes_nothing_away():
    meter = CpuMeter()
    meter.advance([process(5, own=1), process(6, 5, own=10)], 50)
    assert meter.advance([process(5, own=2)], 60) == 1


def test_reused_id_is_another_process():
    meter = CpuMeter()
    meter.advance([process(5), process(6, 5, own=10, started=1)], 50)
    assert meter.advance([process(5, waited=10), process(6, 5, own=3, started=55)], 50) == 3


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1))
def test_children_that_come_and_go_between_samples_are_counted_once(works):
    """Each step the root works itself, and a child works, ends and is waited for."""
    meter, own, waited = CpuMeter(), 0, 0
    meter.advance([process(5)], 0)
    total = 0
    for step, (alone, child) in enumerate(works):
        own += alone
        running = process(6, 5, own=child, started=step)
        total += meter.advance([process(5, own=own, waited=waited), running], step)
        waited += child
        total += meter.advance([process(5, own=own, waited=waited)], step)
    assert total == sum(map(sum, works))
