"""The field for a password or a passphrase, which keeps nothing once it has been sent."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.views.pane.layouts import column

MAX_CHARACTERS = 1024


class SecretForm(QWidget):
    """A masked field, and whether to keep what is typed there.

    Signals:
        submitted: Enter was pressed in the field.
        text_changed: whether something is typed.

    Attributes:
        field: what is typed.
        remember: the box to tick.
    """

    submitted = Signal()
    text_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hints = Qt.InputMethodHint
        self.field = QLineEdit(self)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText
        )
        self.field.setMaxLength(MAX_CHARACTERS)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.remember = QCheckBox(self.tr("Remember in the keyring"), self)
        self.remember.setAccessibleName(self.remember.text())
        lines = column(self, (0, 0, 0, 0), 6)
        lines.addWidget(self.field)
        lines.addWidget(self.remember)
        self.field.returnPressed.connect(self.submitted)
        self.field.textChanged.connect(self._tell)

    def prepare(self, name: str, text: str, *, can_remember: bool) -> None:
        """Be empty.

        Args:
            name: what is asked for: `Password`.
            text: the whole question, for screen readers.
            can_remember: whether the secret may be kept.
        """
        self.wipe()
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(text)
        self.remember.setChecked(False)
        self.remember.setVisible(can_remember)

    def take(self) -> tuple[str, bool]:
        """Return the secret and whether to keep it; the field is empty afterwards."""
        taken = self.field.text(), self.remember.isChecked() and not self.remember.isHidden()
        self.wipe()
        return taken

    def wipe(self) -> None:
        """Forget what is typed; unlike `clear`, this leaves nothing to undo."""
        self.field.setText("")

    @Slot(str)
    def _tell(self, text: str) -> None:
        self.text_changed.emit(bool(text))
