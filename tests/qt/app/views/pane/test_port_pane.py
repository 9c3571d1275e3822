import pytest
from msgspec.structs import replace

from app.contract.commands import Expose
from app.contract.events import Done, Failed
from app.views.pane.port_pane import NothingSelected, PortPane
from tests.qt.samples import NOW, OLLAMA, POSTGRES, UVICORN


@pytest.fixture
def pane(engine, qtbot):
    pane = PortPane(engine[0], lambda: NOW)
    qtbot.addWidget(pane)
    pane.show_port(replace(UVICORN, command="uvicorn app:main\n--reload"))
    pane.show()
    return pane


def test_the_facts_are_told_on_one_line_each(pane):
    assert pane._facts.text() == "HTTP on 127.0.0.1, ~/code/orders-api, since 13:02"
    assert pane._command.text() == "uvicorn app:main --reload"


def test_a_harmless_port_is_exposed_at_once(pane, link, qtbot):
    pane._expose.click()
    command = link.commands[-1]
    assert command == Expose(command.id, UVICORN.target)
    with qtbot.waitSignal(pane.exposed) as exposed:
        link.say(Done(command.id, "t1"))
    assert exposed.args == ["t1", True]


def test_answer_that_comes_late_does_not_concern_the_port_that_is_shown(pane, engine, link, qtbot):
    pane._expose.click()
    pane.show_port(OLLAMA)
    with qtbot.waitSignal(pane.exposed) as exposed:
        link.say(Done(link.commands[-1].id, "t1"))
    assert exposed.args == ["t1", False]
    pane._expose.click()
    pane.show_port(UVICORN)
    with qtbot.waitSignal(engine[0].failed):
        link.say(Failed(link.commands[-1].id, "The relay is full."))
    assert pane._problem.text == ""


def test_a_risky_port_asks_first(pane, link, qtbot):
    pane.show_port(POSTGRES)
    assert pane._expose.text() == "Expose…"
    assert not pane._options.isVisible()
    with qtbot.waitSignal(pane.form_requested):
        pane._expose.click()
    assert link.commands == []


def test_a_failure_stays_until_another_port_is_shown(pane, link):
    pane._expose.click()
    link.say(Failed(link.commands[-1].id, "The relay is full."))
    pane.show_port(UVICORN)
    assert pane._problem.text == "The relay is full."
    pane.show_port(OLLAMA)
    assert pane._problem.text == ""


def test_a_port_that_cannot_be_exposed_says_why(pane):
    pane.show_port(replace(OLLAMA, unreachable_reason="The container publishes no port."))
    assert not pane._expose.isEnabled()
    assert pane._problem.text == "The container publishes no port."
    pane.show_port(OLLAMA)
    assert pane._expose.isEnabled()
    assert pane._problem.text == ""


def test_nothing_selected_can_be_painted(qtbot):
    nothing = NothingSelected()
    qtbot.addWidget(nothing)
    assert not nothing.grab().isNull()
