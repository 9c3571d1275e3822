"""A row of choices of which one holds."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.views.widgets.segmented_control import SegmentedControl

SPANS = (("1", "1 min"), ("10", "10 min"), ("60", "1 h"))


@pytest.fixture
def control(shown):
    return shown(SegmentedControl("Span of time", SPANS))


def buttons(control):
    return control.findChildren(QPushButton)


def test_the_first_choice_holds_at_first(control):
    assert control.value() == "1"


def test_a_click_chooses(control, qtbot):
    with qtbot.waitSignal(control.changed) as chosen:
        qtbot.mouseClick(buttons(control)[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["10"]
    assert control.value() == "10"


def test_arrow_keys_choose(control, qtbot):
    buttons(control)[0].setFocus()
    qtbot.waitUntil(buttons(control)[0].hasFocus)
    with qtbot.waitSignal(control.changed) as chosen:
        qtbot.keyClick(buttons(control)[0], Qt.Key.Key_Right)
    assert chosen.args == ["10"]


def test_the_program_chooses_in_silence(control, qtbot):
    with qtbot.assertNotEmitted(control.changed):
        control.set_value("60")
    assert control.value() == "60"


def test_the_border_between_two_has_the_colour_of_the_chosen_one(control):
    control.set_value("10")
    assert [each.property("follows") for each in buttons(control)] == [None, False, True]
    control.set_value("60")
    assert [each.property("follows") for each in buttons(control)] == [None, False, False]


def test_choosing_what_holds_already_changes_nothing(control, qtbot):
    with qtbot.assertNotEmitted(control.changed):
        qtbot.mouseClick(buttons(control)[0], Qt.MouseButton.LeftButton)


def test_an_unknown_choice_is_a_mistake_of_ours(control):
    with pytest.raises(KeyError):
        control.set_value("7")


def test_every_choice_has_a_name(control):
    assert [each.accessibleName() for each in buttons(control)] == ["1 min", "10 min", "1 h"]


def test_a_choice_may_be_called_by_another_text(control):
    control.set_text("10", "10 minutes")
    button = buttons(control)[1]
    assert (button.text(), button.accessibleName()) == ("10 minutes", "10 minutes")
