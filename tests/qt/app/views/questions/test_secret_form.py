import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.views.questions.secret_form import SecretForm

Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def form(qtbot):
    form = SecretForm()
    qtbot.addWidget(form)
    form.prepare("Password", "gpu-box asks for a password.", can_remember=True)
    form.show()
    return form


def test_secret_is_masked_and_named(form):
    assert form.field.echoMode() is QLineEdit.EchoMode.Password
    assert form.field.accessibleName() == "Password"
    assert form.field.accessibleDescription() == "gpu-box asks for a password."
    assert form.remember.accessibleName() == "Remember in the keyring"


def test_taken_secret_is_gone_for_good(form, qtbot):
    qtbot.keyClicks(form.field, "s3cret")
    form.remember.setChecked(True)
    assert form.take() == ("s3cret", True)
    assert form.field.text() == ""
    qtbot.keyClick(form.field, Qt.Key.Key_Z, Control)
    assert form.field.text() == ""
    form.field.setEchoMode(QLineEdit.EchoMode.Normal)  # Else Qt only says that it undoes nothing.
    assert not form.field.isUndoAvailable()


def test_box_is_there_only_if_there_is_a_keyring(form):
    form.remember.setChecked(True)
    form.prepare("Passphrase", "A key has a passphrase.", can_remember=False)
    assert form.remember.isHidden()
    form.field.setText("x")
    assert form.take() == ("x", False)


def test_enter_submits(form, qtbot):
    with qtbot.waitSignals([form.text_changed, form.submitted]):
        qtbot.keyClicks(form.field, "x")
        qtbot.keyClick(form.field, Qt.Key.Key_Return)
