"""The tray's icon: one silhouette for each state, light or dark as the panel wants it."""

import os
import sys

from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import FOLDER

STATES = ("idle", "connecting", "active", "ask", "trouble", "paused")

DARK = "#161A21"
"""For light panels: the text colour of the light theme."""
LIGHT = "#ECEFF4"
"""For dark panels: the text colour of the dark theme."""

_SIZES_PX = {22: (16, 22, 24, 32, 44), 64: (48, 64, 128)}
"""The drawings by the size they were made for, and the sizes that each is used for."""


def tray_icon(state: str, colour: str) -> QIcon:
    """Return the icon for one of `STATES`.

    Args:
        state: its name.
        colour: `DARK` or `LIGHT`. macOS takes the shape only.
    """
    icon = QIcon()
    for drawn_px, sizes_px in _SIZES_PX.items():
        renderer = QSvgRenderer(_drawing(state, drawn_px).replace("#000", colour).encode())
        for size_px in sizes_px:
            picture = QPixmap(size_px, size_px)
            picture.fill(QColor(0, 0, 0, 0))
            painter = QPainter(picture)
            renderer.render(painter)
            painter.end()
            icon.addPixmap(picture)
    icon.setIsMask(sys.platform == "darwin")
    return icon


def panel_colour(is_desktop_dark: bool) -> str:
    """Return the colour that can be seen on the panel of a desktop with such colours."""
    # The panel of GNOME is black whatever windows look like.
    if "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        return LIGHT
    return LIGHT if is_desktop_dark else DARK


def has_dark_palette() -> bool:
    """Tell whether windows are light on dark; ask before they have our own colours."""
    # Not by the colour scheme: Qt's enumerations take 25 ms to make, before there is any icon.
    return QGuiApplication.palette().window().color().lightness() < 128


def _drawing(state: str, size_px: int) -> str:
    file = FOLDER / "icons" / "tray" / f"tray-{state}-{size_px}.svg"
    return file.read_text(encoding="utf-8")
