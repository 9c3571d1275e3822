import logging

import msgspec
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.contract.commands import Answer
from app.contract.events import Asked, Unasked
from app.contract.values import Question, QuestionKind
from app.views.questions.question_panel import GUARD_MS, QuestionPanel
from app.views.questions.question_queue import QuestionQueue
from app.views.theme import theme
from tests.qt.samples import GPU_BOX, STAGING, engine_with

FINGERPRINT = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"
KEY = Question(
    "1",
    GPU_BOX.id,
    QuestionKind.HOST_KEY,
    "The computer gpu.example is not known yet. Is this its ED25519 key?",
    FINGERPRINT,
)
PASSWORD = Question(
    "2", STAGING.id, QuestionKind.PASSWORD, "staging-eu asks for a password.", can_remember=True
)
PASSPHRASE = Question(
    "3", STAGING.id, QuestionKind.PASSPHRASE, "A key has a passphrase.", "~/.ssh/id_ed25519"
)


@pytest.fixture
def engine(qapp):
    if not qapp.styleSheet():
        theme().apply(qapp, "light", 100)
    parent = QObject()
    yield engine_with(parent)
    parent.deleteLater()


@pytest.fixture
def panel(qtbot, engine):
    host = QWidget()
    qtbot.addWidget(host)
    panel = QuestionPanel(engine[0], QuestionQueue(engine[0], host), host)
    panel.host = host
    panel.other = QLineEdit(host)
    column = QVBoxLayout(host)
    column.addWidget(panel)
    column.addWidget(panel.other)
    panel.follow(panel.other)
    host.resize(598, 400)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    return panel


@pytest.fixture
def ask(panel, link):
    """Ask a question, and let its buttons work."""

    def ask(question):
        link.say(Asked(question))
        panel._guard.stop()

    return ask


def button(panel, text):
    return next(each for each in panel.findChildren(QPushButton) if each.text() == text)


def seen(panel, kind):
    return [each for each in panel.findChildren(kind) if each.isVisible()]


def answers(link):
    found = [each for each in link.commands if isinstance(each, Answer)]
    return [(each.question, each.text, each.remember) for each in found]


def test_without_a_question_there_is_no_panel(panel):
    assert not panel.isVisible()


def test_host_key_is_shown_and_trusted_by_a_click(panel, link, ask, qtbot):
    ask(KEY)
    assert panel.isVisible()
    assert panel._title.text() == KEY.text
    assert panel._detail.text == FINGERPRINT
    assert seen(panel, QLineEdit) == []
    qtbot.mouseClick(button(panel, "Trust this key"), Qt.MouseButton.LeftButton)
    assert answers(link) == [("1", "yes", False)]
    assert not panel.isVisible()


def test_host_key_is_refused(panel, link, ask):
    ask(KEY)
    button(panel, "Do not connect").click()
    assert answers(link) == [("1", "", False)]


def test_click_that_was_meant_for_something_else_answers_nothing(panel, link, ask, qtbot):
    link.say(Asked(KEY))
    assert panel._guard.interval() == GUARD_MS == 500
    for text in ("Trust this key", "Do not connect"):
        button(panel, text).click()
    assert answers(link) == []
    ask(KEY)
    link.say(Unasked(KEY.id))
    link.say(Asked(PASSWORD))
    button(panel, "Cancel").click()
    assert answers(link) == []


def test_question_takes_no_keyboard_and_has_no_default(panel, ask, qtbot):
    panel.other.setFocus()
    ask(KEY)
    assert panel.other.hasFocus()
    assert not any(each.isDefault() for each in panel.findChildren(QPushButton))
    panel.ask(GPU_BOX.id)
    assert panel.hasFocus()
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    qtbot.keyClick(panel, Qt.Key.Key_Space)
    assert panel.isVisible()


def test_tab_leads_from_the_question_to_its_buttons(panel, ask, qtbot):
    ask(KEY)
    panel.ask(GPU_BOX.id)
    names = []
    for _ in range(3):
        qtbot.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
        names.append(panel.window().focusWidget().accessibleName())
    assert names == ["Trust this key", "Do not connect", "Answer later"]


def test_password_is_sent_and_wiped(panel, link, ask, qtbot, caplog):
    caplog.set_level(logging.DEBUG)
    ask(PASSWORD)
    (field,) = seen(panel, QLineEdit)
    (box,) = seen(panel, QCheckBox)
    assert not button(panel, "Connect").isEnabled()
    panel.ask(STAGING.id)
    assert field.hasFocus()
    qtbot.keyClicks(field, "s3cret")
    box.setChecked(True)
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert answers(link) == [("2", "s3cret", True)]
    assert field.text() == ""
    assert "s3cret" not in caplog.text


def test_empty_password_is_not_sent(panel, link, ask, qtbot):
    ask(PASSWORD)
    qtbot.keyClick(panel._form.field, Qt.Key.Key_Return)
    assert answers(link) == []
    assert panel.isVisible()


def test_cancelled_password_is_a_no(panel, link, ask, qtbot):
    ask(PASSWORD)
    qtbot.keyClicks(panel._form.field, "s3cret")
    button(panel, "Cancel").click()
    assert answers(link) == [("2", "", False)]
    assert panel._form.field.text() == ""


def test_passphrase_names_its_key_and_is_not_remembered_without_a_keyring(panel, ask):
    ask(PASSPHRASE)
    assert panel._detail.text == "~/.ssh/id_ed25519"
    assert panel._form.field.accessibleName() == "Passphrase"
    assert seen(panel, QCheckBox) == []


@pytest.mark.parametrize("question", [KEY, PASSWORD])
def test_escape_puts_the_question_off(panel, link, ask, qtbot, question):
    ask(question)
    panel.ask(question.source)
    panel._form.field.setText("half a sec")
    qtbot.keyClick(panel.window().focusWidget(), Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert panel._form.field.text() == ""
    assert answers(link) == []
    panel.ask(question.source)
    assert panel.isVisible()


def test_questions_come_one_by_one(panel, link, ask):
    ask(KEY)
    assert panel._who.text() == "gpu-box"
    link.say(Asked(PASSWORD))
    assert panel._who.text() == "gpu-box · 1 more question waits"
    link.say(Asked(PASSPHRASE))
    assert panel._who.text() == "gpu-box · 2 more questions wait"
    button(panel, "Trust this key").click()
    assert panel._who.text() == "staging-eu · 1 more question waits"
    assert panel._title.text() == PASSWORD.text


def test_withdrawn_question_goes_with_what_was_typed(panel, link, ask):
    ask(PASSWORD)
    panel._form.field.setText("half a sec")
    link.say(Unasked(PASSWORD.id))
    assert not panel.isVisible()
    assert panel._form.field.text() == ""


def test_keyboard_stays_for_the_next_question(panel, link, ask, qtbot):
    ask(KEY)
    link.say(Asked(PASSWORD))
    button(panel, "Trust this key").setFocus()
    button(panel, "Trust this key").click()
    assert panel._form.field.hasFocus()


def test_text_of_a_host_is_shown_as_it_is(panel, ask):
    evil = msgspec.structs.replace(
        KEY, text="<b>Trust</b>\N{RIGHT-TO-LEFT OVERRIDE}\nme", detail="<i>x</i>"
    )
    ask(evil)
    assert panel._title.text() == "<b>Trust</b>\N{REPLACEMENT CHARACTER} me"
    assert panel._title.textFormat() is Qt.TextFormat.PlainText
    assert panel._detail.text == "<i>x</i>"


def test_everything_has_a_name(panel, ask):
    ask(PASSWORD)
    assert panel.accessibleName() == PASSWORD.text
    for each in (*panel.findChildren(QPushButton), *panel.findChildren(QLineEdit)):
        assert each.accessibleName()
    assert not panel.grab().isNull()
