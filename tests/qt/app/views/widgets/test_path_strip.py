"""The way from visitors over the relay to the port."""

import pytest
from PySide6.QtCore import Qt

from app.views.theme import theme
from app.views.widgets.path_strip import Leg, Path, PathStrip, Reader

READ = Path("3 visitors", "r5 Frankfurt", "gpu-box:8888")
SECRET = Path("1 visitor", "r5 Frankfurt", "localhost:5173", Reader.NOBODY)
RAW = Path("0 visitors", "r3 Amsterdam", "dev-box:22", outer=Leg.PLAIN)
BROKEN = Path("0 visitors", "r3 Amsterdam", "dev-box:22", inner=Leg.BROKEN)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (READ, "3 visitors, r5 Frankfurt, gpu-box:8888: the relay can read this traffic"),
        (
            SECRET,
            "1 visitor, r5 Frankfurt, localhost:5173: only this computer can read this traffic",
        ),
        (RAW, "0 visitors, r3 Amsterdam, dev-box:22: Porthole adds no encryption"),
        (
            BROKEN,
            "0 visitors, r3 Amsterdam, dev-box:22: the relay can read this traffic, "
            "the way is interrupted",
        ),
    ],
)
def test_a_screen_reader_hears_who_can_read(qtbot, path, sentence):
    strip = PathStrip(path)
    qtbot.addWidget(strip)
    assert strip.accessibleName() == sentence


def test_every_way_looks_different_without_colour(qtbot):
    pictures = set()
    for path in (READ, SECRET, RAW, BROKEN):
        strip = PathStrip(Path("", "", "", path.reader, path.outer, path.inner))
        qtbot.addWidget(strip)
        strip.resize(320, 58)
        image = strip.grab().toImage()
        row = tuple(image.pixelColor(x, 16).lightness() < 200 for x in range(image.width()))
        pictures.add(row)
    assert len(pictures) == 4


def test_the_strip_follows_its_tunnel(qtbot, colours):
    strip = PathStrip(SECRET)
    qtbot.addWidget(strip)
    strip.resize(320, 58)
    assert theme().color("warn").name() not in colours(strip)
    strip.set_path(BROKEN)
    assert strip.path == BROKEN
    assert "interrupted" in strip.accessibleName()
    assert theme().color("warn").name() in colours(strip)


def test_long_names_give_way(qtbot):
    strip = PathStrip(Path("3 visitors", "a-relay-with-a-very-long-name " * 5, "x" * 200))
    qtbot.addWidget(strip)
    strip.resize(300, 58)
    strip.grab()
    assert strip.minimumSizeHint().width() <= 300


def test_the_strip_grows_with_the_text(qapp, qtbot):
    strip = PathStrip(READ)
    qtbot.addWidget(strip)
    assert strip.height() == 58
    theme().apply(qapp, "light", 150)
    assert strip.height() == 87


def test_visitors_stand_where_the_layout_begins(qtbot):
    strip = PathStrip(Path("", "", "", outer=Leg.PLAIN))
    qtbot.addWidget(strip)
    strip.resize(300, 58)
    for direction, is_dotted_leg_first in (
        (Qt.LayoutDirection.LeftToRight, True),
        (Qt.LayoutDirection.RightToLeft, False),
    ):
        strip.setLayoutDirection(direction)
        assert has_warning(strip, range(60, 125)) is is_dotted_leg_first
        assert has_warning(strip, range(175, 240)) is not is_dotted_leg_first


def has_warning(strip, columns):
    """Whether there is a dot of the line that warns."""
    picture = strip.grab().toImage()
    colours = [picture.pixelColor(x, y) for x in columns for y in range(picture.height())]
    return any(each.red() > each.blue() + 40 for each in colours)
