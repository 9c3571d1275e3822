import pytest
from PySide6.QtCore import QPoint, QRect

from app.models.ports import PortRow, RowKind
from app.models.status_words import status_of
from app.views.ports import row_geometry as geometry
from tests.qt.samples import JUPYTER, NOW, POSTGRES, SSHD, TO_JUPYTER, TO_NEXT, TO_SSHD, UVICORN

ROW = QRect(0, 100, 588, 64)
PORT = QRect(0, 100, 588, 48)


@pytest.fixture(autouse=True)
def at_100_percent(light_theme):
    """Measures are those of a text size of 100 %."""


def test_lines_are_where_they_were_designed():
    assert geometry.line(ROW, RowKind.TUNNEL, 0).top() == 111
    assert geometry.line(ROW, RowKind.TUNNEL, 1) == QRect(0, 133, 588, 20)
    assert geometry.line(PORT, RowKind.PORT, 1).top() == 124
    assert geometry.content_right(ROW) == 568
    assert geometry.heading(QRect(0, 0, 588, 36)) == QRect(0, 8, 588, 28)


def test_button_stands_in_the_middle_at_the_end():
    assert geometry.expose_button(PORT) == QRect(476, 111, 92, 26)
    assert geometry.chevron(PORT) == QRect(544, 111, 24, 26)


def test_button_is_wide_enough_for_the_words_of_any_language(monkeypatch):
    words = {True: "Freigeben mit Bedingungen…", False: "Freigeben"}
    monkeypatch.setattr(geometry, "expose_word", lambda is_risky: words[is_risky])
    wide = geometry.expose_button(PORT)
    assert wide.right() == geometry.content_right(PORT) - 1
    assert wide.width() > geometry.text_width(words[True], 12, 600) > 92
    words[True] = "…"
    assert geometry.expose_button(PORT).width() > geometry.text_width(words[False], 12, 600) + 24


def test_raw_address_says_tcp():
    status = status_of(TO_SSHD, NOW)
    line = geometry.address_line(ROW, PortRow("k", SSHD, TO_SSHD), status)
    assert (line.prefix, line.address) == ("tcp", "r3.harbor.example:23447")
    assert line.prefix_rect.left() == 124 < line.address_rect.left()


def test_address_gives_way_to_a_long_status():
    status = status_of(TO_JUPYTER, NOW)._replace(text="Relay refused: " + "very long " * 20)
    line = geometry.address_line(ROW, PortRow("k", JUPYTER, TO_JUPYTER), status)
    assert "…" in line.address
    assert line.status_rect.left() == 124 + 150
    assert line.icon.right() < line.status_rect.left()
    assert line.address.startswith("w")


def test_what_is_wrong_is_bold():
    assert geometry.status_weight(status_of(TO_NEXT, NOW)) == 600
    assert geometry.status_weight(status_of(TO_JUPYTER, NOW)) == 400


def test_risky_port_has_one_button():
    at = QPoint(480, 120)
    assert geometry.port_hit(PORT, PortRow("k", POSTGRES, None), at) is geometry.Hit.OPTIONS
    assert geometry.port_hit(PORT, PortRow("k", UVICORN, None), at) is geometry.Hit.EXPOSE
    assert geometry.port_hit(PORT, PortRow("k", None, TO_NEXT), at) is None
