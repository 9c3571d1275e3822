from types import SimpleNamespace

import pytest

from app.engine.cost.gpus import NoGpus, NvidiaGpus, open_gpus


class FakeNvml:
    """NVIDIA's library on a computer with three GPUs."""

    class NVMLError(Exception):
        pass

    def __init__(self, *devices):
        self._devices = devices

    def nvmlDeviceGetCount(self):  # noqa: N802
        return len(self._devices)

    def nvmlDeviceGetHandleByIndex(self, index):  # noqa: N802
        return index

    def nvmlDeviceGetName(self, index):  # noqa: N802
        return self._devices[index][0]

    def nvmlDeviceGetComputeRunningProcesses(self, index):  # noqa: N802
        pids = self._devices[index][1]
        if pids is None:
            raise self.NVMLError("lost")
        return [SimpleNamespace(pid=pid) for pid in pids]


@pytest.fixture
def gpus():
    return NvidiaGpus(
        FakeNvml(("NVIDIA L4", [5, 6]), (b"NVIDIA L4", [5]), ("NVIDIA T4", [9]), ("Bad", None))
    )


def test_each_gpu_counts_once_for_a_tree(gpus):
    assert gpus.held_by({5, 6}) == {"NVIDIA L4": 2}
    assert gpus.held_by({6, 9}) == {"NVIDIA L4": 1, "NVIDIA T4": 1}


def test_who_computes_nowhere_holds_nothing(gpus):
    assert gpus.held_by({1}) == {}


def test_computer_without_gpus_has_none():
    gpus = open_gpus()
    if isinstance(gpus, NoGpus):
        assert gpus.held_by({1}) == {}
