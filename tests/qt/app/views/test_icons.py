"""Our pictures."""

from importlib import resources

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from app.views import icons
from app.views.theme import theme
from tests.qt.app.views.looks import light

__all__ = ["light"]

ICONS = resources.files("resources").joinpath("icons")


def names(folder):
    return sorted(each.name.removesuffix(".svg") for each in ICONS.joinpath(folder).iterdir())


@pytest.fixture(autouse=True)
def _in_light(light):
    """Begin every test with the light theme."""


def colours(picture):
    image = picture.toImage()
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", names("ui"))
def test_every_icon_is_drawn_in_its_colour(name):
    picture = icons.pixmap(name, 64, "error")
    assert theme().color("error").name() in colours(picture)


def test_every_state_has_a_glyph_and_a_colour():
    assert set(icons.STATUS_TOKENS) == set(names("status"))


@pytest.mark.parametrize("state", sorted(icons.STATUS_TOKENS))
def test_a_glyph_has_the_colour_of_its_state(state):
    token = icons.STATUS_TOKENS[state]
    assert theme().color(token).name() in colours(icons.status_pixmap(state, 56))


def test_what_is_cut_out_of_a_glyph_shows_the_surface():
    assert theme().color("sel").name() in colours(icons.status_pixmap("live", 56, "sel"))


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_a_glyph_may_be_white_on_something_else(qapp, appearance):
    theme().apply(qapp, appearance, 100)
    found = colours(icons.status_pixmap("live", 56, "accent_fill", "on_accent"))
    assert {"#ffffff", theme().color("accent_fill").name()} <= found


def test_icons_grow_with_the_text(qapp):
    theme().apply(qapp, "light", 150)
    picture = icons.pixmap("copy", 16)
    assert picture.deviceIndependentSize().toSize() == QSize(24, 24)


def test_icons_take_the_colours_of_a_new_theme(qapp):
    before = colours(icons.pixmap("copy", 64))
    theme().apply(qapp, "dark", 100)
    assert theme().color("text").name() in colours(icons.pixmap("copy", 64)) - before


def test_a_disabled_icon_looks_disabled():
    icon = icons.icon("pause")
    size = QSize(16, 16)
    normal = icon.pixmap(size, QIcon.Mode.Normal).toImage()
    assert icon.pixmap(size, QIcon.Mode.Active).toImage() == normal
    assert icon.pixmap(size, QIcon.Mode.Disabled).toImage() != normal


@pytest.mark.parametrize("made", [icons.icon, icons.status_icon])
def test_the_icon_of_a_chosen_menu_item_can_be_seen(made):
    chosen = made("stale" if made is icons.status_icon else "pause").pixmap(
        QSize(16, 16), QIcon.Mode.Selected
    )
    assert theme().color("on_accent").name() in colours(chosen)


def test_an_icon_is_sharp_on_a_fine_screen(monkeypatch):
    monkeypatch.setattr("PySide6.QtGui.QGuiApplication.devicePixelRatio", lambda self: 2.0)
    picture = icons.pixmap("lock", 16)
    assert picture.size() == QSize(32, 32)
    assert picture.devicePixelRatio() == 2.0
