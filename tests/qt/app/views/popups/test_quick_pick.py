import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.contract.commands import Expose
from app.contract.events import Done, PortsChanged
from app.models.controller import Controller
from app.views.popups.quick_pick import QuickPick
from tests.qt.samples import POSTGRES, TO_VITE, UVICORN, VITE


@pytest.fixture
def controller(engine) -> Controller:
    return engine[0]


@pytest.fixture
def pick(controller, qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1160, 740)
    host.show()
    pick = QuickPick(controller, host)
    pick.pick(host)
    qtbot.waitUntil(pick.isVisible)
    yield pick
    pick.close()


def test_enter_exposes_with_defaults(pick, link, qtbot):
    qtbot.keyClicks(pick._edit, "8000")
    qtbot.keyClick(pick._edit, Qt.Key.Key_Return)
    assert not pick.isVisible()
    command = link.commands[-1]
    assert command == Expose(command.id, UVICORN.target)
    with qtbot.waitSignal(pick.exposed) as exposed:
        link.say(Done(command.id, "t1", is_new=False))
    assert exposed.args == ["t1", False]


def test_shift_enter_asks_for_options_first(pick, link, qtbot):
    qtbot.keyClicks(pick._edit, "8000")
    with qtbot.waitSignal(pick.form_requested) as asked:
        qtbot.keyClick(pick._edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert asked.args == [UVICORN]
    assert not any(isinstance(each, Expose) for each in link.commands)


def test_a_risky_port_asks_for_options_always(pick, link, qtbot):
    qtbot.keyClicks(pick._edit, "5432")
    with qtbot.waitSignal(pick.form_requested) as asked:
        qtbot.keyClick(pick._edit, Qt.Key.Key_Return)
    assert asked.args == [POSTGRES]


def test_a_port_that_is_exposed_leads_to_its_tunnel(pick, link, qtbot):
    qtbot.keyClicks(pick._edit, str(VITE.port))
    assert pick._model.index(0, 0).data() == "vite, 5173, exposed already"
    qtbot.keyClick(pick._edit, Qt.Key.Key_Return)
    command = link.commands[-1]
    assert command.target == VITE.target
    with qtbot.waitSignal(pick.exposed) as exposed:
        link.say(Done(command.id, TO_VITE.id, is_new=False))
    assert exposed.args == [TO_VITE.id, False]


def test_arrow_keys_move_while_typing(pick, qtbot):
    qtbot.keyClick(pick._edit, Qt.Key.Key_Down)
    qtbot.keyClick(pick._edit, Qt.Key.Key_Down)
    qtbot.keyClick(pick._edit, Qt.Key.Key_Up)
    assert pick._list.currentIndex().row() == 1
    qtbot.keyClick(pick._edit, Qt.Key.Key_PageUp)
    assert pick._list.currentIndex().row() == 0


def test_nothing_found_exposes_nothing(pick, link, qtbot):
    qtbot.keyClicks(pick._edit, "no such thing")
    assert pick._none.isVisibleTo(pick)
    qtbot.keyClick(pick._edit, Qt.Key.Key_Return)
    assert link.commands == []


def test_esc_closes(pick, qtbot):
    qtbot.keyClicks(pick._edit, "80")
    qtbot.keyClick(pick._edit, Qt.Key.Key_Escape)
    assert not pick.isVisible()


def test_hostile_programs_are_shown_as_they_are(pick, link):
    evil = replace(UVICORN, program="<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}")
    link.say(PortsChanged("local", (evil,)))
    assert pick._model.index(0, 0).data().startswith("<b>x</b>\N{REPLACEMENT CHARACTER}")
    assert not pick.grab().isNull()
