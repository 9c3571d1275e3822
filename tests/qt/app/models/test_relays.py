"""The relays as a list."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from app.contract.events import ChecksChanged, RelaysChanged, TunnelChanged, TunnelGone
from app.contract.values import Need, Relay, RelayState, TunnelState
from app.models.controller import Controller
from app.models.fake_engine import FakeEngineLink
from app.models.numbers import SPACE
from app.models.relays import RelayModel, RelayRole, relay_at, relay_glyph, state_text
from tests.qt.samples import JUPYTER, NOW, R3, R5, snapshot, tunnel_to

HERE = Relay("local", RelayState.UNUSED, NOW, is_embedded=True)


@pytest.fixture
def link():
    return FakeEngineLink()


@pytest.fixture
def model(link, qtmodeltester):
    controller = Controller(link)
    link.say(snapshot(relays=(R5, R3, HERE), tunnels=(tunnel_to(JUPYTER, "abc"),)))
    model = RelayModel(controller, lambda: NOW)
    qtmodeltester.check(model)
    model.keep = controller
    return model


def states(model):
    rows = range(model.rowCount())
    return [model.index(n).data(RelayRole.STATE).replace(SPACE, " ") for n in rows]


def test_each_relay_tells_how_it_fares(model):
    assert states(model) == ["In use, 1 tunnel", "Ready", "Not connected"]


def test_tunnels_are_counted_as_they_come_and_go(model, link):
    link.say(TunnelChanged(tunnel_to(JUPYTER, "def", id="t2")))
    assert states(model)[0] == "In use, 2 tunnels"
    link.say(TunnelChanged(tunnel_to(JUPYTER, "def", id="t2", state=TunnelState.CLOSED)))
    assert states(model)[0] == "In use, 1 tunnel"
    link.say(TunnelGone(f"t{JUPYTER.port}"))
    assert states(model)[0] == "Ready"


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (RelayState.CONNECTING, "Connecting"),
        (RelayState.UNREACHABLE, "No answer for 6 min 10 s"),
        (RelayState.REFUSED, "Refused"),
    ],
)
def test_trouble_is_told_in_words(model, link, state, text):
    link.say(RelaysChanged((replace(R5, state=state, since=NOW - 370),)))
    assert states(model) == [text]


def test_every_state_has_a_glyph_and_words(model):
    row = model.index(0).data(RelayRole.ROW)
    for state in RelayState:
        changed = type(row)(replace(row.relay, state=state), 0)
        assert relay_glyph(changed.relay, NOW)
        assert state_text(changed, NOW)


@pytest.mark.parametrize(
    ("state", "glyph", "text"),
    [
        (RelayState.CONNECTING, "ask", "Waits for your keyring"),
        (RelayState.REFUSED, "warn", "Your keyring is locked"),
    ],
)
def test_relay_that_needs_the_keyring_says_so(model, state, glyph, text):
    row = model.index(0).data(RelayRole.ROW)
    changed = type(row)(replace(row.relay, state=state, needs=Need.KEYRING), 0)
    assert (relay_glyph(changed.relay, NOW), state_text(changed, NOW)) == (glyph, text)


def test_a_screen_reader_hears_a_sentence(model):
    sentences = [
        model.index(n).data(Qt.ItemDataRole.AccessibleTextRole).replace(SPACE, " ")
        for n in range(3)
    ]
    assert sentences[0] == (
        "r5 Frankfurt, In use, 1 tunnel, new tunnels open here, round trip 23 ms"
    )
    assert sentences[2] == "local, Not connected, round trip unknown"


def test_durations_are_read_again_when_time_passes(model, qtbot):
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.tell_time()
    assert changed.args[2] == [RelayRole.STATE, RelayRole.GLYPH]


def test_names_are_plain_text(model, link):
    link.say(RelaysChanged((replace(R5, name="evil\u202eyaler"),)))
    assert model.index(0).data() == "evil\ufffdyaler"


def test_a_row_is_found_at_its_index(model):
    assert relay_at(model.index(1)).relay == R3
    assert relay_at(model.index(7)) is None


def test_relay_that_is_away_for_long_is_a_warning(model):
    away = replace(R5, state=RelayState.UNREACHABLE, since=NOW - 59)
    assert relay_glyph(away, NOW) == "connecting"
    assert relay_glyph(away, NOW + 1) == "warn"
    assert relay_glyph(replace(away, is_offline=True), NOW + 1) == "stale"


def test_checks_of_a_relay_are_those_of_its_tunnels_in_their_order(model, link, qtbot):
    other = tunnel_to(JUPYTER, "def", id="t2")
    link.say(TunnelChanged(other))
    with qtbot.waitSignal(model.dataChanged):
        link.say(ChecksChanged("t2", ((NOW - 700, 9.0), (NOW - 20, 30.0), (NOW - 5, None))))
    link.say(ChecksChanged(f"t{JUPYTER.port}", ((NOW - 10, 20.0),)))
    checks = ((NOW - 20, 30.0), (NOW - 10, 20.0), (NOW - 5, None))
    assert model.index(0).data(RelayRole.CHECKS) == checks
    assert model.index(1).data(RelayRole.CHECKS) == ()
    sentence = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).replace(SPACE, " ")
    assert sentence.endswith("round trip 23 ms, missed checks 33 %")
