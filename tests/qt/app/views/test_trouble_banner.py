import msgspec
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from app.contract.commands import Check
from app.contract.events import RelaysChanged, TunnelChanged
from app.contract.values import Need, RelayState, TunnelState
from app.models.engine_link import EngineState
from app.views.theme import theme
from app.views.trouble_banner import TroubleBanner
from app.views.widgets.banner import Banner
from tests.qt.samples import NOW, R3, R5, TO_JUPYTER, at, engine_with

LOST = msgspec.structs.replace(
    R5, state=RelayState.UNREACHABLE, since=NOW - 40, attempt=3, next_attempt_at=NOW + 4
)

OFFLINE = msgspec.structs.replace(LOST, is_offline=True)


class Clock:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def link(qapp):
    if not qapp.styleSheet():
        theme().apply(qapp, "light", 100)
    parent = QObject()
    controller, link = engine_with(parent)
    link.controller = controller
    yield link
    parent.deleteLater()


@pytest.fixture
def banner(qtbot, link, clock):
    banner = Banner()
    qtbot.addWidget(banner)
    banner.trouble = TroubleBanner(link.controller, banner, clock, banner)
    return banner


def told(banner):
    """Return title and text, None if the banner is hidden."""
    if not banner.isVisible():
        return None
    texts = (banner.accessibleName(), banner.accessibleDescription())
    return tuple(text.replace("\N{NO-BREAK SPACE}", " ") for text in texts)


def test_without_trouble_there_is_no_banner(banner):
    assert told(banner) is None


def test_lost_relay_counts_down_to_the_next_try(banner, link, clock):
    stale = msgspec.structs.replace(TO_JUPYTER, state=TunnelState.STALE, kept_until=at(14, 52))
    link.say(TunnelChanged(stale))
    link.say(RelaysChanged((LOST, R3)))
    assert told(banner) == (
        "Relay r5 does not answer. Next try in 4 s.",
        "Addresses are kept until 14:52. Attempt 3.",
    )
    clock.now += 2
    banner.trouble.refresh()
    assert told(banner)[0].endswith("Next try in 2 s.")
    clock.now += 2
    banner.trouble.refresh()
    assert told(banner)[0].endswith("Trying now.")
    link.say(RelaysChanged((R5, R3)))
    assert told(banner) is None


def test_relay_that_is_away_for_long_says_since_when(banner, link):
    link.say(RelaysChanged((msgspec.structs.replace(LOST, since=NOW - 1020),)))
    assert told(banner)[0] == "Relay r5 has not answered for 17 min."


def test_unknown_times_are_left_out(banner, link):
    link.say(RelaysChanged((msgspec.structs.replace(LOST, next_attempt_at=None, attempt=0),)))
    assert told(banner) == ("Relay r5 does not answer. Trying now.", "")


def test_button_tries_at_once(banner, link):
    link.say(RelaysChanged((LOST,)))
    button = banner.findChild(QPushButton)
    assert button.text() == "Try now"
    button.click()
    assert isinstance(link.commands[-1], Check)


def test_first_connection_is_no_trouble(banner, link):
    link.say(RelaysChanged((msgspec.structs.replace(R5, state=RelayState.CONNECTING),)))
    assert told(banner) is None


def test_refusal_tells_the_reason(banner, link):
    refused = msgspec.structs.replace(
        R5, state=RelayState.REFUSED, reason="Ask for\nan invitation."
    )
    link.say(RelaysChanged((refused,)))
    assert told(banner) == ("Relay r5 refuses this computer", "Ask for an invitation.")


def test_revoked_computer_is_led_to_where_it_can_join_again(banner, link, qtbot):
    refused = msgspec.structs.replace(
        R5, state=RelayState.REFUSED, reason="Ask for an invitation.", needs=Need.INVITATION
    )
    link.say(RelaysChanged((refused,)))
    button = banner.findChild(QPushButton)
    assert button.text() == "Join again…"
    with qtbot.waitSignal(banner.trouble.relays_requested):
        button.click()


def test_keyring_that_asks_is_told_before_relays_that_are_away(banner, link):
    asking = msgspec.structs.replace(R3, state=RelayState.CONNECTING, needs=Need.KEYRING)
    link.say(RelaysChanged((LOST, asking)))
    assert told(banner) == (
        "Porthole waits for your keyring",
        "Type its password where the system asks for it.",
    )
    link.say(RelaysChanged((R5, R3)))
    assert told(banner) is None


def test_locked_keyring_is_asked_again_by_the_button(banner, link):
    locked = msgspec.structs.replace(R5, state=RelayState.REFUSED, needs=Need.KEYRING)
    link.say(RelaysChanged((locked,)))
    assert told(banner) == ("Your keyring is locked", "Tunnels open as soon as you unlock it.")
    button = banner.findChild(QPushButton)
    assert button.text() == "Unlock…"
    button.click()
    assert isinstance(link.commands[-1], Check)


def test_chosen_relay_comes_first(banner, link):
    other = msgspec.structs.replace(R3, state=RelayState.UNREACHABLE)
    link.say(RelaysChanged((other, LOST)))
    assert "Relay r5 " in told(banner)[0]


def test_banner_is_silent_while_something_matters_more(banner, link):
    banner.trouble.set_outranked(True)
    link.say(RelaysChanged((LOST,)))
    assert told(banner) is None
    banner.trouble.set_outranked(False)
    assert "Relay r5 " in told(banner)[0]


def test_offline_needs_no_button(banner, link, qtbot):
    link.say(RelaysChanged((LOST,)))
    link.say(RelaysChanged((OFFLINE,)))
    assert told(banner) == ("This computer is offline", "Tunnels come back by themselves.")
    qtbot.waitUntil(lambda: not banner.findChildren(QPushButton))
    link.say(RelaysChanged((LOST,)))
    assert "does not answer" in told(banner)[0]


def test_crashed_engine_comes_before_everything(banner, link, qtbot):
    link.say(RelaysChanged((OFFLINE,)))
    link.state_changed.emit(EngineState.CRASHED, "It ended with signal 11.")
    assert told(banner)[0] == "Porthole's engine ended and is starting again"
    link.state_changed.emit(EngineState.STARTING, "")
    assert told(banner)[0] == "Porthole's engine ended and is starting again"
    link.state_changed.emit(EngineState.RUNNING, "")
    link.say(RelaysChanged((OFFLINE,)))
    assert told(banner)[0] == "This computer is offline"
    link.state_changed.emit(EngineState.GIVEN_UP, "It ended with signal 11.")
    assert told(banner) == (
        "Porthole's engine ends again and again",
        "It ended with signal 11.",
    )
    button = next(each for each in banner.findChildren(QPushButton) if each.isVisible())
    with qtbot.waitSignal(banner.trouble.restart_requested):
        button.click()


def test_relay_on_this_computer_that_never_worked_says_why(banner, link):
    own = msgspec.structs.replace(
        LOST, name="this computer", is_embedded=True, domain="", reason="Make room on the disk."
    )
    link.say(RelaysChanged((own,)))
    title, text = told(banner)
    assert title == "Relay on this computer does not answer. Next try in 4 s."
    assert text == "Make room on the disk. Attempt 3."


def test_banner_knows_which_relay_it_tells_of(banner, link):
    assert not banner.trouble.tells_of(R5.name)
    link.say(RelaysChanged((LOST, R3)))
    assert banner.trouble.tells_of(R5.name)
    assert not banner.trouble.tells_of(R3.name)
    link.say(RelaysChanged((OFFLINE, R3)))
    assert banner.trouble.tells_of(R3.name)
    banner.hide()
    assert not banner.trouble.tells_of(R5.name)
    link.state_changed.emit(EngineState.GIVEN_UP, "")
    assert banner.trouble.tells_of(R5.name)


def test_banner_tells_before_its_window_is_shown(link, clock, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    trouble = TroubleBanner(link.controller, Banner(parent=window), clock, window)
    link.say(RelaysChanged((LOST, R3)))
    assert trouble.tells_of(R5.name)
