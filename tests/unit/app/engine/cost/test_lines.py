from dataclasses import replace
from decimal import Decimal

from app.engine.cost.estimate import estimate
from app.engine.cost.lines import cost_lines
from app.engine.cost.usage import Usage
from tests.unit.app.engine.cost.test_estimate import CARD

SPANS = (
    Usage(Decimal(0), Decimal(60), Decimal(60), Decimal(120)),
    Usage(Decimal(60), Decimal(80), Decimal(0), Decimal(40)),
)


def test_lines_are_those_of_the_estimate():
    cpu, memory, tunnel = cost_lines(estimate(SPANS, CARD))
    assert (cpu.resource, cpu.measured, cpu.mean, cpu.peak) == ("CPU", 60, Decimal("0.75"), 1)
    assert cpu.amount == cpu.charged * cpu.rate == 60 * CARD.cpu_core_second
    assert (memory.measured, memory.mean) == (160, 2)
    assert (tunnel.measured, tunnel.rate, tunnel.amount) == (80, 0, 0)
    assert (cpu.now, cpu.per_hour) == (0, 0)


def test_present_is_that_of_the_last_moments():
    cpu, memory, _ = cost_lines(estimate(SPANS, CARD), estimate(SPANS[1:], CARD))
    assert (cpu.now, cpu.per_hour) == (0, 0)
    assert (memory.now, memory.per_hour) == (2, 2 * 3600 * CARD.memory_gib_second)


def test_nothing_measured_is_no_division_by_zero():
    assert [line.mean for line in cost_lines(estimate([], CARD))] == [0, 0, 0]


def test_minimum_is_the_floor_of_the_card():
    card = replace(CARD, cpu_floor_cores=Decimal("0.125"), memory_floor_gib=Decimal("0.5"))
    assert [line.minimum for line in cost_lines(estimate(SPANS, card))] == [
        *(Decimal("0.125"), Decimal("0.5"), Decimal(0))
    ]
