"""Makes the program look as the settings say."""

import pytest
from PySide6.QtCore import Qt

from app.models.preferences import Preferences
from app.settings import Appearance, Settings
from app.views.appearance import AppearanceFollower
from app.views.desktop_scheme import DesktopScheme
from app.views.theme import theme


@pytest.fixture
def preferences(qapp):
    preferences = Preferences(Settings(text_percent=100), lambda settings: None)
    preferences.follower = AppearanceFollower(qapp, preferences)
    yield preferences
    preferences.change(reduce_motion=False, appearance=Appearance.LIGHT, text_percent=100)


def test_the_settings_are_applied_at_once_and_followed(preferences):
    assert theme().scale == 1.0
    preferences.change(appearance=Appearance.DARK, text_percent=130)
    assert theme().is_dark
    assert theme().scale == 1.3


def test_other_settings_paint_nothing_anew(preferences, qtbot):
    with qtbot.assertNotEmitted(theme().changed):
        preferences.change(copy_on_open=False)


def test_motion_stops_and_starts_again(qapp, preferences):
    usual = (qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo), qapp.cursorFlashTime())
    preferences.change(reduce_motion=True)
    assert not qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    assert qapp.cursorFlashTime() == 0
    preferences.change(reduce_motion=False)
    assert (qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo), qapp.cursorFlashTime()) == usual


def test_the_desktop_is_listened_to_only_while_windows_have_other_colours(
    preferences, qtbot, monkeypatch
):
    monkeypatch.setattr(DesktopScheme, "follow", lambda scheme: followed.append(True))
    monkeypatch.setattr(DesktopScheme, "leave", lambda scheme: followed.append(False))
    followed = []
    preferences.change(appearance=Appearance.DARK)
    qtbot.waitUntil(lambda: followed == [True])
    preferences.change(appearance=Appearance.SYSTEM)
    assert followed == [True, False]


def test_what_the_desktop_says_is_told_on(preferences, qtbot, monkeypatch):
    monkeypatch.setattr(theme(), "is_desktop_dark", None)
    monkeypatch.setattr(DesktopScheme, "follow", lambda scheme: scheme.changed.emit(True))
    with qtbot.waitSignal(theme().desktop_changed):
        preferences.change(appearance=Appearance.LIGHT, text_percent=115)
    assert theme().is_desktop_dark is True
