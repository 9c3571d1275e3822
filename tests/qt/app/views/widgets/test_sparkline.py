"""The traffic of the last minutes as a line the size of a word."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.views.theme import theme
from app.views.widgets.sparkline import SPARKLINE_SIZE, paint_sparkline


def drawn(values):
    image = QImage(SPARKLINE_SIZE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_sparkline(painter, QRectF(image.rect()), values)
    painter.end()
    return image


def pixels(image):
    return [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]


def test_nothing_known_is_not_drawn_as_nothing_carried(qapp):
    assert drawn(()) != drawn((0, 0, 0))


def test_traffic_is_drawn_in_its_colour(qapp):
    accent = theme().color("chart_in")
    assert any(abs(each.hue() - accent.hue()) < 8 for each in pixels(drawn((1, 5, 2, 9, 9, 9))))


def test_a_single_value_is_drawn(qapp):
    assert len({each.name() for each in pixels(drawn((7,)))}) > 1
