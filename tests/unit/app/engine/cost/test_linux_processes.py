import os
import sys

import pytest

from app.engine.cost.linux_processes import LinuxProcesses
from app.engine.cost.processes import CpuMeter, Trees

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

MIB = 1024**2


def used_s(child):
    """Let `child` do its work, and return what the meter makes of it."""
    processes, meter = LinuxProcesses(), CpuMeter()
    since = processes.now()
    meter.advance(Trees(processes.read()).of(child.pid), since)
    child.work()
    return meter.advance(Trees(processes.read()).of(child.pid), since)


def test_two_seconds_of_one_core_are_two_core_seconds(start):
    assert float(used_s(start("burn(time.process_time() + 2)"))) == pytest.approx(2, rel=0.05)


def test_children_that_end_are_counted(start):
    work = """
for _ in range(4):
    if not (pid := os.fork()):
        burn(time.process_time() + 0.25)
        os._exit(0)
    os.waitpid(pid, 0)
"""
    assert float(used_s(start(work))) == pytest.approx(1, rel=0.1)


def test_children_that_still_run_are_counted(start):
    work = """
read, write = os.pipe()
if not os.fork():
    burn(time.process_time() + 0.5)
    os.write(write, b".")
    sys.stdin.readline()
    os._exit(0)
os.read(read, 1)
"""
    assert float(used_s(start(work))) == pytest.approx(0.5, rel=0.1)


def test_memory_of_known_size_is_found(start):
    child = start("hog = bytearray(os.urandom(64 * 1024 ** 2))")
    processes = LinuxProcesses()

    def memory():
        return processes.memory_bytes(Trees(processes.read()).of(child.pid))

    before, is_proportional = memory()
    used_s(child)
    after, _ = memory()
    assert is_proportional
    assert after - before == pytest.approx(64 * MIB, rel=0.05)


def test_shared_pages_are_shared_out(start):
    work = """
hog = bytearray(os.urandom(64 * 1024 ** 2))
if not os.fork():
    sys.stdin.readline()
    os._exit(0)
"""
    child = start(work)
    used_s(child)
    processes = LinuxProcesses()
    members = Trees(processes.read()).of(child.pid)
    assert len(members) == 2
    assert sum(each.resident_bytes for each in members) > 128 * MIB
    assert processes.memory_bytes(members)[0] < 100 * MIB


def test_own_process_is_among_them():
    processes = LinuxProcesses()
    own = processes.read()[os.getpid()]
    assert own.parent == os.getppid()
    assert own.started <= processes.now()
    assert own.resident_bytes > MIB
