import itertools

import pytest
from PySide6.QtGui import QColor, QPalette

from app.views.tray.tray_pictures import (
    DARK,
    LIGHT,
    STATES,
    has_dark_palette,
    panel_colour,
    tray_icon,
)


def shape(state, size_px, colour=DARK):
    image = tray_icon(state, colour).pixmap(size_px, size_px).toImage()
    return [
        image.pixelColor(x, y).alpha() > 127
        for y in range(image.height())
        for x in range(image.width())
    ]


@pytest.mark.parametrize("size_px", [16, 22, 24, 32, 64])
def test_states_have_different_shapes(qapp, size_px):
    for one, other in itertools.combinations(STATES, 2):
        differences = sum(
            a != b for a, b in zip(shape(one, size_px), shape(other, size_px), strict=True)
        )
        assert differences > size_px / 3, (one, other)


@pytest.mark.parametrize("colour", [DARK, LIGHT])
def test_icon_has_one_colour(qapp, colour):
    image = tray_icon("active", colour).pixmap(22, 22).toImage()
    assert image.pixelColor(11, 11).name().upper() == colour


@pytest.mark.parametrize(("is_dark", "colour"), [(True, LIGHT), (False, DARK)])
def test_colour_follows_the_desktop(monkeypatch, is_dark, colour):
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    assert panel_colour(is_dark) == colour


@pytest.mark.parametrize(("window", "is_dark"), [("#1C2027", True), ("#F6F7F9", False)])
def test_desktop_is_as_dark_as_its_windows(qapp, window, is_dark):
    before = qapp.palette()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(window))
    qapp.setPalette(palette)
    assert has_dark_palette() is is_dark
    qapp.setPalette(before)


def test_panel_of_gnome_is_dark(qapp, monkeypatch):
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    assert panel_colour(False) == LIGHT
