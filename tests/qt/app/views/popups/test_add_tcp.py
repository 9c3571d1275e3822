import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.contract.commands import Expose
from app.contract.events import Done, Failed
from app.views.popups.add_tcp import AddTcp
from tests.qt.samples import TO_JUPYTER, TO_SSHD


@pytest.fixture
def popup(qtbot, engine):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    popup = AddTcp(engine[0], window)
    popup.ask(TO_JUPYTER, window)
    popup.window_below = window  # which ends with its Python object
    return popup


def texts(popup):
    return " ".join(each.text() for each in popup.findChildren(QLabel) if each.isVisible())


def press(popup, qtbot):
    (button,) = popup.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_risk_is_told_before_the_port_is_opened(popup, link):
    assert "Anyone can find a raw TCP port" in texts(popup)
    assert "The address stays. Open connections end." in texts(popup)
    assert not any(isinstance(each, Expose) for each in link.commands)


def test_what_encrypts_itself_is_warned_of_no_scanners(popup, link):
    popup.ask(replace(TO_SSHD, tcp_socket=None, wants_tcp=False), popup.parentWidget())
    assert "SSH has its own." in texts(popup)
    assert "Anyone" not in texts(popup)


def test_port_is_added_to_the_tunnel_of_the_same_target(popup, qtbot, link):
    press(popup, qtbot)
    command = link.commands[-1]
    assert command == Expose(command.id, TO_JUPYTER.target, tcp=True)
    assert popup.isVisible()
    link.say(Done(command.id, TO_JUPYTER.id, is_new=False))
    assert not popup.isVisible()


def test_refusal_is_told_and_another_attempt_is_possible(popup, qtbot, link):
    press(popup, qtbot)
    link.say(Failed(link.commands[-1].id, "No raw TCP port here."))
    assert popup.problem.text == "No raw TCP port here."
    press(popup, qtbot)
    link.say(Done(link.commands[-1].id, TO_JUPYTER.id, is_new=False))
    popup.ask(TO_JUPYTER, popup.parentWidget())
    assert popup.problem.text == ""


def test_refusal_that_comes_after_the_popup_was_closed_is_told_by_the_window(popup, qtbot, link):
    press(popup, qtbot)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    with qtbot.waitSignal(popup._controller.failed) as failed:
        link.say(Failed(link.commands[-1].id, "No raw TCP port here."))
    assert failed.args == ["No raw TCP port here."]


def test_popup_is_as_high_as_its_texts(popup):
    assert popup.height() == popup.layout().totalHeightForWidth(popup.width())
