import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from app.models.preferences import Preferences
from app.settings import Settings
from app.views.main_window import MainWindow
from app.views.theme import theme
from app.views.window_keys import window_actions
from tests.qt.samples import NOW, engine_with


@pytest.fixture
def actions(qtbot, qapp):
    if not qapp.styleSheet():
        theme().apply(qapp, "light", 100)
    parent = QObject()
    controller, _ = engine_with(parent)
    preferences = Preferences(Settings(), lambda settings: None, controller)
    window = MainWindow(controller, preferences, clock=lambda: NOW)
    qtbot.addWidget(window)
    yield window_actions(window)
    parent.deleteLater()


def test_every_action_has_a_name_and_keys_of_its_own(actions):
    keys = [action.shortcut().toString() for action in actions]
    assert len(set(keys)) == len(keys) == 23
    assert all(action.text() for action in actions)
    assert {"Ctrl+F", "Ctrl+N", "F5", "F6", "Ctrl+Z", "Ctrl+1", "Ctrl+9"} <= set(keys)
    assert QKeySequence("Ctrl+,").toString() in keys
