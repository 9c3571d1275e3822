import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.contract.events import PortsChanged
from app.views.popups.port_pick import PortPick
from tests.qt.samples import UVICORN


@pytest.fixture
def pick(engine, qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1160, 740)
    host.show()
    pick = PortPick("Point to another port", engine[0], host)
    pick.pick(host)
    qtbot.waitUntil(pick.isVisible)
    yield pick
    pick.close()


def test_the_best_one_is_chosen_at_first(pick, qtbot):
    qtbot.keyClicks(pick._edit, "8000")
    with qtbot.waitSignal(pick.picked) as picked:
        qtbot.keyClick(pick._edit, Qt.Key.Key_Return)
    assert picked.args == [UVICORN, False]


def test_a_click_picks(pick, qtbot):
    qtbot.keyClicks(pick._edit, "8000")
    place = pick._list.visualRect(pick._model.index(0, 0)).center()
    with qtbot.waitSignal(pick.picked):
        qtbot.mouseClick(pick._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not pick.isVisible()


def test_it_begins_empty_each_time(pick, qtbot):
    qtbot.keyClicks(pick._edit, "8000")
    pick.close()
    pick.pick(pick.parentWidget())
    assert pick._edit.text() == ""


def test_ports_that_come_and_go_are_followed(pick, engine, qtbot):
    qtbot.keyClicks(pick._edit, "uvi")
    assert len(pick._model.candidates) == 1
    engine[1].say(PortsChanged("local", ()))
    assert pick._model.candidates == ()
