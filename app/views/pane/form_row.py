"""A line of a form: a label at the left, a field at the right."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.pane.layouts import row
from app.views.theme import theme
from app.views.widgets.label import Label

_LABEL_PX = 76


class FormRow(QWidget):
    """A field that is named by the text beside it."""

    def __init__(self, label: str, field: QWidget, parent: QWidget | None = None) -> None:
        """Put `label` beside `field`; "" leaves its place empty."""
        super().__init__(parent)
        self._label = Label(label, 13, token="text2", parent=self)  # noqa: S106  # a colour
        self._label.setBuddy(field)
        if label:
            field.setAccessibleName(label)
        policy = field.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        field.setSizePolicy(policy)
        line = row(self)
        line.addWidget(self._label)
        line.addWidget(field, 1)
        self._restyle()
        theme().changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self._label.setFixedWidth(theme().px(_LABEL_PX))
