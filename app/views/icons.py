"""Our pictures, in the colours of the theme."""

import functools
import re

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from app.views.theme import theme
from resources import FOLDER

ICON_SIZE = 16
"""The size of icons in px at a text size of 100 %."""
GLYPH_SIZE = 14
"""The size of glyphs of a state in px at a text size of 100 %."""

STATUS_TOKENS = {
    "connecting": "accent",
    "live": "live",
    "stale": "text2",
    "warn": "warn",
    "ask": "accent",
    "error": "error",
    "paused": "text2",
    "expired": "text3",
    "closed": "text3",
    "listening": "text3",
}
"""The glyphs of states, and the colour of each."""


def pixmap(name: str, size: int, token: str = "text", surface: str = "content") -> QPixmap:  # noqa: S107  # a colour
    """Return a picture of resources/icons/ui.

    Args:
        name: its file's name without the ending.
        size: in px at a text size of 100 %; it grows with the text.
        token: its colour.
        surface: the colour beneath it.
    """
    return _picture("ui", name, size, token, surface)


def status_pixmap(
    state: str, size: int = GLYPH_SIZE, surface: str = "content", token: str = ""
) -> QPixmap:
    """Return the glyph of a state, one of `STATUS_TOKENS`.

    Args:
        state: the glyph's name.
        size: in px at a text size of 100 %; it grows with the text.
        surface: the colour beneath it.
        token: its colour if that is not the state's.
    """
    return _picture("status", state, size, token or STATUS_TOKENS[state], surface)


def icon(name: str, token: str = "text") -> QIcon:  # noqa: S107
    """Return an icon for buttons and menus. It does not follow the theme: make it anew then."""
    made = QIcon()
    usual = pixmap(name, ICON_SIZE, token)
    made.addPixmap(usual, QIcon.Mode.Normal)
    made.addPixmap(usual, QIcon.Mode.Active)
    made.addPixmap(pixmap(name, ICON_SIZE, "on_accent"), QIcon.Mode.Selected)
    made.addPixmap(pixmap(name, ICON_SIZE, "disabled"), QIcon.Mode.Disabled)
    return made


def status_icon(state: str) -> QIcon:
    """Return the glyph of a state as an icon for menus."""
    made = QIcon(status_pixmap(state, surface="raised"))
    chosen = status_pixmap(state, GLYPH_SIZE, "accent_fill", "on_accent")
    made.addPixmap(chosen, QIcon.Mode.Selected)
    return made


def _picture(folder: str, name: str, size: int, token: str, surface: str) -> QPixmap:
    """Draw a picture once: what it looks like is its key, so a change of theme needs no care."""
    side = theme().px(size)
    colour, beneath = theme().color(token).name(), theme().color(surface).name()
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    key = f"porthole/{folder}/{name}/{side}/{colour}/{beneath}/{ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _draw(_coloured(_svg(folder, name), colour, beneath), side, ratio)
        QPixmapCache.insert(key, picture)
    return picture


def _coloured(svg: str, colour: str, beneath: str) -> str:
    """Replace both colours at once: white would else be found in what has just been put in."""
    return re.sub("#000|#fff", lambda found: colour if found[0] == "#000" else beneath, svg)


def _draw(svg: str, side: int, ratio: float) -> QPixmap:
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    drawn.setDevicePixelRatio(ratio)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return drawn


@functools.cache
def _svg(folder: str, name: str) -> str:
    return (FOLDER / "icons" / folder / f"{name}.svg").read_text(encoding="utf-8")
