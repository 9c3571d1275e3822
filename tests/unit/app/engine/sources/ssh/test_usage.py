import os
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.sources.ssh import usage
from app.engine.sources.ssh.usage import UsageReader

FORKING = """
import os, sys
if os.fork():
    os.wait()
elif os.fork():
    sys.stdin.read()
else:
    os.write(1, b"%d\\n" % os.getpid())
    sys.stdin.read()
"""


def sh(command, **options):
    return subprocess.run(["sh", "-c", command], capture_output=True, check=False, **options).stdout


def stat(pid, name="x", parent=1, user=0, started=5, pages=1):
    """Return a line of /proc/PID/stat."""
    fields = [parent, *range(5, 14), user, 0, 0, 0, 20, 0, 1, 0, started, 99, pages, *range(25, 53)]
    return f"{pid} ({name}) S {' '.join(map(str, fields))}\n".encode()


@pytest.fixture
def reader():
    return UsageReader()


def test_program_is_read_with_all_processes_below_it(reader):
    command = [sys.executable, "-c", FORKING]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        grandchild = int(process.stdout.readline())
        found = reader.read(sh(reader.command([process.pid, 2**30], 0)), [process.pid, 2**30])
        process.communicate(b"")
    assert found.keys() == {process.pid}
    members = found[process.pid].members
    first, child, last = members
    assert (first.pid, child.parent, last.parent) == (process.pid, process.pid, child.pid)
    assert last.pid == grandchild
    assert found[process.pid].is_proportional
    assert 1 << 20 < found[process.pid].memory_bytes < sum(e.resident_bytes for e in members)


def test_usage_of_this_process_is_what_the_system_says(reader):
    read = reader.read(sh(reader.command([os.getpid()], 0)), [os.getpid()])[os.getpid()]
    times = os.times()
    assert 0 < read.members[0].own_s <= Decimal(times.user + times.system + 0.1)
    assert 0 < read.members[0].started < read.now


def test_host_without_awk_tells_of_the_first_processes_alone(reader, tmp_path):
    for name in ("cat", "getconf", "head", "sed", "xargs", "grep"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    command = reader.command([os.getpid()], 0)
    output = subprocess.run(
        ["/bin/sh", "-c", command.replace("sh -c", "/bin/sh -c", 1)],
        capture_output=True,
        env={"PATH": str(tmp_path)},
    ).stdout
    [each] = reader.read(output, [os.getpid()])[os.getpid()].members
    assert each.pid == os.getpid()


def test_shared_memory_is_looked_at_now_and_then_and_remembered(reader):
    assert "smaps_rollup" in reader.command([7], 100.0)
    whole = b"100 4096 10.00\n" + stat(7) + b"/proc/7/smaps_rollup:Pss:        3 kB\n"
    assert reader.read(whole, [7])[7].memory_bytes == 3072
    assert "smaps_rollup" not in reader.command([7], 120.0)
    later = b"100 4096 10.00\n" + stat(7) + stat(8, parent=7)
    found = reader.read(later, [7])[7]
    assert (found.memory_bytes, found.is_proportional) == (3072 + 4096, False)
    assert reader.read(b"100 4096 10.00\n" + stat(7, started=6), [7])[7].memory_bytes == 4096
    assert "smaps_rollup" in reader.command([7], 130.0)


def test_name_of_a_process_may_hold_anything(reader):
    line = b"7 (a) R 9) S " + b" ".join(b"%d" % n for n in range(4, 53)) + b"\n"
    found = reader.read(b"100 4096 12.34\n" + line, [7])[7]
    [process] = found.members
    assert (process.own_s, process.waited_s) == (Decimal("0.29"), Decimal("0.33"))
    assert (process.parent, process.started, process.resident_bytes) == (4, 22, 24 * 4096)
    assert found.now == 1234


@pytest.mark.parametrize("parents", [{7: 7}, {7: 8, 8: 7}, {7: 1, 8: 9, 9: 8}])
def test_circles_that_a_host_tells_of_do_no_harm(reader, parents):
    lines = b"".join(stat(pid, parent=parent) for pid, parent in parents.items())
    members = reader.read(b"100 4096 1.0\n" + lines, [7])[7].members
    assert len({each.pid for each in members}) == len(members) <= 2


@pytest.mark.parametrize(
    "output",
    [
        b"",
        b"100 4096\n" + stat(7),
        b"0 4096 1.0\n" + stat(7, user=3),
        b"x 4096 1.0\n" + stat(7),
        b"100 4096 NaN\n" + stat(7),
        b"100 4096 1e9\n" + stat(7),  # and 1e999999 would take a minute to be counted
        b"1" * 5000 + b" 4096 1.0\n" + stat(7),
        b"100 4096 1.0\n" + stat(7, pages=-1),
        b"100 4096 1.0\n" + stat(7)[:45],
    ],
)
def test_what_makes_no_sense_tells_nothing(reader, output):
    assert reader.read(output, [7]) == {}


@pytest.mark.parametrize(
    "line", [f"/proc/{'7' * 5000}/x:Pss: 1 kB", f"/proc/7/smaps_rollup:Pss: {'1' * 5000} kB"]
)
def test_number_that_is_too_long_is_none(reader, line):
    output = b"100 4096 1.0\n" + stat(7, pages=2) + line.encode() + b"\n"
    assert reader.read(output, [7])[7].memory_bytes == 8192


@given(st.binary())
def test_no_answer_is_too_strange(junk):
    UsageReader().read(b"100 4096 1.0\n" + junk, [7])
    UsageReader().read(junk, [7])


def test_host_is_asked_of_so_many_programs_only():
    command = usage.usage_command(range(1000, 9000), with_shares=False)
    assert "/proc/1199/stat" in command
    assert "/proc/1200/stat" not in command
