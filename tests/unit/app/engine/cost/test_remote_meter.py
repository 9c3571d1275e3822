from decimal import Decimal

import pytest

from app.contract.costs import Basis, CountedBy
from app.engine.cost.meter import MAX_SPAN_SECONDS
from app.engine.cost.processes import ProcessTimes
from app.engine.cost.remote_meter import Reading, RemoteMeter
from tests.unit.app.engine.cost.readings import reading

GIB = 1024**3
WEB = ("ssh:box", 77)


@pytest.fixture
def meter():
    return RemoteMeter()


def sample(meter, at_s, cpu_s, **options):
    """Read one process as of `at_s`; its computer counts 100 ticks a second."""
    now = reading(cpu_s, now=at_s * 100, **options)
    return meter.sample({WEB: now}, Decimal(at_s))[WEB]


def child(pid, own, started, waited=0, memory=GIB):
    return ProcessTimes(pid, 77, started, Decimal(own), Decimal(waited), memory)


def test_usage_is_what_was_used_between_two_readings(meter):
    assert sample(meter, 100, 50).usage is None
    second = sample(meter, 105, "52.5")
    assert (second.usage.cpu_core_s, second.usage.memory_gib_s) == (Decimal("2.5"), 5)
    assert second.cores == Decimal("0.5")
    assert second.usage.basis == Basis((CountedBy.PROCESSES,), (CountedBy.RSS,))


def test_host_that_was_away_leaves_a_gap(meter):
    sample(meter, 100, 50)
    assert meter.sample({}, Decimal(105)) == {}
    assert sample(meter, 110, 60).usage is None
    assert sample(meter, 110 + MAX_SPAN_SECONDS + 1, 70).usage is None


def test_another_process_of_the_same_id_starts_anew(meter):
    sample(meter, 100, 50)
    assert sample(meter, 105, 1, started=2).usage is None


def test_counter_that_goes_back_counts_as_nothing(meter):
    sample(meter, 100, 50)
    assert sample(meter, 105, 49).usage.cpu_core_s == 0


def test_children_count_from_their_birth_also_when_they_have_ended(meter):
    sample(meter, 100, 50)
    # One has begun since then, another is older and has only come into the tree.
    born, joined = child(78, 3, 10100), child(79, 1000, 5)
    second = sample(meter, 105, 51, below=(born, joined))
    assert second.usage.cpu_core_s == 1 + 3
    assert second.memory_bytes == 3 * GIB
    # It has used one more second, ended, and its parent has waited for it.
    first = ProcessTimes(77, 1, 1, Decimal(51), Decimal(4), GIB)
    third = meter.sample({WEB: Reading(11000, (first, joined))}, Decimal(110))[WEB]
    assert third.usage.cpu_core_s == 1


def test_shared_memory_is_shared_out_as_far_as_it_is_known(meter):
    members = (child(77, 0, 1), child(78, 0, 1))
    some = Reading(1, members, {77: 1000})
    assert (some.memory_bytes, some.is_proportional) == (1000 + GIB, False)
    everything = Reading(1, members, {77: 1000, 78: 24})
    assert meter.sample({WEB: everything}, Decimal(1))[WEB].memory_bytes == 1024
    found = meter.sample({WEB: everything}, Decimal(2))[WEB]
    assert found.usage.basis == Basis((CountedBy.PROCESSES,), (CountedBy.PSS,))
