"""The field that narrows a list down."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.views.widgets.filter_edit import FilterEdit


class Region(QWidget):
    """Notes the keys that are left to it."""

    def __init__(self):
        super().__init__()
        self.keys = []
        self.edit = FilterEdit("Filter by port, name or folder", "Ctrl F")
        QVBoxLayout(self).addWidget(self.edit)

    def keyPressEvent(self, event):  # noqa: N802
        self.keys.append(event.key())


@pytest.fixture
def region(shown):
    return shown(Region())


def test_the_field_is_named_after_its_hint(region):
    assert region.edit.accessibleName() == "Filter by port, name or folder"


def test_escape_empties_it_and_then_belongs_to_others(region, qtbot):
    qtbot.keyClicks(region.edit, "88")
    qtbot.keyClick(region.edit, Qt.Key.Key_Escape)
    assert region.edit.text() == ""
    assert region.keys == []
    qtbot.keyClick(region.edit, Qt.Key.Key_Escape)
    assert region.keys == [Qt.Key.Key_Escape]


def test_a_button_empties_it_while_there_is_something(region, qtbot):
    button = region.edit.findChild(QPushButton)
    assert not button.isVisible()
    region.edit.setText("88")
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert region.edit.text() == ""
    assert not button.isVisible()


def test_the_keys_are_shown_while_it_is_empty(region):
    region.edit.setPlaceholderText("")
    region.edit.clearFocus()
    empty = region.edit.grab().toImage()
    region.edit.setText(" ")
    assert region.edit.grab().toImage() != empty


def test_it_has_the_height_of_the_design(region):
    assert region.edit.sizeHint().height() == 30
