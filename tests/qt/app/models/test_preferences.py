"""The settings as views use them."""

import pytest

from app.models.preferences import Preferences
from app.settings import Appearance, Settings


@pytest.fixture
def kept():
    return []


@pytest.fixture
def preferences(qapp, kept):
    return Preferences(Settings(), kept.append)


def test_a_change_is_kept_and_told(preferences, kept, qtbot):
    with qtbot.waitSignal(preferences.changed) as told:
        preferences.change(appearance=Appearance.DARK)
    assert told.args == kept == [Settings(appearance=Appearance.DARK)]
    assert preferences.settings.appearance is Appearance.DARK


def test_what_is_so_already_is_no_change(preferences, kept, qtbot):
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.change(appearance=Appearance.SYSTEM)
    assert kept == []


def test_an_unknown_setting_is_a_mistake_of_ours(preferences):
    with pytest.raises(TypeError):
        preferences.change(wallpaper="none")


def test_what_cannot_be_kept_holds_and_is_told(qapp, qtbot):
    def save(settings):
        raise OSError(28, "No space left on device", "window.json")

    preferences = Preferences(Settings(), save)
    sentences = []
    preferences.failed.connect(sentences.append)
    with qtbot.waitSignal(preferences.changed):
        preferences.change(reduce_motion=True)
    assert preferences.settings.reduce_motion
    (sentence,) = sentences
    assert sentence == (
        "The settings hold only until you quit: No space left on device: window.json. "
        "Make room on the disk, then try again."
    )


def test_what_the_system_says_is_in_the_users_language(german):
    def save(settings):
        raise OSError(28, "No space left on device", "window.json")

    preferences = Preferences(Settings(), save)
    sentences = []
    preferences.failed.connect(sentences.append)
    preferences.change(reduce_motion=True)
    assert "Kein Platz mehr auf dem Datenträger: window.json. Schaffe Platz" in sentences[0]
