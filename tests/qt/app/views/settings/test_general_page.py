"""How Porthole starts, and what it looks like."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from app.models.preferences import Preferences
from app.settings import Appearance, Settings
from app.views.settings.general_page import GeneralPage
from app.views.widgets.label import Label
from app.views.widgets.switch import Switch
from tests.qt.app.views.settings.login_entry import LoginEntry


@pytest.fixture
def preferences(qapp):
    return Preferences(Settings(), lambda settings: None)


@pytest.fixture
def entry():
    return LoginEntry()


@pytest.fixture
def page(shown, preferences, entry):
    page = GeneralPage(preferences, entry)
    page.resize(676, 640)
    return shown(page)


def switch(page, name):
    return next(each for each in page.findChildren(Switch) if each.accessibleName() == name)


def box(page, name):
    return next(each for each in page.findChildren(QComboBox) if each.accessibleName() == name)


def choose(box, text):
    number = box.findText(text)
    box.setCurrentIndex(number)
    box.activated.emit(number)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Bring back tunnels after a restart", "restore_tunnels"),
        ("Copy the URL of a new tunnel", "copy_on_open"),
        ("Reduce motion", "reduce_motion"),
    ],
)
def test_a_switch_changes_its_setting(page, preferences, qtbot, name, field):
    before = getattr(preferences.settings, field)
    assert switch(page, name).isChecked() is before
    qtbot.mouseClick(switch(page, name), Qt.MouseButton.LeftButton)
    assert getattr(preferences.settings, field) is not before
    preferences.change(**{field: before})
    assert switch(page, name).isChecked() is before


def test_the_theme_is_chosen(page, preferences):
    choose(box(page, "Theme"), "Dark")
    assert preferences.settings.appearance is Appearance.DARK
    preferences.change(appearance=Appearance.LIGHT)
    assert box(page, "Theme").currentText() == "Light"


def test_the_language_of_the_next_start_is_chosen(page, preferences):
    languages = box(page, "Language")
    choices = [languages.itemText(number) for number in range(languages.count())]
    assert choices[:1] == ["Same as system"]
    assert {"English", "Deutsch"} <= set(choices)
    choose(languages, "Deutsch")
    assert preferences.settings.language == "de"
    choose(languages, "Same as system")
    assert preferences.settings.language == ""


def test_the_text_size_is_chosen(page, preferences):
    assert box(page, "Text size").currentText() == "Same as system"
    choose(box(page, "Text size"), "130 %")
    assert preferences.settings.text_percent == 130
    choose(box(page, "Text size"), "Same as system")
    assert preferences.settings.text_percent is None


def test_a_text_size_that_is_none_of_the_choices_stays(page, preferences):
    preferences.change(text_percent=120)
    assert box(page, "Text size").currentText() == ""
    assert preferences.settings.text_percent == 120


def test_starting_at_login_is_the_systems_own_entry(page, entry, qtbot):
    at_login, in_tray = (
        switch(page, "Start at login"),
        switch(page, "Keep the window closed at login"),
    )
    assert not at_login.isChecked()
    assert not in_tray.isEnabled()
    qtbot.mouseClick(at_login, Qt.MouseButton.LeftButton)
    assert entry.is_on
    assert in_tray.isEnabled()
    qtbot.mouseClick(at_login, Qt.MouseButton.LeftButton)
    assert not entry.is_on


def test_what_others_have_changed_is_seen_when_the_page_is_shown_again(page, entry):
    entry.is_on = True
    page.hide()
    page.show()
    assert switch(page, "Start at login").isChecked()


def test_what_the_system_refuses_is_told_beneath_and_undone(page, entry, qtbot):
    entry.is_locked = True
    at_login = switch(page, "Start at login")
    qtbot.mouseClick(at_login, Qt.MouseButton.LeftButton)
    assert not at_login.isChecked()
    assert "Read-only file system" in at_login.accessibleDescription()
    assert any("Read-only file system" in each.text() for each in page.findChildren(Label))
    entry.is_locked = False
    qtbot.mouseClick(at_login, Qt.MouseButton.LeftButton)
    assert at_login.isChecked()
    assert "Read-only" not in at_login.accessibleDescription()


def test_what_the_system_refuses_is_told_in_the_users_language(page, german, entry, qtbot):
    at_login = switch(page, "Start at login")
    entry.is_locked = True
    qtbot.mouseClick(at_login, Qt.MouseButton.LeftButton)
    assert "(Dateisystem nur lesbar). Prüfe" in at_login.accessibleDescription()
