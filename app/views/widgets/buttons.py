"""Buttons of every kind; the style sheet paints them by their property `kind`."""

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from app.views.icons import ICON_SIZE, icon
from app.views.theme import theme
from app.views.widgets.directed_text import isolated

COPIED_MS = 1600
"""How long a button says that it has copied."""


class Button(QPushButton):
    """A button with a word, which the keyboard reaches and the mouse leaves unfocused.

    Attributes:
        KIND: which rules of the style sheet apply.
        ICON_TOKEN: the colour of its icon.
    """

    KIND = "normal"
    ICON_TOKEN = "text2"  # noqa: S105  # a colour

    def __init__(
        self,
        text: str = "",
        icon_name: str = "",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a button 30 px high, or 34 px if it is `large`."""
        super().__init__(text, parent)
        self._icon_name = icon_name
        self.setProperty("kind", self.KIND)
        if large:
            self.setProperty("measure", "large")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setAccessibleName(text.replace("&", ""))
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_icon_name(self, name: str) -> None:
        """Show another icon; "" for none."""
        self._icon_name = name
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Be pressed by Enter too: Qt means the default button of a dialog, and there is none."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def set_main(self, is_main: bool) -> None:
        """Be what most people want next, or one button among others."""
        kind = PrimaryButton if is_main else Button
        if self.property("kind") == kind.KIND:
            return
        self.ICON_TOKEN = kind.ICON_TOKEN
        self.setProperty("kind", kind.KIND)
        self.style().unpolish(self)
        self.style().polish(self)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it, its text in the direction of its own letters where layouts are mirrored."""
        # In a part that is not mirrored, Qt draws texts as the program's direction is all the same.
        directions = {self.layoutDirection(), QGuiApplication.layoutDirection()}
        if Qt.LayoutDirection.RightToLeft not in directions:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = isolated(self.text())
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    # No @Slot: PySide keeps the connection of one that a subclass overrides after the widget's end.
    def _restyle(self) -> None:
        """Take what is not the style sheet's from the theme."""
        if self._icon_name:
            side = theme().px(ICON_SIZE)
            self.setIcon(icon(self._icon_name, self.ICON_TOKEN))
            self.setIconSize(QSize(side, side))


class PrimaryButton(Button):
    """What most people want next; one a region."""

    KIND = "primary"
    ICON_TOKEN = "on_accent"  # noqa: S105


class PlainButton(Button):
    """A button without a border until the mouse is over it."""

    KIND = "plain"


class DangerButton(Button):
    """A button that takes something away."""

    KIND = "danger"
    ICON_TOKEN = "error"  # noqa: S105


class LinkButton(Button):
    """A button that looks like a link."""

    KIND = "link"
    ICON_TOKEN = "accent"  # noqa: S105

    def __init__(self, text: str = "", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon_name, parent=parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class QuietButton(LinkButton):
    """A link within a line of plain facts, which looks like them until the mouse is over it."""

    KIND = "quiet"
    ICON_TOKEN = "text2"  # noqa: S105


class IconButton(Button):
    """A square button with an icon, a name and a tooltip."""

    KIND = "icon"

    def __init__(
        self,
        icon_name: str,
        label: str,
        keys: str = "",
        size: int = 30,
        framed: bool = False,
        token: str = "text2",  # noqa: S107
        parent: QWidget | None = None,
    ) -> None:
        """Make a button.

        Args:
            icon_name: a picture of resources/icons/ui.
            label: its name, in the tooltip and for screen readers.
            keys: the keys that do the same, as shown: `Ctrl+R`.
            size: in px at a text size of 100 %.
            framed: whether it has a border.
            token: the colour of the icon.
            parent: the widget it belongs to.
        """
        self.ICON_TOKEN = token
        self._size = size
        super().__init__("", icon_name, parent=parent)
        if framed:
            self.setProperty("framed", True)
        self.set_label(label, keys)

    def set_label(self, label: str, keys: str = "") -> None:
        """Name it."""
        self.setAccessibleName(label)
        self.setToolTip(f"{label} ({keys})" if keys else label)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the whole square: layouts that align it would give it the icon's height only."""
        side = theme().px(self._size)
        return QSize(side, side)

    @Slot()
    def _restyle(self) -> None:
        super()._restyle()
        side = theme().px(self._size)
        self.setFixedSize(side, side)


class CopyButton(PrimaryButton):
    """The large button that copies; its width stays when it says `Copied`.

    Who copies calls `show_copied` then.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        self._text = text
        self._back = QTimer(singleShot=True, interval=COPIED_MS)
        super().__init__(text, "copy", large=True, parent=parent)
        self._back.setParent(self)
        self._back.timeout.connect(self._show_text)

    def show_copied(self) -> None:
        """Say `Copied` for `COPIED_MS`."""
        self.set_icon_name("check")
        super().setText(self.tr("Copied"))
        self._back.start()

    def setText(self, text: str) -> None:  # noqa: N802  # Qt's name
        """Call what is copied by another name; nothing changes if that is its name already."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self._show_text()
        self._restyle()

    @Slot()
    def _show_text(self) -> None:
        self._back.stop()
        self.set_icon_name("copy")
        super().setText(self._text)

    @Slot()
    def _restyle(self) -> None:
        super()._restyle()
        metrics = QFontMetrics(theme().font(13, 600))
        words = max(metrics.horizontalAdvance(each) for each in (self._text, self.tr("Copied")))
        self.setFixedWidth(max(theme().px(104), words + theme().px(ICON_SIZE + 4 + 2 * 11)))


class CopyIconButton(IconButton):
    """The small button that copies; its icon becomes a tick for a moment.

    Who copies calls `show_copied` then.
    """

    def __init__(
        self, label: str, keys: str = "", size: int = 28, parent: QWidget | None = None
    ) -> None:
        """Make a button; see `IconButton`."""
        super().__init__("copy", label, keys, size=size, parent=parent)
        self._back = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._back.timeout.connect(self._show_copy)

    def show_copied(self) -> None:
        """Show a tick for `COPIED_MS`."""
        self.ICON_TOKEN = "live"  # noqa: S105
        self.set_icon_name("check")
        self._back.start()

    @Slot()
    def _show_copy(self) -> None:
        self.ICON_TOKEN = "text2"  # noqa: S105
        self.set_icon_name("copy")
