import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.views.announcing import announce


@pytest.fixture
def told(monkeypatch):
    told = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event))
    return told


@pytest.mark.parametrize(("is_urgent", "politeness"), [(False, "Polite"), (True, "Assertive")])
def test_screen_reader_is_told(qtbot, monkeypatch, told, is_urgent, politeness):
    widget = QWidget()
    qtbot.addWidget(widget)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    announce(widget, "Copied", is_urgent=is_urgent)
    assert told[0].message() == "Copied"
    assert told[0].politeness().name == politeness


def test_nobody_is_told_without_a_screen_reader(qtbot, monkeypatch, told):
    widget = QWidget()
    qtbot.addWidget(widget)
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    announce(widget, "Copied")
    assert told == []
