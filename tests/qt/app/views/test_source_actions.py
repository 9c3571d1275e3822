import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from app.contract.commands import AddHost, Answer
from app.contract.events import Asked, Done, RelaysChanged, SourcesChanged
from app.contract.values import Question, QuestionKind, RelayState, SourceState
from app.models.preferences import Preferences
from app.settings import Settings
from app.views.main_window import MainWindow
from app.views.popups.add_source import AddSource
from app.views.questions.question_panel import QuestionPanel
from app.views.theme import theme
from tests.qt.samples import GPU_BOX, NOW, R5, SOURCES, STAGING, TO_JUPYTER, engine_with

ASKING = replace(STAGING, state=SourceState.ASKING)
PASSWORD = Question("1", STAGING.id, QuestionKind.PASSWORD, "staging-eu asks for a password.")


@pytest.fixture
def engine(qapp):
    if not qapp.styleSheet():
        theme().apply(qapp, "light", 100)
    parent = QObject()
    yield engine_with(parent)
    parent.deleteLater()


@pytest.fixture
def window(qtbot, engine):
    preferences = Preferences(Settings(), lambda _: None, engine[0])
    window = MainWindow(engine[0], preferences, clock=lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def asking(window, link):
    """A host waits for its password."""
    link.say(SourcesChanged((*SOURCES[:-1], ASKING)))
    link.say(Asked(PASSWORD))
    return window


def rect_of(view, key):
    return view.visualRect(view.model().index(view.model().row_of(key)))


def click(qtbot, view, at):
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_added_host_is_chosen(window, link, qtbot):
    sources = window.sidebar.list
    click(qtbot, sources, rect_of(sources, "add").center())
    popup = window.findChild(AddSource)
    qtbot.keyClicks(popup.findChild(QLineEdit), "box")
    qtbot.keyClick(popup.findChild(QLineEdit), Qt.Key.Key_Return)
    command = next(each for each in link.commands if isinstance(each, AddHost))
    box = replace(STAGING, id="ssh:box", name="box", state=SourceState.CONNECTING)
    link.say(SourcesChanged((*SOURCES, box)))
    link.say(Done(command.id))
    assert sources.currentIndex().data() == "box"
    assert window.panel.list.model().index(0).data() == "box, connecting"


def test_question_comes_before_other_troubles(asking, link):
    link.say(RelaysChanged((replace(R5, state=RelayState.UNREACHABLE),)))
    assert asking.panel.question.isVisible()
    assert not asking.panel.banner.isVisible()
    asking.panel.question.queue.put_off()
    assert not asking.panel.question.isVisible()
    assert asking.panel.banner.isVisible()


def test_question_that_is_put_off_is_reached_from_the_sidebar_and_from_the_heading(asking, qtbot):
    question, sources, ports = asking.panel.question, asking.sidebar.list, asking.panel.list
    question.queue.put_off()
    click(qtbot, sources, rect_of(sources, STAGING.id).center())
    assert question._form.field.hasFocus()
    question.queue.put_off()
    heading = rect_of(ports, f"section {STAGING.id}")
    click(qtbot, ports, heading.bottomRight() - QPoint(30, 12))
    assert question._form.field.hasFocus()


def test_question_takes_the_place_of_a_page(asking):
    asking.panel.question.queue.put_off()
    asking.show_page(TO_JUPYTER.id)
    asking.source_actions.answer(STAGING.id)
    assert asking.panel.question._form.field.hasFocus()
    assert asking.panel.question.isVisible()


def test_question_that_is_covered_is_told_of(window, link, monkeypatch):
    said = []
    monkeypatch.setattr(window.strip, "say", said.append)
    link.say(Asked(PASSWORD))
    assert said == []
    window.show_page(TO_JUPYTER.id)
    link.say(Asked(replace(PASSWORD, id="2", source=GPU_BOX.id)))
    assert said == ["gpu-box waits for your answer"]


def test_keyboard_is_with_the_sources_after_the_answer(asking, link, qtbot):
    asking.source_actions.answer(STAGING.id)
    asking.panel.question._guard.stop()
    field = asking.panel.question._form.field
    qtbot.keyClicks(field, "s3cret")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert isinstance(link.commands[-1], Answer)
    assert asking.sidebar.list.hasFocus()


def test_f6_leads_to_the_question(asking, qtbot):
    asking.sidebar.list.setFocus()
    qtbot.keyClick(asking, Qt.Key.Key_F6)
    assert asking.panel.question.hasFocus()


def test_tab_leads_from_the_toolbar_through_the_question_to_the_list(asking, qtbot):
    panel = asking.panel
    panel._pick.setFocus()
    seen = []
    for _ in range(6):
        qtbot.keyClick(asking.focusWidget(), Qt.Key.Key_Tab)
        seen.append(asking.focusWidget())
    assert seen[:2] == [panel.question, panel.question._form.field]
    assert panel.list in seen


def test_panel_is_made_for_the_first_question(window, link):
    assert window.findChild(QuestionPanel) is None
    link.say(Asked(PASSWORD))
    assert window.findChild(QuestionPanel).isVisible()


def test_question_from_before_the_window_is_shown(engine, link, qtbot):
    link.say(Asked(replace(PASSWORD, source=GPU_BOX.id)))
    link.say(RelaysChanged((replace(R5, state=RelayState.UNREACHABLE),)))
    preferences = Preferences(Settings(), lambda _: None, engine[0])
    window = MainWindow(engine[0], preferences, clock=lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    assert window.panel.question.isVisible()
    assert not window.panel.banner.isVisible()
