from decimal import Decimal

import pytest

from app.contract.costs import Basis, CountedBy
from app.engine.cost.gpus import NoGpus
from app.engine.cost.meter import MAX_SPAN_SECONDS, MEMORY_SECONDS, Meter
from app.engine.cost.processes import ProcessTimes

GIB = 1024**3


class FakeProcesses:
    """A computer whose processes are set by the test."""

    def __init__(self):
        self.times = {}
        self.ticks = 0
        self.memory = GIB
        self.memory_reads = 0
        self.is_proportional = True

    def set(self, pid, own, parent=1, started=0):
        self.times[pid] = ProcessTimes(pid, parent, started, Decimal(own), Decimal(0), 0)

    def read(self):
        return dict(self.times)

    def now(self):
        return self.ticks

    def memory_bytes(self, members):
        self.memory_reads += 1
        return self.memory, self.is_proportional


class TwoGpus:
    def held_by(self, pids):
        return {"NVIDIA L4": 2} if 5 in pids else {}


@pytest.fixture
def processes():
    processes = FakeProcesses()
    processes.set(5, 100)
    return processes


@pytest.fixture
def meter(processes):
    return Meter(processes, NoGpus())


def sample(meter, at_s, root=5):
    return meter.sample({root}, Decimal(at_s)).get(root)


def test_first_sample_has_no_usage(meter):
    first = sample(meter, 1000)
    assert (first.usage, first.cores, first.memory_bytes) == (None, 0, GIB)


def test_usage_is_what_was_used_between_two_samples(meter, processes):
    sample(meter, 1000)
    processes.set(5, "102.5")
    second = sample(meter, 1005)
    assert (second.usage.start_s, second.usage.end_s) == (1000, 1005)
    assert (second.usage.cpu_core_s, second.usage.memory_gib_s) == (Decimal("2.5"), 5)
    assert second.cores == Decimal("0.5")


@pytest.mark.parametrize(
    ("is_proportional", "way"), [(True, CountedBy.PSS), (False, CountedBy.RSS)]
)
def test_how_it_was_counted_is_told(meter, processes, is_proportional, way):
    processes.is_proportional = is_proportional
    sample(meter, 1000)
    assert sample(meter, 1005).usage.basis == Basis((CountedBy.PROCESSES,), (way,))


def test_spans_follow_each_other_without_a_hole(meter):
    usages = [sample(meter, at_s).usage for at_s in (0, 5, 11, 16)][1:]
    assert [(each.start_s, each.end_s) for each in usages] == [(0, 5), (5, 11), (11, 16)]


def test_time_asleep_is_a_gap(meter, processes):
    sample(meter, 1000)
    processes.set(5, 200)
    assert sample(meter, 1000 + MAX_SPAN_SECONDS + 1).usage is None
    processes.set(5, 201)
    assert sample(meter, 1000 + MAX_SPAN_SECONDS + 6).usage.cpu_core_s == 1


def test_clock_that_was_set_back_is_a_gap(meter):
    sample(meter, 1000)
    assert sample(meter, 990).usage is None


def test_program_that_is_not_there_has_no_sample(meter):
    assert sample(meter, 1000, root=77) is None


def test_another_program_with_the_same_id_starts_anew(meter, processes):
    sample(meter, 1000)
    processes.set(5, 3, started=70)
    assert sample(meter, 1005).usage is None


def test_gpus_count_as_long_as_they_are_held(processes):
    meter = Meter(processes, TwoGpus())
    sample(meter, 1000)
    assert sample(meter, 1005).usage.gpu_s == {"NVIDIA L4": 10}


def test_memory_is_not_asked_for_each_time(meter, processes):
    sample(meter, 1000)
    processes.memory = 2 * GIB
    assert sample(meter, 1005).memory_bytes == GIB
    assert processes.memory_reads == 1
    assert sample(meter, 1000 + MEMORY_SECONDS).memory_bytes == 2 * GIB
