"""Texts of menu items, which are shown as they are."""

from PySide6.QtGui import QAction

from app.plain_text import plain_text


def menu_text(text: str) -> str:
    """Return what makes a menu show `text` literally: an `&` would underline what follows it."""
    return plain_text(text).replace("&", "&&")


def set_text(action: QAction, text: str) -> None:
    """Let `action` show `text`. Hosts of trays draw the menu anew at each change: make none."""
    wanted = menu_text(text)
    if action.text() != wanted:
        action.setText(wanted)
