from decimal import Decimal

import pytest

from app.engine.cost.meter import MAX_SPAN_SECONDS
from app.engine.cost.remote_meter import Reading, RemoteMeter

GIB = 1024**3
WEB = ("ssh:box", 77)


@pytest.fixture
def meter():
    return RemoteMeter()


def sample(meter, at_s, cpu_s, memory=GIB, started=1):
    return meter.sample({WEB: Reading(Decimal(cpu_s), memory, started)}, Decimal(at_s))[WEB]


def test_usage_is_what_was_used_between_two_readings(meter):
    assert sample(meter, 100, 50).usage is None
    second = sample(meter, 105, "52.5")
    assert (second.usage.cpu_core_s, second.usage.memory_gib_s) == (Decimal("2.5"), 5)
    assert (second.cores, second.is_proportional) == (Decimal("0.5"), False)


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
