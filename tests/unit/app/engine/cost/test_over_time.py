from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.cost.estimate import estimate
from app.engine.cost.over_time import check_step, cost_points
from app.engine.cost.usage import Usage
from relay_client.errors import InvalidError
from tests.unit.app.engine.cost.test_estimate import CARD


def minute(number, cpu=1, gpu=0):
    start = Decimal(60 * number)
    return Usage(start, start + 60, Decimal(cpu), Decimal(2), {"L4": Decimal(gpu)})


def test_minutes_are_added_up_to_steps():
    points = cost_points([minute(0), minute(9), minute(10, gpu=5), minute(30)], CARD, 600)
    assert [point.at for point in points] == [0, 600, 1800]
    assert [point.cpu / CARD.cpu_core_second for point in points] == [2, 1, 1]
    assert points[1].gpu == 5 * CARD.gpu_second["L4"]


@given(st.lists(st.integers(0, 500), unique=True))
def test_steps_add_up_to_the_whole(numbers):
    usages = [minute(number, number) for number in sorted(numbers)]
    points = cost_points(usages, CARD, 600)
    total = sum((each.cpu + each.memory + each.gpu for each in points), Decimal(0))
    assert abs(total - estimate(usages, CARD).total) < Decimal("1e-25")


@pytest.mark.parametrize("step", [0, -60, 59, 61, 60])
def test_steps_that_make_no_sense_are_refused(step):
    with pytest.raises(InvalidError, match=f"no costs by steps of {step} s"):
        check_step(step, 0, 60 * 10_001)
