import pytest
from PySide6.QtWidgets import QLabel, QRadioButton

from app.contract.commands import ChooseRelay, JoinRelay
from app.contract.events import Done, Failed, PortsChanged, RelaysChanged
from app.contract.values import Relay, RelayState
from app.models.preferences import Preferences
from app.settings import Settings
from app.views.pane.welcome_pane import WelcomePane
from tests.qt.samples import NOW, R3, R5, engine_with

OWN = Relay(
    "this computer", RelayState.READY, NOW, is_embedded=True, is_chosen=True, domain="localhost"
)


@pytest.fixture
def engine(qapp):
    return engine_with(tunnels=())


@pytest.fixture
def preferences():
    return Preferences(Settings(), lambda _: None)


@pytest.fixture
def pane(engine, preferences, qtbot):
    pane = WelcomePane(engine[0], preferences)
    qtbot.addWidget(pane)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def texts(pane):
    return [
        each.text().replace("\xa0", " ")
        for each in pane.findChildren(QLabel)
        if each.isVisibleTo(pane)
    ]


def radios(pane):
    return [each for each in pane.findChildren(QRadioButton) if each.isVisibleTo(pane)]


def test_it_counts_what_was_found(pane):
    assert "Porthole found 7 on this computer. They are in the list." in texts(pane)


def test_it_says_what_quitting_means_by_the_users_settings(pane, preferences):
    closing = "Nothing stays open after you quit."
    restoring = f"{closing} What was open then is opened again at the next start."
    assert restoring in texts(pane)
    preferences.change(restore_tunnels=False)
    assert closing in texts(pane)
    assert restoring not in texts(pane)


def test_it_says_what_to_do_where_nothing_was_found(pane, link):
    link.say(PortsChanged("local", ()))
    said = "Start a server on this computer, and its port comes into the list."
    assert said in texts(pane)


def test_relays_are_listed_with_their_round_trips(pane, link):
    assert [each.accessibleName() for each in radios(pane)] == ["r5 Frankfurt", "r3 Amsterdam"]
    assert radios(pane)[0].isChecked()
    assert "31 ms" in texts(pane)
    radios(pane)[1].click()
    assert link.commands[-1] == ChooseRelay(link.commands[-1].id, R3.name)


def test_without_a_relay_it_says_what_the_own_one_means(pane, link, qtbot):
    link.say(RelaysChanged((OWN,)))
    qtbot.waitUntil(lambda: len(radios(pane)) == 1)
    shown = texts(pane)
    assert (
        "Porthole runs a relay of its own. Its addresses work on this computer only. "
        "To be reached from anywhere, join a relay with an invitation."
    ) in shown
    assert not any("works from anywhere" in each for each in shown)
    assert [each.accessibleName() for each in radios(pane)] == ["This computer"]


def test_the_own_relay_is_chosen_by_no_name(pane, link, qtbot):
    link.say(RelaysChanged((R5, OWN)))
    qtbot.waitUntil(lambda: len(radios(pane)) == 2)
    radios(pane)[1].click()
    assert link.commands[-1] == ChooseRelay(link.commands[-1].id, "")


def test_a_choice_that_failed_is_taken_back(pane, link):
    radios(pane)[1].click()
    link.say(Failed(link.commands[-1].id, "The relay is full."))
    assert radios(pane)[0].isChecked()
    assert "The relay is full." in texts(pane)


def test_an_invitation_is_taken(pane, link, qtbot):
    pane._join.click()
    assert pane._invitation.hasFocus()
    pane.join()
    assert not any(isinstance(each, JoinRelay) for each in link.commands)
    qtbot.keyClicks(pane._invitation, " porthole://r5/abc ")
    pane.join()
    assert link.commands[-1] == JoinRelay(link.commands[-1].id, "porthole://r5/abc")
    link.say(Done(link.commands[-1].id))
    assert not pane._invitation_row.isVisible()


def test_a_bad_invitation_can_be_mended(pane, link, qtbot):
    pane._join.click()
    qtbot.keyClicks(pane._invitation, "abc")
    pane.join()
    link.say(Failed(link.commands[-1].id, "That is no invitation."))
    assert "That is no invitation." in texts(pane)
    assert pane._invitation.text() == "abc"
    assert pane._send.isEnabled()


def test_a_hostile_relay_is_shown_as_it_is(pane, link, qtbot):
    from msgspec.structs import replace

    link.say(RelaysChanged((replace(R5, name="<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}&y"),)))
    qtbot.waitUntil(lambda: len(radios(pane)) == 1)
    (radio,) = radios(pane)
    assert radio.text() == "<b>x</b>\N{REPLACEMENT CHARACTER}&&y"
