from decimal import Decimal
from itertools import pairwise

from PySide6.QtGui import QFontMetrics

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


def test_small_amounts_have_labels_that_differ(qtbot):
    chart = CostChart(PARTS, str)
    qtbot.addWidget(chart)
    chart.set_bars([CostBar(0, (Decimal("0.00017"),))], "USD")
    assert chart.axis_texts() == ["$0.0001", "$0.0002", "$0.0003"]
    chart.set_bars(BARS, "USD")
    assert chart.axis_texts() == ["$0.10", "$0.20", "$0.30"]


def test_long_amounts_are_not_cut(qtbot):
    chart = CostChart(PARTS, str)
    qtbot.addWidget(chart)
    chart.resize(400, 150)
    narrow = chart._plot().width()
    chart.set_bars([CostBar(0, (Decimal(123_456_789),))], "JPY")
    assert chart.axis_texts()[-1] == "JPY\xa0150,000,000.00"
    metrics = QFontMetrics(theme().font(11))
    room = chart.width() - chart._plot().right()
    assert room >= metrics.horizontalAdvance(chart.axis_texts()[-1])
    assert chart._plot().width() < narrow


def test_a_lone_bar_is_no_block(qtbot):
    chart = CostChart(PARTS, str)
    qtbot.addWidget(chart)
    chart.resize(600, 150)
    chart.set_bars(BARS[:1], "USD")
    image = chart.grab().toImage()
    row = int(chart._plot().bottom() - 3)
    gpu = theme().color("c1").name()
    assert sum(image.pixelColor(x, row).name() == gpu for x in range(image.width())) < 30


def test_labels_of_times_do_not_touch(qtbot):
    chart = CostChart(PARTS, lambda at: f"day {at // 86400} of the year")
    qtbot.addWidget(chart)
    chart.resize(500, 150)
    chart.set_bars([CostBar(86400 * number, None) for number in range(24)], "USD")
    labels = chart.time_labels()
    assert len(labels) >= 3
    assert all(left + width < after for (left, width, _), (after, _, _) in pairwise(labels))


def test_a_step_that_is_told_of_alone_has_its_full_name(qtbot):
    chart = CostChart(PARTS, str, full_time=lambda at: f"at {at}")
    qtbot.addWidget(chart)
    chart.set_bars(BARS[:1], "USD")
    assert chart.accessibleDescription().startswith("Last at 0: $0.1440")
    assert chart.time_labels()[0][2] == "0"
