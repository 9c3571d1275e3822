"""The list of all keys, as a page of the settings and as a window of its own."""

import sys
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.views.settings.settings_page import SettingsPage
from app.views.theme import theme
from app.views.widgets.key_hint import KeyHint
from app.views.widgets.label import Label

_WINDOW_WIDTH, _WINDOW_HEIGHT = 520, 640


translate = QCoreApplication.translate


class Shortcut(NamedTuple):
    """What keys do.

    Attributes:
        keys: each as QKeySequence spells it, or as it is shown.
        meaning: what they do.
    """

    keys: tuple[str, ...]
    meaning: str


def shortcuts() -> tuple[tuple[str, tuple[Shortcut, ...]], ...]:
    """Return all keys by the part of the window that they belong to."""
    return (
        (translate("Help", "List"), _list_keys()),
        (translate("Help", "Tunnel"), _tunnel_keys()),
        (translate("Help", "Window"), _window_keys()),
    )


def _list_keys() -> tuple[Shortcut, ...]:
    return (
        Shortcut(("↑", "↓", "Home", "End"), translate("Help", "Move")),
        Shortcut(("A–Z", "0–9"), translate("Help", "Find by program or port")),
        Shortcut(("Enter",), translate("Help", "Expose a port, show a tunnel's page")),
        Shortcut(("Shift+Enter",), translate("Help", "Show the options first")),
        Shortcut(("Ctrl+F", "/"), translate("Help", "Filter; Esc clears it")),
        Shortcut(("Shift+F10",), translate("Help", "Everything a row can do")),
        Shortcut(("F5",), translate("Help", "Look for ports and check tunnels now")),
    )


def _tunnel_keys() -> tuple[Shortcut, ...]:
    return (
        Shortcut(("Ctrl+C",), translate("Help", "Copy its URL")),
        Shortcut(("Ctrl+Shift+C",), translate("Help", "Copy its TCP socket")),
        Shortcut(("Ctrl+O",), translate("Help", "Open in the browser")),
        Shortcut(("Ctrl+R",), translate("Help", "Show the QR code")),
        Shortcut(("Ctrl+P",), translate("Help", "Pause, or open again")),
        Shortcut(("Ctrl+Shift+P",), translate("Help", "Pause all tunnels")),
        Shortcut((_close_key(),), translate("Help", "Close it")),
        Shortcut(("Ctrl+Z",), translate("Help", "Undo closing")),
        Shortcut(("Alt+1…3", "Ctrl+Tab"), translate("Help", "Tabs of its page")),
    )


def _window_keys() -> tuple[Shortcut, ...]:
    return (
        Shortcut(("Ctrl+N",), translate("Help", "Expose a port by its number")),
        Shortcut(("Ctrl+1…9",), translate("Help", "Show one of the sources")),
        Shortcut(("F6", "Shift+F6"), translate("Help", "Next, previous region")),
        Shortcut(("Ctrl+B",), translate("Help", "Show or hide the sidebar")),
        Shortcut(("Ctrl+D",), translate("Help", "Show or hide the details")),
        Shortcut(("Ctrl+,",), translate("Help", "Settings")),
        Shortcut(("Ctrl+M",), translate("Help", "Costs of the month")),
        Shortcut(("F1",), translate("Help", "This list")),
        Shortcut(("Ctrl+W",), translate("Help", "Close the window")),
        Shortcut(("Ctrl+Q",), translate("Help", "Quit")),
    )


class ShortcutsPage(SettingsPage):
    """All keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """List them."""
        super().__init__(QCoreApplication.translate("Help", "Shortcuts"), parent)
        for title, members in shortcuts():
            self.add_section(title)
            self.add_widget(_Table(members), gap=6)
        self.add_stretch()


class HelpWindow(QWidget):
    """All keys in a window beside the others; Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the window, which is hidden; `parent` keeps it above itself."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._page = ShortcutsPage(self)
        self._page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)
        self.resize(theme().px(_WINDOW_WIDTH), theme().px(_WINDOW_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Close with Esc, and as the system closes windows."""
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Close):
            self.close()
        else:
            super().keyPressEvent(event)


class _Table(QWidget):
    """Meanings at the left, keys at the right."""

    def __init__(self, members: tuple[Shortcut, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        for number, (keys, meaning) in enumerate(members):
            self._grid.addWidget(Label(meaning, wrap=True), number, 0)
            row = QHBoxLayout()
            row.addStretch()
            for key in keys:
                row.addWidget(KeyHint(native_keys(key)))
            self._grid.addLayout(row, number, 1)
        self._restyle()
        theme().changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self._grid.setVerticalSpacing(theme().px(6))


def native_keys(keys: str) -> str:
    """Return keys as this system writes them: `Ctrl+F` is `⌘F` on macOS."""
    sequence = QKeySequence(keys)
    native = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    return native if native and not native.startswith("Unknown") else keys


def _close_key() -> str:
    return "Ctrl+Backspace" if sys.platform == "darwin" else "Delete"
