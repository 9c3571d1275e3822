import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.views.pane.button_pair import ButtonPair
from app.views.pane.layouts import Gap, column, row
from app.views.theme import theme


@pytest.fixture
def scaled(monkeypatch, qapp):
    def scale(factor):
        monkeypatch.setattr(theme(), "scale", factor)
        theme().changed.emit()

    yield scale
    monkeypatch.undo()
    theme().changed.emit()


def test_margins_and_gaps_grow_with_the_text(scaled, qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    lines = column(host, (20, 10, 20, 10), 8)
    parts = row(spacing=4)
    gap = Gap(10, host)
    scaled(1.5)
    margins = lines.contentsMargins()
    assert (margins.left(), margins.top(), lines.spacing()) == (30, 15, 12)
    assert (parts.spacing(), gap.height()) == (6, 15)


def test_two_buttons_stand_above_each_other_where_it_is_narrow(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    left, right = QPushButton("Copy as command", host), QPushButton("Expose this", host)
    pair = ButtonPair(left, right, host)
    pair.resize(600, 40)
    host.show()
    assert left.y() == right.y()
    pair.resize(120, 90)
    qtbot.waitUntil(lambda: right.geometry().bottom() <= left.y())
    assert pair.minimumSizeHint().width() < left.sizeHint().width() + right.sizeHint().width()
