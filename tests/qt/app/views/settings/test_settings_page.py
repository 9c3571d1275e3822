"""A page of settings."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.views.settings.settings_page import SettingsPage
from app.views.theme import theme
from app.views.widgets.hairline import Hairline
from app.views.widgets.switch import Switch

LONG = "A sentence that explains what the setting does, at some length. " * 3


@pytest.fixture
def page(shown):
    page = SettingsPage("General")
    page.add_section("Start")
    page.first, page.second = Switch("First"), Switch("Second")
    page.note = page.add_row("First", LONG, page.first)
    page.add_row("Second", "", page.second)
    page.add_section("More")
    page.add_row("Third", "", QPushButton("Third"))
    page.add_stretch()
    page.resize(600, 500)
    return shown(page)


def test_a_control_is_described_by_the_text_beside_it(page):
    assert page.accessibleName() == page.title == "General"
    assert page.first.accessibleDescription() == LONG


def test_hairlines_divide_the_rows_of_a_section(page):
    assert len(page.findChildren(Hairline)) == 1


def test_controls_end_at_the_same_edge(page):
    first, second = (
        each.mapTo(page, each.rect().topRight()).x() for each in (page.first, page.second)
    )
    assert first == second == page.viewport().width() - 28 - 1


def test_a_long_text_wraps_and_is_not_cut(page, qapp, qtbot):
    theme().apply(qapp, "light", 150)
    page.resize(400, 500)
    qtbot.waitUntil(lambda: page.note.height() >= page.note.heightForWidth(page.note.width()))
    assert page.widget().width() <= page.viewport().width()


def test_a_page_with_room_does_not_scroll(page, qtbot):
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() == 0)


def test_a_page_may_hold_anything(page):
    edit = QLineEdit()
    page.add_widget(edit, gap=8)
    assert edit.parentWidget() is page.widget()
    assert page.add_text("Some words").text() == "Some words"
