"""The keys that work anywhere in the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from app.views.main_window import MainWindow

translate = QCoreApplication.translate

MAX_SOURCES = 9
"""As many sources have keys of their own."""


def window_actions(window: "MainWindow") -> list[QAction]:
    """Return an action for each key; they belong to `window`."""
    rows = window.rows
    actions = [
        _action(window, translate("Window", "Filter"), "Ctrl+F", window.focus_filter),
        _action(window, translate("Window", "Expose port…"), "Ctrl+N", window.pick_port),
        _action(
            window, translate("Window", "Show or hide the sidebar"), "Ctrl+B", window.toggle_sidebar
        ),
        _action(
            window, translate("Window", "Show or hide the details"), "Ctrl+D", window.toggle_pane
        ),
        _action(
            window, translate("Window", "Rescan ports and check tunnels"), "F5", window.check_now
        ),
        _action(window, translate("Window", "Next region"), "F6", window.to_next_region),
        _action(
            window, translate("Window", "Previous region"), "Shift+F6", window.to_previous_region
        ),
        _action(window, translate("Window", "Pause all tunnels"), "Ctrl+Shift+P", rows.pause_all),
        _action(window, translate("Window", "Undo"), "Ctrl+Z", window.undo),
        _action(window, translate("Window", "Settings"), "Ctrl+,", window.settings_requested.emit),
        _action(
            window, translate("Window", "Costs of the month"), "Ctrl+M", window.costs_requested.emit
        ),
        _action(window, translate("Window", "All keys"), "F1", window.help_requested.emit),
        _action(window, translate("Window", "Close window"), "Ctrl+W", window.close),
        _action(window, translate("Window", "Quit"), "Ctrl+Q", window.quit_requested.emit),
    ]
    for number in range(1, MAX_SOURCES + 1):
        choose = _Choice(window, number)
        text = translate("Window", "Source {number}").format(number=number)
        actions.append(_action(window, text, f"Ctrl+{number}", choose))
    return actions


class _Choice:
    """Chooses the n-th source."""

    def __init__(self, window: "MainWindow", number: int) -> None:
        self._window = window
        self._number = number

    def __call__(self) -> None:
        self._window.sidebar.list.choose_number(self._number)


def _action(window: "MainWindow", text: str, keys: str, act: Callable[[], object]) -> QAction:
    action = QAction(text, window)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _is_checked=False: act())
    return action
