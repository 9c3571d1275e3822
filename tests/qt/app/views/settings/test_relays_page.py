"""Joining, choosing and removing relays."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.contract.commands import ChooseRelay, JoinRelay, RemoveRelay
from app.contract.events import Done, Failed, RelaysChanged
from app.contract.values import Relay, RelayState
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.fake_engine import FakeEngineLink
from app.views.settings.relay_list import RelayList
from app.views.settings.relays_page import RelaysPage
from app.views.widgets.banner import Banner
from app.views.widgets.label import Label
from tests.qt.samples import JUPYTER, NOW, R3, R5, snapshot, tunnel_to

HERE = Relay("local", RelayState.UNUSED, NOW, is_embedded=True)


@pytest.fixture
def link():
    return FakeEngineLink()


@pytest.fixture
def page(shown, link):
    controller = Controller(link)
    link.state_changed.emit(EngineState.RUNNING, "")
    link.say(snapshot(relays=(R5, R3, HERE), tunnels=(tunnel_to(JUPYTER, "abc"),)))
    page = RelaysPage(controller, lambda: NOW)
    page.keep = controller
    page.resize(676, 640)
    return shown(page)


def button(page, text):
    found = [each for each in page.findChildren(QPushButton) if each.text() == text]
    return found[-1]


def click(page, text, qtbot):
    qtbot.mouseClick(button(page, text), Qt.MouseButton.LeftButton)


def select(page, row):
    relays = page.findChild(RelayList)
    relays.setCurrentIndex(relays.model().index(row, 0))


def problems(page):
    return [each.text() for each in page.findChildren(Label) if each.isVisible()]


def test_another_relay_is_chosen(page, link, qtbot):
    assert not button(page, "Use for new tunnels").isEnabled()
    select(page, 1)
    click(page, "Use for new tunnels", qtbot)
    assert link.commands == [ChooseRelay(1, "r3 Amsterdam")]


def test_the_relay_of_this_computer_is_chosen_by_no_name_and_never_removed(page, link, qtbot):
    select(page, 2)
    assert not button(page, "Remove…").isEnabled()
    click(page, "Use for new tunnels", qtbot)
    assert link.commands == [ChooseRelay(1, "")]


def test_what_the_engine_refuses_is_told_beneath(page, link, qtbot):
    select(page, 1)
    click(page, "Use for new tunnels", qtbot)
    link.say(Failed(1, "The list of relays cannot be written. Check the disk."))
    assert "The list of relays cannot be written. Check the disk." in problems(page)
    click(page, "Use for new tunnels", qtbot)
    assert "The list of relays cannot be written. Check the disk." not in problems(page)


def test_removing_first_says_what_it_does(page, link, qtbot):
    click(page, "Remove…", qtbot)
    warning = page.findChild(Banner)
    assert warning.accessibleName() == "Remove r5 Frankfurt?"
    assert warning.accessibleDescription() == (
        "1 tunnel closes and its address is gone. To use it again you need a new invitation."
    )
    assert link.commands == []
    click(page, "Remove", qtbot)
    assert link.commands == [RemoveRelay(1, "r5 Frankfurt")]
    assert not warning.isVisible()


def test_a_relay_may_be_kept(page, link, qtbot):
    click(page, "Remove…", qtbot)
    click(page, "Keep", qtbot)
    assert not page.findChild(Banner).isVisible()
    assert link.commands == []


def test_selecting_another_relay_keeps_the_first(page, link, qtbot):
    click(page, "Remove…", qtbot)
    select(page, 1)
    assert not page.findChild(Banner).isVisible()


def test_a_relay_that_is_gone_already_is_not_asked_about(page, link, qtbot):
    click(page, "Remove…", qtbot)
    link.say(RelaysChanged((R3, HERE)))
    assert not page.findChild(Banner).isVisible()


def test_an_invitation_joins_a_relay(page, link, qtbot):
    edit = page.findChild(QLineEdit)
    assert not button(page, "Join").isEnabled()
    qtbot.keyClicks(edit, "  https://r9.example/join/abc ")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert link.commands == [JoinRelay(1, "https://r9.example/join/abc")]
    assert not button(page, "Joining…").isEnabled()
    assert not edit.isEnabled()
    link.say(Done(1))
    assert edit.text() == ""
    assert edit.isEnabled()


def test_an_invitation_that_does_not_work_stays_and_is_explained(page, link, qtbot):
    edit = page.findChild(QLineEdit)
    qtbot.keyClicks(edit, "abc")
    click(page, "Join", qtbot)
    reason = "This invitation is unknown, used already or older than ten minutes."
    link.say(Failed(1, reason))
    assert edit.text() == "abc"
    assert reason in problems(page)
    assert edit.accessibleDescription() == reason
    assert edit.property("invalid") is True
    qtbot.keyClicks(edit, "d")
    assert reason not in problems(page)
    assert edit.property("invalid") is False


def test_nothing_joins_nothing(page, link, qtbot):
    qtbot.keyClick(page.findChild(QLineEdit), Qt.Key.Key_Return)
    assert link.commands == []


def test_why_a_relay_refuses_is_told_for_the_selected_one(page, link):
    reason = "The relay has revoked this computer. Ask for an invitation."
    link.say(RelaysChanged((replace(R5, state=RelayState.REFUSED, reason=reason), R3)))
    assert reason in problems(page)
    select(page, 1)
    assert reason not in problems(page)


def test_time_passes_only_while_the_page_is_seen(page):
    assert page._ticker.isActive()
    page.hide()
    assert not page._ticker.isActive()
