from decimal import Decimal

from app.contract.costs import Basis, Cost, CostLine, CountedBy
from app.contract.events import CostsChanged
from app.contract.lines import decode_event, encode


def test_amounts_cross_without_being_rounded():
    tiny = Decimal("0.00000000000000000000000000000131")
    line = CostLine("CPU", tiny, tiny, tiny, tiny, None, tiny)
    cost = Cost("t", "r", True, tiny, tiny, 0.0, tiny, tiny, (line,), "USD", "card", "2026-07-01")
    event = CostsChanged((cost,), tiny, "USD")
    assert decode_event(encode(event)) == event


def test_joined_basis_has_the_ways_of_both():
    some = Basis((CountedBy.PROCESSES,), (CountedBy.RSS,))
    other = Basis((CountedBy.CONTROL_GROUP,), (CountedBy.PSS, CountedBy.RSS))
    both = Basis((CountedBy.CONTROL_GROUP, CountedBy.PROCESSES), (CountedBy.PSS, CountedBy.RSS))
    assert some.joined(other) == other.joined(some) == both
    assert some.joined(Basis()) == some.joined(some) == some
