import json
from decimal import Decimal

from msgspec.structs import replace

from app.commands.cost_json import cost_object, estimate_object
from app.contract.costs import Basis, CostLine, CountedBy
from app.engine.cost.estimate import estimate
from app.engine.cost.usage import Usage
from tests.unit.app.commands.test_boards import COST
from tests.unit.app.engine.cost.test_estimate import FLOOR

LINE = CostLine(
    resource="CPU",
    measured=Decimal("0E-9"),
    charged=Decimal("7.5"),
    mean=Decimal(1) / 3,
    peak=Decimal("1E+1"),
    rate=Decimal("0.00001310"),
    amount=Decimal("0.0000982500"),
    now=Decimal("0.5"),
    per_hour=Decimal("0.0235800"),
    minimum=Decimal("0.125"),
)


def test_cost_of_a_tunnel_has_plain_numbers_and_says_their_units():
    basis = Basis((CountedBy.PROCESSES,), (CountedBy.PSS,))
    cost = replace(COST, lines=(LINE,), basis=basis, measured_from=5.0, gaps_s=Decimal("0E-9"))
    found = json.loads(json.dumps(cost_object(cost)))
    assert found["lines"] == [
        {
            "resource": "CPU",
            "unit": "core-second",
            "measured": "0",
            "charged": "7.5",
            "is_floor_applied": True,
            "rate_per_unit": "0.0000131",
            "amount": "0.00009825",
            "mean": "0.333333333333",
            "peak": "10",
            "minimum": "0.125",
            "now": "0.5",
            "per_hour": "0.02358",
        }
    ]
    assert (found["since"], found["measured_from"], found["measured_until"]) == (1.0, 5.0, None)
    assert (found["total"], found["per_hour"], found["gaps_s"]) == ("1.94", "0.869", "0")
    assert (found["cpu_counted_by"], found["memory_counted_by"]) == (["processes"], ["pss"])


def test_tunnel_and_program_have_the_same_names_for_the_same_things():
    usage = Usage(Decimal(60), Decimal(66), Decimal("0.6"), Decimal(60))
    found = estimate_object("vite", estimate([usage], FLOOR), 0, 100)
    assert (found["measured_from"], found["measured_until"], found["gaps_s"]) == (60.0, 66.0, "0")
    assert (found["since"], found["until"]) == (0, 100)
    only_of_a_tunnel = {"resource", "is_running", "per_hour"}
    only_of_a_program = {"program", "until"}
    assert cost_object(COST).keys() - only_of_a_tunnel == found.keys() - only_of_a_program


def test_resource_without_a_price_has_no_rate():
    cost = replace(COST, lines=(replace(LINE, resource="Old GPU", rate=None),))
    (line,) = json.loads(json.dumps(cost_object(cost)))["lines"]
    assert (line["rate_per_unit"], line["unit"]) == (None, "GPU-second")
