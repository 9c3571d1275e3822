import pytest
from PySide6.QtWidgets import QWidget

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
