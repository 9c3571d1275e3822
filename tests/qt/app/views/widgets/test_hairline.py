"""The line of one pixel."""

from PySide6.QtCore import Qt

from app.views.theme import theme
from app.views.widgets.hairline import Hairline


def test_a_line_across_is_one_pixel_high_at_every_text_size(qapp, qtbot, colours):
    theme().apply(qapp, "light", 150)
    line = Hairline()
    qtbot.addWidget(line)
    line.resize(50, 9)
    assert line.height() == 1
    assert colours(line) == {theme().color("border").name()}


def test_a_line_down_is_one_pixel_wide(qtbot):
    line = Hairline(Qt.Orientation.Vertical)
    qtbot.addWidget(line)
    line.resize(9, 50)
    assert line.width() == 1
