from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.contract.costs import Basis, CountedBy
from app.models.assumptions import assumptions
from app.models.numbers import SPACE
from tests.qt.samples import cost_line

LINES = (cost_line("CPU", "1", "0.05"), cost_line("Memory", "1", "0.01"))
MORE = replace(LINES[0], charged=Decimal(10**6))
GROUP, PROCESSES, PSS, RSS, UNKNOWN = (
    CountedBy.CONTROL_GROUP,
    CountedBy.PROCESSES,
    CountedBy.PSS,
    CountedBy.RSS,
    CountedBy.UNKNOWN,
)


def said(cpu=(), memory=(), lines=LINES, gaps_s="0"):
    found = assumptions(lines, Basis(cpu, memory), Decimal(gaps_s))
    return [each.replace(SPACE, " ") for each in found]


@pytest.mark.parametrize(
    ("cpu", "memory", "sentences"),
    [
        ((), (), []),
        ((GROUP,), (GROUP,), ["Counted by the system for exactly this program"]),
        ((GROUP,), (PSS,), ["CPU is counted by the system", "Shared memory is divided"]),
        ((PROCESSES,), (GROUP,), ["CPU is added up from", "Memory is counted by the system"]),
        ((PROCESSES,), (RSS,), ["CPU is added up from", "Shared memory counts in full"]),
        ((UNKNOWN,), (UNKNOWN,), ["How CPU and memory were counted has not been kept"]),
        (
            (PROCESSES,),
            (PSS, UNKNOWN),
            [
                "CPU is added up from",
                "For a part of the time: Shared memory is divided",
                "For a part of the time: How memory was counted has not been kept",
            ],
        ),
    ],
)
def test_who_has_counted_is_said(cpu, memory, sentences):
    found = said(cpu, memory)
    assert len(found) == len(sentences)
    assert all(each.startswith(beginning) for each, beginning in zip(found, sentences, strict=True))


@pytest.mark.parametrize("way", CountedBy)
def test_each_way_has_its_words(way):
    is_memory = way in (PSS, RSS)
    assert said(() if is_memory else (way,), (way,) if is_memory else ())


def test_gap_and_minimum_are_said():
    (gap,) = said(gaps_s="3600")
    assert gap.startswith("1 h 0 min were not measured and are not charged")
    (minimum,) = said(lines=(MORE,))
    assert "minimum was charged" in minimum
    assert said(gaps_s="0.9") == []
