from decimal import Decimal

import pytest

from app.commands.cost_basis import basis_lines
from app.contract.costs import Basis, CountedBy
from app.engine.cost.estimate import estimate
from app.engine.cost.usage import Usage
from tests.unit.app.engine.cost.test_estimate import CARD, FLOOR

PSS = Basis((CountedBy.PROCESSES,), (CountedBy.PSS,))
GROUP = Basis((CountedBy.CONTROL_GROUP,), (CountedBy.CONTROL_GROUP,))


def used(*spans, basis=PSS, card=CARD, **options):
    """Return an estimate of spans, given by their begin and end."""
    usages = [
        Usage(Decimal(a), Decimal(b), Decimal(b - a), basis=basis, **options) for a, b in spans
    ]
    return estimate(usages, card)


def test_programs_are_named_by_how_they_were_counted():
    told = basis_lines(
        [("vite", used((0, 60))), ("web", used((0, 60), basis=GROUP)), ("db", used((0, 60)))]
    )
    assert (
        "CPU is counted by its processes, memory as PSS (what is shared is divided): vite, db."
        in told
    )
    assert "CPU is counted by its control group, memory by its control group: web." in told


def test_several_ways_are_all_named_and_unknown_ones_plainly():
    mixed = Basis((CountedBy.PROCESSES,), (CountedBy.RSS, CountedBy.UNKNOWN))
    text = "\n".join(basis_lines([("vite", used((0, 60), basis=mixed))]))
    assert "memory as RSS (what is shared counts in full) and in a way that was not kept" in text


@pytest.mark.parametrize("way", CountedBy)
def test_each_way_has_words(way):
    assert basis_lines([("vite", used((0, 60), basis=Basis((way,), (way,))))])


def test_rates_of_all_that_occurs_are_told():
    told = basis_lines(
        [
            ("vite", used((0, 60))),
            ("gpu", used((0, 60), gpu_s={"NVIDIA L4": Decimal(60), "Old": Decimal(60)})),
        ]
    )
    assert told[0] == (
        "Rates: 0.04716 USD per core-h, 0.007992 USD per GiB-h, 0.7992 USD per h of NVIDIA L4, "
        "no price per h of Old; tunnels 0.00."
    )


def test_gaps_are_told_by_program():
    told = basis_lines([("vite", used((0, 60), (3660, 3720))), ("db", used((0, 60)))])
    assert told[-1] == "Gaps between the first measurement and the last: vite 1 h 0 min."
    assert not any("Gaps" in line for line in basis_lines([("db", used((0, 60)))]))


def test_floor_is_told_where_it_is_charged():
    idle = estimate([Usage(Decimal(0), Decimal(60))], FLOOR)
    assert any("more is charged" in line for line in basis_lines([("vite", idle)]))
    assert not any("more is charged" in line for line in basis_lines([("db", used((0, 60)))]))
