import pytest
from msgspec.structs import replace

from app.views.pane.cost_section import CostSection
from app.views.widgets.label import Label
from tests.qt.samples import COSTS


@pytest.fixture
def section(qtbot):
    section = CostSection()
    qtbot.addWidget(section)
    return section


def texts(section):
    return [label.text() for label in section.findChildren(Label) if not label.isHidden()]


def test_it_says_that_it_estimates_and_that_the_tunnel_is_free(section, qtbot):
    section.show_cost(COSTS[0])
    qtbot.waitUntil(lambda: "GPU" in texts(section))
    assert "estimated" in texts(section)
    assert "$0.869/h" in texts(section)
    assert "$1.94 so far" in texts(section)
    assert "$0.00" in texts(section)
    assert section.bar.accessibleDescription().startswith("GPU $1.784")


def test_without_an_estimate_there_is_nothing(section):
    section.show_cost(COSTS[0])
    section.show_cost(None)
    assert section.isHidden()


def test_rows_follow_the_estimate(section, qtbot):
    section.show_cost(COSTS[0])
    section.show_cost(replace(COSTS[0], lines=COSTS[0].lines[1:]))
    qtbot.waitUntil(lambda: "GPU" not in texts(section) and "Memory" in texts(section))
