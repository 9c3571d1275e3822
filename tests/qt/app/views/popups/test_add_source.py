import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.contract.commands import AddHost
from app.contract.events import Done, Failed, SourcesChanged
from app.views.popups.add_source import AddSource
from tests.qt.samples import SOURCES, STAGING

NEW = replace(STAGING, id="ssh:me@box:2222", name="me@box:2222")


@pytest.fixture
def popup(engine, qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1160, 740)
    host.show()
    popup = AddSource(engine[0], host)
    popup.ask(host)
    qtbot.waitUntil(popup.isVisible)
    yield popup
    popup.close()


def enter(popup, qtbot, text):
    qtbot.keyClicks(popup._field, text)
    qtbot.keyClick(popup._field, Qt.Key.Key_Return)


def test_enter_adds_the_host(popup, link, qtbot):
    enter(popup, qtbot, " me@box:2222 ")
    command = link.commands[-1]
    assert command == AddHost(command.id, "me@box:2222")
    link.say(SourcesChanged((*SOURCES, NEW)))
    with qtbot.waitSignal(popup.added) as added:
        link.say(Done(command.id))
    assert added.args == [NEW.id]
    assert not popup.isVisible()


def test_problem_is_shown_until_the_text_changes(popup, link, qtbot):
    enter(popup, qtbot, "no host")
    link.say(Failed(link.commands[-1].id, "'no host' is\nnot an SSH host."))
    assert popup.isVisible()
    assert popup.problem.text == "'no host' is not an SSH host."
    assert popup._field.accessibleDescription() == popup.problem.text
    qtbot.keyClicks(popup._field, "x")
    assert popup.problem.isHidden()


def test_host_is_added_once_however_often_enter_is_pressed(popup, link, qtbot):
    enter(popup, qtbot, "box")
    qtbot.keyClick(popup._field, Qt.Key.Key_Return)
    assert len(link.commands) == 1


def test_nothing_is_added_without_a_host(popup, link, qtbot):
    enter(popup, qtbot, "  ")
    assert not popup.findChild(QPushButton).isEnabled()
    assert link.commands == []


def test_escape_closes(popup, link, qtbot):
    qtbot.keyClicks(popup._field, "box")
    qtbot.keyClick(popup._field, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert link.commands == []


def test_problem_is_told_elsewhere_when_the_popup_is_closed(popup, engine, link, qtbot):
    enter(popup, qtbot, "box")
    popup.close()
    with qtbot.waitSignal(engine[0].failed) as failed:
        link.say(Failed(link.commands[-1].id, "There are too many."))
    assert failed.args == ["There are too many."]


def test_it_opens_empty_again(popup, qtbot):
    qtbot.keyClicks(popup._field, "box")
    popup.close()
    popup.ask(popup.parentWidget())
    assert popup._field.text() == ""
