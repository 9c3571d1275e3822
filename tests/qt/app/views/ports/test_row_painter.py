import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from app.views.ports.row_painter import RowPainter, text_width

ROW = QRect(0, 0, 300, 48)


@pytest.fixture
def painter(light_theme):
    image = QImage(ROW.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.image = image
    yield painter
    painter.end()


def dark_columns(image):
    """Return the first and last column with anything dark in it."""
    found = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).lightness() < 128 for y in range(image.height()))
    ]
    return found[0], found[-1]


def test_text_that_fits_is_whole_and_tells_its_width(painter):
    row = RowPainter(painter, ROW)
    width = row.text(QRect(10, 0, 200, 20), "storefront")
    assert width == text_width("storefront", 12)
    assert row.text(QRect(10, 20, width, 20), "storefront") == width


def test_text_without_room_is_shortened(painter):
    row = RowPainter(painter, ROW)
    assert row.text(QRect(10, 0, 40, 20), "a very long name") <= 40


def test_places_are_mirrored_for_people_who_read_from_the_right(painter):
    row = RowPainter(painter, ROW, Qt.LayoutDirection.RightToLeft)
    assert row.place(QRect(10, 0, 20, 20)) == QRect(270, 0, 20, 20)
    row.text(QRect(10, 0, 200, 20), "vite", color="text")
    assert dark_columns(painter.image)[0] > 250


def test_list_that_is_mirrored_already_mirrors_no_text_again(painter):
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # as a list does
    row = RowPainter(painter, ROW, Qt.LayoutDirection.RightToLeft)
    row.text(QRect(10, 0, 200, 20), "vite", color="text")
    assert dark_columns(painter.image)[0] > 250


def test_address_is_read_from_left_to_right_everywhere(painter):
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    width = text_width("::1", 12, mono=True)
    RowPainter(painter, ROW).text(QRect(0, 0, width, 20), "::1", color="text", mono=True)
    first = painter.image.copy(0, 0, width, 20)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    RowPainter(painter, ROW).text(QRect(0, 20, width, 20), "::1", color="text", mono=True)
    assert first == painter.image.copy(0, 20, width, 20)


def test_selected_row_has_a_bar_that_an_unselected_one_has_not(painter):
    row = RowPainter(painter, ROW)
    row.selection(False, True, True, 8)
    assert painter.image.pixelColor(9, 24).name() == "#f1f3f6"
    row.selection(True, False, True, 8)
    assert painter.image.pixelColor(9, 24).name() == "#1e5bc9"
    assert painter.image.pixelColor(100, 24).name() == "#e6eefb"
    row.selection(True, False, False, 8)
    assert painter.image.pixelColor(9, 24).name() == "#1e5bc9"
    assert painter.image.pixelColor(100, 24).name() == "#eceef2"


def test_dimmed_row_is_in_the_colour_of_captions(painter):
    row = RowPainter(painter, ROW, is_dimmed=True)
    row.text(QRect(0, 0, 200, 20), "x", color="error")
    assert painter.pen().color().name() == "#636c7a"
