"""The traffic of the last minutes as a line the size of a word."""

from app.views.theme import theme
from app.views.widgets.sparkline import Sparkline


def chart(qtbot, values):
    line = Sparkline("Traffic of jupyter-lab")
    qtbot.addWidget(line)
    line.set_values(values, "398 kB/s now")
    return line


def test_nothing_known_is_not_drawn_as_nothing_carried(qtbot):
    unknown, idle = (chart(qtbot, values).grab().toImage() for values in ((), (0, 0, 0)))
    assert unknown != idle


def test_traffic_is_drawn_in_its_colour(qtbot, colours):
    image = chart(qtbot, (1, 5, 2, 9, 9, 9)).grab().toImage()
    accent = theme().color("chart_in")
    assert any(
        abs(image.pixelColor(x, y).hue() - accent.hue()) < 8
        for x in range(image.width())
        for y in range(image.height())
    )


def test_a_single_value_is_drawn(qtbot, colours):
    assert len(colours(chart(qtbot, (7,)))) > 1


def test_the_chart_has_a_name_and_a_sentence(qtbot):
    line = chart(qtbot, (1, 2))
    assert line.accessibleName() == "Traffic of jupyter-lab"
    assert line.accessibleDescription() == "398 kB/s now"
    assert (line.width(), line.height()) == (44, 16)
