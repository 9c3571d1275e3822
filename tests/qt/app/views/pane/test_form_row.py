from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.views.pane.form_row import FormRow


def test_a_field_is_named_by_its_label(qtbot):
    field = QLineEdit()
    row = FormRow("Name", field)
    qtbot.addWidget(row)
    assert field.accessibleName() == "Name"


def test_a_field_keeps_its_own_name_beside_an_empty_label(qtbot):
    field = QCheckBox("Offer HTTP/2")
    field.setAccessibleName("HTTP/2")
    row = FormRow("", field)
    qtbot.addWidget(row)
    assert field.accessibleName() == "HTTP/2"


def test_fields_begin_at_the_same_place(qtbot):
    left = []
    for label in ("Name", "A much longer label than that"):
        field = QLineEdit()
        row = FormRow(label, field)
        qtbot.addWidget(row)
        row.resize(300, 30)
        row.show()
        left.append(field.x())
    assert left[0] == left[1]
