"""The window of the settings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from app.models.controller import Controller
from app.models.fake_engine import FakeEngineLink
from app.models.preferences import Preferences
from app.settings import Settings
from app.views.settings.nav_list import NavList
from app.views.settings.settings_page import SettingsPage
from app.views.settings.settings_window import Page, SettingsWindow
from app.views.theme import theme
from tests.qt.app.views.settings.login_entry import LoginEntry
from tests.qt.samples import NOW, snapshot


@pytest.fixture
def make(shown):
    def window():
        link = FakeEngineLink()
        controller = Controller(link)
        link.say(snapshot())
        preferences = Preferences(Settings(), lambda settings: None)
        window = SettingsWindow(controller, preferences, LoginEntry(), lambda: NOW)
        window.keep = (link, controller, preferences)
        return shown(window)

    return window


@pytest.fixture
def window(make):
    return make()


def visible_page(window):
    return next(each for each in window.findChildren(SettingsPage) if each.isVisible())


def test_the_window_has_the_size_of_the_design_and_blocks_nothing(window):
    assert (window.width(), window.height()) == (860, 640)
    assert not window.isModal()


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (Page.GENERAL, "General"),
        (Page.RELAYS, "Relays"),
        (Page.NOTIFICATIONS, "Notifications"),
        (Page.SHORTCUTS, "Shortcuts"),
        (Page.ABOUT, "About"),
    ],
)
def test_a_page_may_be_asked_for(window, page, title):
    window.hide()
    window.show_page(page)
    assert window.isVisible()
    assert visible_page(window).title == title


def test_the_list_leads_to_the_pages(window, qtbot):
    qtbot.keyClick(window.findChild(NavList), Qt.Key.Key_Down)
    assert visible_page(window).title == "Relays"


def test_escape_closes_it(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_narrow_window_shows_icons_only(window):
    window.resize(600, 500)
    assert window.findChild(NavList).is_rail
    window.resize(860, 640)
    assert not window.findChild(NavList).is_rail


@pytest.mark.parametrize("page", list(Page))
@pytest.mark.parametrize("percent", [100, 150])
def test_no_page_is_wider_than_the_smallest_window(window, qapp, qtbot, page, percent):
    theme().apply(qapp, "light", percent)
    window.resize(560, 420)
    window.show_page(page)
    shown_page = visible_page(window)
    qtbot.waitUntil(lambda: shown_page.widget().width() <= shown_page.viewport().width())


def test_every_control_has_a_name(window):
    for kind in (QAbstractButton, QComboBox, QLineEdit):
        for control in window.findChildren(kind):
            assert control.accessibleName(), control


@pytest.mark.parametrize("page", list(Page))
def test_a_page_that_is_open_takes_another_size_of_texts(make, qapp, page):
    open_before = make()
    open_before.show_page(page)
    theme().apply(qapp, "light", 130)
    opened_later = make()
    opened_later.show_page(page)
    opened_later.resize(open_before.size())
    for _ in range(5):
        qapp.processEvents()
    pictures = [visible_page(each).grab().toImage() for each in (open_before, opened_later)]
    assert pictures[0] == pictures[1]
