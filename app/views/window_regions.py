"""Gives the keyboard to one region of the window after the other, with F6."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def move_focus(regions: Sequence[QWidget], focus: QWidget | None, step: int) -> None:
    """Give the keyboard to another region, of those that can be seen.

    Args:
        regions: in their order.
        focus: what has the keyboard now.
        step: 1 for the next region, -1 for the one before.
    """
    seen = [each for each in regions if each.isVisible()]
    here = 0 if step < 0 else -1
    for number, each in enumerate(seen):
        if focus in [each, *each.findChildren(QWidget)]:
            here = number
    _enter(seen[(here + step) % len(seen)])


def _enter(region: QWidget) -> None:
    """Give the keyboard to a region, or to the first of its parts that takes it."""
    if region.focusPolicy() & Qt.FocusPolicy.TabFocus:
        region.setFocus(Qt.FocusReason.TabFocusReason)
        return
    for part in region.findChildren(QWidget):
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            part.setFocus(Qt.FocusReason.TabFocusReason)
            return
