from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.costs import Basis, CountedBy
from app.engine.cost.usage import Usage

AMOUNTS = st.decimals(0, 10**6, places=6)
TIMES = st.decimals(0, 4 * 10**9, places=6)


@st.composite
def usages(draw):
    start = draw(TIMES)
    duration = draw(st.decimals("0.000002", 10**6, places=6))
    gpus = draw(st.dictionaries(st.sampled_from(["L4", "T4"]), AMOUNTS))
    return Usage(start, start + duration, draw(AMOUNTS), draw(AMOUNTS), gpus)


@st.composite
def cuts(draw):
    usage = draw(usages())
    step = Decimal("0.000001")
    return usage, draw(st.decimals(usage.start_s + step, usage.end_s - step, places=6))


PSS = Basis((CountedBy.PROCESSES,), (CountedBy.PSS,))


def test_parts_were_counted_as_the_whole_was_and_the_whole_as_its_parts():
    first, second = Usage(Decimal(0), Decimal(2), basis=PSS).split(Decimal(1))
    assert first.basis == second.basis == PSS
    rss = replace(second, basis=Basis((CountedBy.PROCESSES,), (CountedBy.RSS,)))
    assert first.joined(rss).basis == Basis(PSS.cpu, (CountedBy.PSS, CountedBy.RSS))


@given(cuts())
def test_parts_are_as_much_as_the_whole(cut):
    usage, at_s = cut
    first, rest = usage.split(at_s)
    assert first.end_s == rest.start_s == at_s
    assert first.joined(rest) == usage


@given(usages())
def test_span_cannot_be_split_at_its_ends(usage):
    for at_s in (usage.start_s, usage.end_s):
        with pytest.raises(ValueError, match="a span of time"):
            usage.split(at_s)


def test_spans_with_a_gap_are_not_joined():
    first = Usage(Decimal(0), Decimal(1))
    with pytest.raises(ValueError, match="a gap from 1 to 2"):
        first.joined(Usage(Decimal(2), Decimal(3)))


def test_gpu_that_only_one_of_them_used_stays():
    first = Usage(Decimal(0), Decimal(1), gpu_s={"L4": Decimal(1)})
    second = Usage(Decimal(1), Decimal(2), gpu_s={"T4": Decimal(2)})
    assert first.joined(second).gpu_s == {"L4": 1, "T4": 2}
