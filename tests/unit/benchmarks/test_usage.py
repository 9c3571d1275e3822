"""Reading what /proc tells about processes."""

import mmap
import os
import sys

import pytest

from benchmarks.usage import Meter, parse_cpu_ticks, parse_resident_bytes

STAT = "4711 (my (odd) name) S 1 4711 4711 0 -1 4194304 900 0 0 0 {user} {system} 7 9 20 0 1 0 88"
ROLLUP = """\
55d0c8a00000-7ffc2b5f9000 ---p 00000000 00:00 0                          [rollup]
Rss:               12345 kB
Pss:                6789 kB
"""


def test_cpu_time_is_user_and_system_whatever_the_program_is_called():
    assert parse_cpu_ticks(STAT.format(user=120, system=34)) == 154


def test_resident_memory_is_read_in_bytes():
    assert parse_resident_bytes(ROLLUP) == 12345 * 1024


def test_a_rollup_without_memory_is_an_error():
    with pytest.raises(ValueError, match="Rss"):
        parse_resident_bytes("")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_meter_sees_what_a_process_uses():
    meter = Meter({"me": os.getpid()})
    # Mapped by itself: the heap may still have room that earlier tests have left.
    with mmap.mmap(-1, 16 * 1024 * 1024) as ballast:
        ballast.write(b"x" * len(ballast))
        while meter.cpu_s()["me"] < 0.02:
            ballast.find(b"y")
        assert meter.growth_bytes()["me"] > 8 * 1024 * 1024
    assert meter.seconds > 0
