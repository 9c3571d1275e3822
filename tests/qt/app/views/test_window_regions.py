import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.views.window_regions import move_focus


@pytest.fixture
def regions(qtbot):
    """A field, a panel with a button that is off and one that is on, and a hidden field."""
    window = QWidget()
    qtbot.addWidget(window)
    field, panel, hidden = QLineEdit(), QWidget(), QLineEdit()
    off, on = QPushButton("off", panel), QPushButton("on", panel)
    off.setEnabled(False)
    lines = QVBoxLayout(window)
    for each in (field, panel, hidden):
        lines.addWidget(each)
    panel.on, panel.kept = on, window
    with qtbot.waitExposed(window):
        window.show()
    hidden.hide()
    return [field, panel, hidden]


def focus_of(regions):
    return regions[0].window().focusWidget()


def test_regions_take_the_keyboard_in_turn_and_hidden_ones_are_left_out(regions):
    field, panel, _ = regions
    move_focus(regions, None, 1)
    assert focus_of(regions) is field
    move_focus(regions, field, 1)
    assert focus_of(regions) is panel.on
    move_focus(regions, panel.on, 1)
    assert focus_of(regions) is field


def test_regions_take_the_keyboard_backwards(regions):
    field, panel, _ = regions
    move_focus(regions, field, -1)
    assert focus_of(regions) is panel.on
    move_focus(regions, panel.on, -1)
    assert focus_of(regions) is field
