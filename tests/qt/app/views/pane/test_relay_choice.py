import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt

from app.contract.values import Relay, RelayState
from app.views.pane.relay_choice import RelayChoice
from tests.qt.samples import R3, R5

OWN = Relay("this computer", RelayState.READY, 0.0, is_embedded=True, round_trip_ms=1.0)


@pytest.fixture
def choice(qtbot):
    choice = RelayChoice()
    qtbot.addWidget(choice)
    choice.show_relays((R5, R3, OWN))
    choice.show()
    return choice


def test_a_click_chooses(choice, qtbot):
    with qtbot.waitSignal(choice.chosen) as chosen:
        choice._group.button(1).click()
    assert chosen.args == [R3.name]
    with qtbot.waitSignal(choice.chosen) as chosen:
        choice._group.button(2).click()
    assert chosen.args == [""]


def test_all_of_a_line_can_be_clicked(choice, qtbot):
    choice.resize(320, 120)
    with qtbot.waitSignal(choice.chosen) as chosen:
        qtbot.mouseClick(
            choice._trips[1].parentWidget(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2)
        )
    assert chosen.args == [R3.name]


def test_the_round_trip_to_oneself_is_not_told(choice):
    assert [each.text() for each in choice._trips] == ["23\xa0ms", "31\xa0ms", ""]


def test_new_figures_leave_the_lines_where_they_are(choice):
    button = choice._group.button(1)
    changed = replace(R3, round_trip_ms=40.0, is_chosen=True)
    choice.show_relays((replace(R5, is_chosen=False), changed, OWN))
    assert choice._group.button(1) is button
    assert button.isChecked()
    assert choice._trips[1].text() == "40\xa0ms"


def test_other_relays_take_their_place(choice):
    choice.show_relays((R3,))
    assert len(choice._group.buttons()) == len(choice._trips) == 1
