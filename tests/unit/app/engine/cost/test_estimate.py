from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.contract.costs import CPU, MEMORY, TUNNEL, Basis, CountedBy
from app.engine.cost.estimate import Tally, after_credit, estimate
from app.engine.cost.rate_cards import RateCard
from app.engine.cost.usage import Usage
from tests.unit.app.engine.cost.test_usage import cuts, usages

CARD = RateCard(
    id="card",
    name="Card",
    dated=date(2026, 7, 1),
    currency="USD",
    source="here",
    cpu_core_second=Decimal("0.0000131"),
    memory_gib_second=Decimal("0.00000222"),
    gpu_second={"L4": Decimal("0.000222")},
)
FLOOR = replace(CARD, cpu_floor_cores=Decimal("0.125"))
ALMOST_NOTHING = Decimal("1e-30")


def minutes(*cores):
    return [
        Usage(Decimal(60 * i), Decimal(60 * i + 60), Decimal(each) * 60)
        for i, each in enumerate(cores)
    ]


HOUR = [Usage(Decimal(0), Decimal(3600), Decimal("36"))]
BURST = [Usage(Decimal(3600), Decimal(3660), Decimal(16 * 60))]


def line(result, resource):
    return next(each for each in result.lines if each.resource == resource)


def test_one_hour_at_a_hundredth_core_and_a_minute_at_sixteen():
    result = estimate(HOUR + BURST, CARD)
    assert line(result, CPU).charged == 996
    assert f"{996 / Decimal(3600):.4f}" == "0.2767"
    assert f"{result.total:.4f}" == "0.0130"


def test_the_same_with_a_floor_of_an_eighth_core():
    """The hour has 59 minutes at the floor and the one with the burst."""
    result = estimate(minutes(16, *["0.01"] * 59), FLOOR)
    assert line(result, CPU).charged == Decimal("1402.5")
    assert f"{result.total:.4f}" == "0.0184"
    assert line(result, CPU).is_floor_applied


def test_each_line_is_quantity_times_rate_and_the_tunnel_is_free():
    usage = Usage(Decimal(0), Decimal(60), Decimal(6), Decimal(120), {"NVIDIA L4": Decimal(60)})
    result = estimate([usage], replace(CARD, multiplier=Decimal(3)))
    assert [each.resource for each in result.lines] == [CPU, MEMORY, "NVIDIA L4", TUNNEL]
    assert [each.amount for each in result.lines] == [
        6 * 3 * Decimal("0.0000131"),
        120 * 3 * Decimal("0.00000222"),
        60 * 3 * Decimal("0.000222"),
        0,
    ]
    assert result.total == sum(each.amount for each in result.lines)


def test_gpu_without_a_price_is_counted_and_not_charged():
    usage = Usage(Decimal(0), Decimal(60), gpu_s={"NVIDIA T1000": Decimal(60)})
    gpu = line(estimate([usage], CARD), "NVIDIA T1000")
    assert (gpu.measured, gpu.rate, gpu.amount) == (60, None, 0)


def test_time_between_spans_is_not_charged():
    spans = [HOUR[0], Usage(Decimal(90000), Decimal(93600), Decimal(36))]
    assert line(estimate(spans, FLOOR), CPU).charged == 2 * 450
    assert estimate(spans, FLOOR).duration_s == 7200


def test_nothing_used_costs_nothing():
    assert estimate([], FLOOR).total == 0


def test_credit_is_taken_off_and_never_paid_out():
    card = replace(CARD, monthly_credit=Decimal(30))
    assert after_credit(Decimal("30.5"), card) == Decimal("0.5")
    assert after_credit(Decimal(3), card) == 0


@given(cuts())
def test_splitting_a_span_never_changes_the_sum(cut):
    usage, at_s = cut
    whole, parts = estimate([usage], FLOOR), estimate(usage.split(at_s), FLOOR)
    assert abs(whole.total - parts.total) < ALMOST_NOTHING
    assert whole.duration_s == parts.duration_s


@given(st.lists(usages(), max_size=5))
def test_estimate_of_all_is_the_sum_of_the_estimates(spans):
    total = estimate(spans, FLOOR).total
    assert abs(total - sum(estimate([each], FLOOR).total for each in spans)) < ALMOST_NOTHING


PSS = Basis((CountedBy.PROCESSES,), (CountedBy.PSS,))
GROUP = Basis((CountedBy.CONTROL_GROUP,), (CountedBy.CONTROL_GROUP,))


def test_time_covered_and_ways_to_count_are_told():
    spans = [
        Usage(Decimal(100), Decimal(160), basis=GROUP),
        Usage(Decimal(0), Decimal(60), basis=PSS),
    ]
    found = estimate(spans, CARD).coverage
    assert (found.first_s, found.last_s, found.duration_s, found.gaps_s) == (0, 160, 120, 40)
    assert found.basis == GROUP.joined(PSS)
    assert estimate([], CARD).coverage.gaps_s == 0


@given(st.lists(usages(), max_size=3), st.lists(usages(), max_size=3))
def test_merged_tallies_are_one_of_everything(some, others):
    merged, other = Tally(FLOOR), Tally(FLOOR)
    for each in some:
        merged.add(each)
    for each in others:
        other.add(each)
    merged.merge(other)
    whole = estimate([*some, *others], FLOOR)
    assert merged.estimate().coverage == whole.coverage
    assert abs(merged.estimate().total - whole.total) < ALMOST_NOTHING
    assert [line.peak for line in merged.estimate().lines] == [line.peak for line in whole.lines]
