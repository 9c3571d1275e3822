"""The list of pages at the left of the settings."""

import pytest
from PySide6.QtCore import Qt

from app.views.settings.nav_list import NavList
from app.views.theme import theme
from tests.qt.app.views.looks import where


@pytest.fixture
def nav(shown):
    nav = NavList("Pages")
    nav.add_page("gear", "General")
    nav.add_page("server", "Relays")
    nav.setCurrentRow(0)
    nav.resize(184, 300)
    return shown(nav)


def test_the_list_has_the_width_of_the_design(nav):
    assert nav.width() == 184
    assert nav.visualItemRect(nav.item(1)).height() == 32


def test_the_chosen_page_is_marked_by_a_bar(nav, colours):
    assert theme().color("accent").name() in colours(nav)
    nav.setCurrentRow(-1)
    nav.clearSelection()
    assert theme().color("accent").name() not in colours(nav)


def test_arrow_keys_choose(nav, qtbot):
    qtbot.keyClick(nav, Qt.Key.Key_Down)
    assert nav.currentRow() == 1


def test_a_rail_has_icons_only_and_says_the_titles_in_tooltips(nav):
    nav.set_rail(True)
    assert nav.is_rail
    assert nav.width() == 52
    assert [nav.item(n).toolTip() for n in range(2)] == ["General", "Relays"]
    nav.set_rail(False)
    assert nav.width() == 184


def test_the_ground_follows_the_theme(nav, qapp, colours):
    theme().apply(qapp, "dark", 100)
    assert theme().color("window").name() in colours(nav)


def test_right_to_left_the_bar_is_at_the_right(nav):
    assert min(where(nav, "accent")) < 12
    nav.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert max(where(nav, "accent")) > 184 - 12
    assert min(where(nav, "accent")) > 92
