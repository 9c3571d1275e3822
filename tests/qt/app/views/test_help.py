"""The list of all keys."""

import pytest
from PySide6.QtCore import Qt

from app.views import help as module
from app.views.help import HelpWindow, native_keys, shortcuts
from app.views.page.tunnel_page import TunnelPage
from app.views.widgets.key_hint import KeyHint
from tests.qt.app.views.looks import light, shown

__all__ = ["light", "shown"]


@pytest.fixture
def window(light, shown):
    return shown(HelpWindow())


def test_every_key_is_shown(window):
    wanted = [native_keys(key) for _, group in shortcuts() for each in group for key in each.keys]
    assert [hint.keys for hint in window.findChildren(KeyHint)] == wanted


def test_no_key_has_two_meanings():
    keys = [key for _, group in shortcuts() for each in group for key in each.keys]
    assert len(keys) == len(set(keys))


def test_escape_closes_it(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


@pytest.mark.parametrize("keys", ["A–Z", "Alt+1…3", "/", "F5"])
def test_what_is_no_key_is_shown_as_it_is(qapp, keys):
    assert native_keys(keys) == keys


def test_on_macos_another_key_closes_tunnels(monkeypatch):
    assert module._close_key() == "Delete"
    monkeypatch.setattr(module.sys, "platform", "darwin")
    assert module._close_key() == "Ctrl+Backspace"


def test_as_many_tabs_have_keys_as_there_are(engine, shown):
    page = shown(TunnelPage(engine[0]))
    keys = [key for _, group in shortcuts() for each in group for key in each.keys]
    assert f"Alt+1…{page.tabs.count()}" in keys
