"""A line with a socket and the button that copies it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.plain_text import plain_text
from app.views.clipboard import copy_text
from app.views.pane.layouts import row
from app.views.theme import theme
from app.views.widgets.buttons import CopyIconButton, LinkButton
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.label import Label

_HEIGHT = 22


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
        self._copy = CopyIconButton(copy_label, parent=self)
        self._add = LinkButton(self.tr("Add…"), parent=self)
        self._add.setAccessibleName(add_label or self._add.text())
        self._add.hide()
        line = row(self, spacing=4)
        line.addWidget(self._name)
        line.addWidget(self._shown, 1)
        for part in (self._none, self._add, self._copy):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
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
        self.setFixedHeight(theme().px(_HEIGHT))
