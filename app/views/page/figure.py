"""A number with its name above it."""

from PySide6.QtWidgets import QWidget

from app.models.numbers import spoken
from app.views.pane.layouts import column, row
from app.views.pane.picture import Picture
from app.views.widgets.label import Label


class Figure(QWidget):
    """What is counted, and how much it is."""

    def __init__(
        self,
        name: str,
        icon: str = "",
        token: str = "text2",  # noqa: S107  # a colour
        parent: QWidget | None = None,
    ) -> None:
        """Make one without a value yet; `icon` stands before its name, in the colour `token`."""
        super().__init__(parent)
        self._name = name
        self._value = Label("", 17, 600, parent=self)
        lines = column(self, spacing=2)
        head = row(spacing=4)
        if icon:
            head.addWidget(Picture(icon, token, 12, parent=self))
        self._head = Label(name, 12, token="text3", parent=self)  # noqa: S106
        head.addWidget(self._head)
        head.addStretch(1)
        lines.addLayout(head)
        lines.addWidget(self._value)

    @property
    def value(self) -> str:
        """What it shows."""
        return self._value.text()

    @property
    def name(self) -> str:
        """What is counted."""
        return self._name

    def set_name(self, name: str) -> None:
        """Count something else; its value comes next."""
        self._name = name
        self._head.setText(name)

    def set_value(self, value: str) -> None:
        """Show another value."""
        self._value.setText(value)
        self.setAccessibleName(f"{self._name} {spoken(value)}")
