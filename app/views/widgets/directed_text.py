"""Draws texts in the direction of their own letters, where layouts are mirrored too."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle


def draw_text(
    painter: QPainter,
    box: QRect | QRectF,
    alignment: Qt.AlignmentFlag,
    text: str,
    direction: Qt.LayoutDirection,
    *,
    wrap: bool = False,
) -> None:
    """Draw `text` into a box.

    In a mirrored layout Qt would write `23 ms` as `ms 23`.

    Args:
        painter: with font and pen set.
        box: where it is.
        alignment: left is where lines of the layout begin.
        text: what it says.
        direction: of the layout.
        wrap: whether it breaks into lines.
    """
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    side = QStyle.visualAlignment(direction, alignment)  # which makes it absolute, too
    flag = Qt.TextFlag.TextWordWrap if wrap else Qt.TextFlag.TextSingleLine
    painter.drawText(box, side | flag, text)


def isolated(text: str) -> str:
    """Return `text` so that whoever draws it does that in the direction of its own letters."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if text else ""
