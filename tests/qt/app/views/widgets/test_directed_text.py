"""Texts run as their letters do, and stand where the layout begins."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from app.views.theme import theme
from app.views.widgets.directed_text import draw_text, isolated

LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
MIRRORED = Qt.LayoutDirection.RightToLeft


def drawn(text, alignment, direction=Qt.LayoutDirection.LeftToRight, wrap=False):
    image = QImage(200, 60, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    painter.setFont(theme().font(13))
    painter.setLayoutDirection(direction)
    draw_text(painter, QRect(0, 0, 200, 60), alignment, text, direction, wrap=wrap)
    painter.end()
    return image


@pytest.mark.parametrize("text", ["23 ms", "Add…", "2001:db8:4f2::a17", "500 kB/s"])
def test_mirrored_text_reads_as_ever_at_the_other_side(text):
    assert drawn(text, LEFT, MIRRORED) == drawn(text, RIGHT)
    assert drawn(text, RIGHT, MIRRORED) == drawn(text, LEFT)
    assert drawn(text, LEFT) != drawn(text, RIGHT)


def test_long_text_breaks_into_lines_if_it_may():
    text = "Random address. Encrypted up to relay r5, which can read it."
    assert drawn(text, LEFT, MIRRORED, wrap=True) == drawn(text, RIGHT, wrap=True)
    assert drawn(text, LEFT, wrap=True) != drawn(text, LEFT)


def test_isolated_text_runs_as_its_letters_do():
    assert drawn(isolated("23 ms"), RIGHT) == drawn("23 ms", RIGHT)
    assert isolated("") == ""
