"""A line with a socket and the button that copies it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSpacerItem, QWidget

from app.plain_text import plain_text
from app.views.clipboard import copy_text
from app.views.pane.layouts import row
from app.views.theme import theme
from app.views.widgets.buttons import CopyIconButton, LinkButton
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.label import Label

_HEIGHT = 24
"""As high as what can be pressed in it must be."""
_NAME_GAP, _LINK_GAP = 4, 8
"""After the name, and before the link."""


class SocketRow(QWidget):
    """A name, an address that is shortened in its middle, and its button.

    Signals:
        copied: what is on the clipboard now.
        add_requested: the link beside a socket that there is not; the user wants one.
    """

    copied = Signal(str)
    add_requested = Signal(object)

    def __init__(
        self, name: str, copy_label: str, add_label: str = "", parent: QWidget | None = None
    ) -> None:
        """Make an empty row.

        Args:
            name: what it is.
            copy_label: what the button does, for screen readers.
            add_label: what its link does, see `offer`.
            parent: the widget it belongs to.
        """
        super().__init__(parent)
        self._value = ""
        self._name = Label(name, 12, token="text3", parent=self)  # noqa: S106  # a colour
        self._shown = ElidedLabel("", px=12, token="text2", mono=True, parent=self)  # noqa: S106
        self._shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._none = Label(self.tr("none"), 12, token="text2", parent=self)  # noqa: S106
        self._copy = CopyIconButton(copy_label, size=_HEIGHT, parent=self)
        self._add = LinkButton(self.tr("Add…"), parent=self)
        self._add.setAccessibleName(add_label or self._add.text())
        self._add.hide()
        self._name_gap, self._link_gap = QSpacerItem(0, 0), QSpacerItem(0, 0)
        self._line = line = row(self)
        line.addWidget(self._name)
        line.addItem(self._name_gap)
        line.addWidget(self._shown, 1)
        # As high as the row: each puts its own text or icon in the middle, on one line.
        line.addWidget(self._none)
        line.addItem(self._link_gap)
        for part in (self._add, self._copy):
            line.addWidget(part)
        self._copy.clicked.connect(self.copy)
        self._add.clicked.connect(self._ask_to_add)
        self.set_value("")
        self._restyle()
        theme().changed.connect(self._restyle)

    @property
    def value(self) -> str:
        """The socket, "" for none."""
        return self._value

    def set_value(self, value: str, words: str = "") -> None:
        """Show another socket, in other `words` where these say more."""
        self._value = value
        self._shown.setText(words or plain_text(value))
        self._shown.set_mono(not words)
        self._none.setVisible(not value)
        self._copy.setVisible(bool(value))

    def offer(self, can_add: bool) -> None:
        """Have a link to add a socket, while there is none."""
        self._add.setVisible(can_add and not self._value)
        self._restyle()

    @Slot()
    def _ask_to_add(self) -> None:
        self.add_requested.emit(self._add)

    @Slot()
    def copy(self) -> None:
        """Copy the whole socket."""
        self.copied.emit(copy_text(self._value))
        self._copy.show_copied()

    @Slot()
    def _restyle(self) -> None:
        px = theme().px
        self.setFixedHeight(px(_HEIGHT))
        self._name_gap.changeSize(px(_NAME_GAP), 0)
        self._link_gap.changeSize(0 if self._add.isHidden() else px(_LINK_GAP), 0)
        self._line.invalidate()
