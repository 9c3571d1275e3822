import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter

from app.models.arrangement import Remedy, Section
from app.models.ports import PortRow, Role
from app.views.ports import row_parts as parts
from app.views.ports.row_geometry import Hit
from app.views.ports.row_painter import RowPainter, text_width
from tests.qt.samples import JUPYTER, NEXT, TO_JUPYTER, TO_NEXT, local_port


@pytest.fixture
def figures_left(model, light_theme):
    """Return where the figures of a tunnel's row begin, for a width of the row."""

    def figures_left(width, tunnel=JUPYTER):
        image = QImage(width, 64, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        row = RowPainter(painter, QRect(0, 0, width, 64))
        left = parts.paint_figures(row, model.index(model.row_of(tunnel.id)))
        painter.end()
        return left

    return figures_left


def test_figures_leave_one_after_the_other_where_there_is_little_room(figures_left):
    rate, cost, total, sparkline = 60, 54 + 6, 42 + 6, 44 + 8
    assert figures_left(608) == 608 - 20 - rate - cost - total - sparkline
    assert figures_left(588) == 588 - 20 - rate - cost - total - sparkline + 20
    assert figures_left(540) == 540 - 20 - rate - cost - sparkline
    assert figures_left(430) == 430 - 20 - rate - cost
    assert figures_left(320) == 320 - 20 - rate


def test_a_folder_has_the_room_of_a_sparkline_that_is_not_there(figures_left, model):
    rate, cost, total = 60, 54 + 6, 42 + 6
    gone = model.index(model.row_of(NEXT.id))
    assert gone.data(Role.RATE) is None
    assert figures_left(588, NEXT) == 588 - 20 - rate - cost - total


def test_no_figure_is_ever_shortened(light_theme):
    image = QImage(588, 64, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    row = RowPainter(painter, QRect(0, 0, 588, 64))
    usual = parts._paint_figure(row, 568, 42, "$1.94")
    large = parts._paint_figure(row, 568, 42, "$1,234,567.89")
    painter.end()
    assert usual == 42
    assert large == text_width("$1,234,567.89", 12) > 42


def test_link_of_a_heading_can_be_clicked_only_if_it_is_there(light_theme):
    rect = QRect(0, 0, 588, 36)
    there = Section("s", "gpu-box, not connected", 0, "ssh:gpu-box", remedy=Remedy.CONNECT)
    absent = Section("s", "gpu-box", 0, "ssh:gpu-box")
    assert parts.section_hit(rect, there, QPoint(560, 22)) is Hit.REMEDY
    assert parts.section_hit(rect, absent, QPoint(560, 22)) is None
    assert parts.section_hit(rect, there, QPoint(100, 22)) is None


def test_hint_tells_what_may_have_been_shortened(light_theme):
    assert parts.row_hint(PortRow("k", JUPYTER, TO_JUPYTER)).split("\n") == [
        "jupyter-lab",
        "gpu-box:~/rag-eval",
        "wtqcahqwhd4tu7n2kzsp.r5.harbor.example",
    ]
    assert parts.row_hint(PortRow("k", None, TO_NEXT)).endswith("next-server ended at 14:30:53.")
    unreachable = local_port(7, "x", unreachable_reason="In another\nnetwork.")
    assert parts.row_hint(PortRow("k", unreachable, None)) == "x\nIn another network."
