from decimal import Decimal

from app.models.cost_steps import CostBar
from app.views.page.cost_chart import CostChart
from app.views.theme import theme

BARS = [
    CostBar(0, (Decimal("0.133"), Decimal("0.008"), Decimal("0.003"))),
    CostBar(600, None),
    CostBar(1200, (Decimal(0), Decimal("0.2"), Decimal("0.1"))),
]

PARTS = (("GPU", "c1"), ("Memory", "c2"), ("CPU", "c3"))


def colours(widget):
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_parts_are_seen_in_their_colours(qtbot):
    chart = CostChart(PARTS, str)
    qtbot.addWidget(chart)
    chart.resize(400, 150)
    chart.set_bars(BARS, "USD")
    assert {theme().color(token).name() for token in ("c1", "c2", "c3")} <= colours(chart)


def test_empty_chart_has_no_bars(qtbot):
    chart = CostChart(PARTS, str)
    qtbot.addWidget(chart)
    chart.resize(400, 150)
    chart.set_bars([BARS[1]], "USD")
    assert theme().color("c1").name() not in colours(chart)
    assert chart.accessibleDescription() == "No data yet"


def test_chart_is_described_in_words(qtbot):
    chart = CostChart(PARTS, str)
    qtbot.addWidget(chart)
    chart.set_bars(BARS, "USD")
    said = chart.accessibleDescription()
    assert said == (
        "Last 1200: $0.3000, GPU $0.0000, Memory $0.2000, CPU $0.1000; "
        "most 1200: $0.3000, GPU $0.0000, Memory $0.2000, CPU $0.1000"
    )
