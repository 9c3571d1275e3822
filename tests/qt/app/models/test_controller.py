from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.contract.commands import Close, Expose
from app.contract.events import (
    Asked,
    BudgetReached,
    ChecksChanged,
    ConnectionsChanged,
    CostsChanged,
    CostsTold,
    Counted,
    Done,
    Failed,
    MonthTold,
    Notice,
    PortsChanged,
    RateCardsChanged,
    RelaysChanged,
    Snapshot,
    SourcesChanged,
    TrafficTold,
    TunnelChanged,
    TunnelGone,
    Unasked,
)
from app.contract.values import (
    Counters,
    Port,
    Question,
    QuestionKind,
    Relay,
    RelayState,
    Source,
    SourceKind,
    SourceState,
    Tunnel,
    TunnelState,
)
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.fake_engine import FakeEngineLink

HERE = Source("local", SourceKind.COMPUTER, "This computer", SourceState.READY, 1.0)
BOX = Source("ssh:box", SourceKind.SSH, "box", SourceState.OFF, 1.0)
PORT = Port("local/8000", "local", "127.0.0.1", 8000, "127.0.0.1:8000")
TUNNEL = Tunnel(
    "t1", "local", 8000, "127.0.0.1:8000", PORT.id, TunnelState.LIVE, 1.0, 1.0, "r5", title="web"
)
RELAY = Relay("r5", RelayState.READY, 1.0, is_chosen=True)
EVERYTHING = Snapshot("1", (HERE, BOX), (PORT,), (TUNNEL,), (RELAY,))


@pytest.fixture
def link(qapp):
    return FakeEngineLink()


@pytest.fixture
def controller(link):
    controller = Controller(link)
    link.say(EVERYTHING)
    link.state_changed.emit(EngineState.RUNNING, "")
    return controller


def test_snapshot_is_mirrored(controller):
    assert list(controller.sources) == ["local", "ssh:box"]
    assert controller.ports == {"local": (PORT,), "ssh:box": ()}
    assert controller.tunnels == {"t1": TUNNEL}
    assert controller.chosen_relay == RELAY
    assert controller.port(PORT.id) == PORT
    assert controller.tunnel_of(PORT) == TUNNEL


def test_another_snapshot_replaces_all(controller, link, qtbot):
    with qtbot.waitSignal(controller.reset):
        link.say(Snapshot("1", (HERE,), (), (), ()))
    assert (controller.tunnels, controller.ports) == ({}, {"local": ()})
    assert controller.chosen_relay is None
    assert controller.port(PORT.id) is None
    assert controller.tunnel_of(PORT) is None


def test_open_tunnel_comes_before_a_closed_one_to_the_same_port(controller, link):
    again = replace(TUNNEL, id="t2")
    link.say(TunnelChanged(replace(TUNNEL, state=TunnelState.CLOSED)))
    link.say(TunnelChanged(again))
    assert controller.tunnel_of(PORT) == again


COUNTERS = Counters("t1", 2.0, 10, 20, 1, 3)
QUESTION = Question("q", "ssh:box", QuestionKind.PASSWORD, "Password of box?")
CARDS = RateCardsChanged((), (), Decimal(0))
TOLD = CostsTold("r", 600, (), "USD")
MONTH = MonthTold("2026-11", (), Decimal(1), Decimal(0), Decimal(2), "USD", "card")
CHECKED = ChecksChanged("t1", ((1.0, 23.0), (11.0, None)))
TRAFFIC = TrafficTold("t1", 60, ((60, 1, 2, 3),))


@pytest.mark.parametrize(
    ("event", "signal", "arguments", "attribute", "value"),
    [
        (SourcesChanged((BOX,)), "sources_changed", [], "sources", {"ssh:box": BOX}),
        (
            PortsChanged("local", ()),
            "ports_changed",
            ["local"],
            "ports",
            {"local": (), "ssh:box": ()},
        ),
        (TunnelChanged(TUNNEL), "tunnel_changed", [TUNNEL], "tunnels", {"t1": TUNNEL}),
        (TunnelGone("t1"), "tunnel_gone", ["t1"], "tunnels", {}),
        (CHECKED, "checks_changed", ["t1"], "checks", {"t1": CHECKED.checks}),
        (RelaysChanged(()), "relays_changed", [], "relays", ()),
        (Counted((COUNTERS,)), "counted", [(COUNTERS,)], "counters", {"t1": COUNTERS}),
        (ConnectionsChanged("t1", ()), "connections_changed", ["t1", ()], "counters", {}),
        (Asked(QUESTION), "asked", [QUESTION], "questions", {"q": QUESTION}),
        (Unasked("q"), "unasked", ["q"], "questions", {}),
        (BudgetReached("80 %."), "budget_reached", ["80 %."], "costs", {}),
        (Notice("Hello."), "noticed", ["Hello."], "questions", {}),
        (CostsChanged((), Decimal(2), "USD"), "costs_changed", [], "costs", {}),
        (CARDS, "rate_cards_changed", [], "rate_cards", CARDS),
        (TOLD, "costs_told", [TOLD], "costs", {}),
        (MONTH, "month_told", [MONTH], "costs", {}),
        (TRAFFIC, "traffic_told", [TRAFFIC], "costs", {}),
    ],
    ids=lambda value: type(value).__name__ if hasattr(value, "__struct_fields__") else "",
)
def test_change_is_mirrored_and_told(
    controller, link, qtbot, event, signal, arguments, attribute, value
):
    with qtbot.waitSignal(getattr(controller, signal)) as told:
        link.say(event)
    assert told.args == arguments
    assert getattr(controller, attribute) == value


def test_ports_of_a_source_that_has_gone_go_with_it(controller, link):
    link.say(SourcesChanged((BOX,)))
    assert controller.port(PORT.id) is None


def test_commands_are_numbered(controller, link):
    controller.expose(PORT, tcp=True)
    controller.ask(Close, "t1")
    assert link.commands == [Expose(1, "127.0.0.1:8000", tcp=True), Close(2, "t1")]


def test_answer_reaches_who_asked(controller, link):
    answers = []
    controller.expose(PORT, then=answers.append, otherwise=answers.append)
    controller.ask(Close, "t1")
    link.say(Done(1, "t1"))
    link.say(Done(1, "t1"))
    assert answers == [Done(1, "t1")]


def test_refusal_reaches_who_asked(controller, link):
    reasons = []
    controller.expose(PORT, otherwise=reasons.append)
    link.say(Failed(1, "No."))
    assert reasons == ["No."]


def test_refusal_that_nobody_waits_for_is_told_to_all(controller, link, qtbot):
    controller.ask(Close, "t1")
    with qtbot.waitSignal(controller.failed) as failed:
        link.say(Failed(1, "No."))
    assert failed.args == ["No."]


def test_crash_of_the_engine_is_the_answer_to_all_questions(controller, link, qtbot):
    reasons = []
    controller.expose(PORT, otherwise=reasons.append)
    with qtbot.waitSignal(controller.engine_changed) as changed:
        link.state_changed.emit(EngineState.CRASHED, "It ended.")
    assert len(reasons) == 1
    assert changed.args == [EngineState.CRASHED, "It ended."]


@pytest.mark.parametrize(
    ("state", "relay_state"),
    [
        (EngineState.CRASHED, RelayState.CONNECTING),
        (EngineState.GIVEN_UP, RelayState.UNUSED),
    ],
)
def test_without_an_engine_no_tunnel_is_taken_for_open(controller, link, qtbot, state, relay_state):
    signals = [controller.tunnel_changed, controller.relays_changed]
    with qtbot.waitSignals(signals):
        link.state_changed.emit(state, "")
    tunnel = controller.tunnels["t1"]
    assert (tunnel.state, tunnel.attempt) == (TunnelState.STALE, 1)
    assert tunnel.since > TUNNEL.since
    assert controller.relays[0].state is relay_state
    link.say(EVERYTHING)
    assert controller.tunnels["t1"] == TUNNEL
    assert controller.relays == (RELAY,)


def test_what_the_user_has_ended_stays_so_without_an_engine(controller, link):
    paused = replace(TUNNEL, state=TunnelState.PAUSED)
    refused = replace(RELAY, state=RelayState.REFUSED)
    link.say(replace(EVERYTHING, tunnels=(paused,), relays=(refused,)))
    link.state_changed.emit(EngineState.GIVEN_UP, "")
    assert controller.tunnels["t1"] == paused
    assert controller.relays == (refused,)


def test_nothing_is_sent_while_the_engine_is_away(controller, link, qtbot):
    link.state_changed.emit(EngineState.CRASHED, "")
    with qtbot.waitSignal(controller.failed):
        controller.expose(PORT)
    assert link.commands == []


def test_closing_tells_how_many_connections_it_has_ended(controller, link):
    closed = []
    link.say(Counted((COUNTERS,)))
    controller.close(TUNNEL, lambda *what: closed.append(what))
    link.say(Done(1))
    assert link.commands == [Close(1, "t1")]
    assert closed == [(TUNNEL, 1)]


def test_what_tunnels_carry_goes_on_when_the_engine_is_started_anew(controller, link):
    link.say(Counted((Counters("t1", 10.0, 100, 200, 1, 3, peak_rate=50.0),)))
    for _ in range(2):
        link.say(EVERYTHING)
    assert controller.counters == {}
    link.say(Counted((Counters("t1", 20.0, 1, 2, 1, 1, peak_rate=5.0),)))
    assert controller.counters["t1"] == Counters("t1", 20.0, 101, 202, 1, 4, peak_rate=50.0)
    link.say(Counted((Counters("t1", 21.0, 10, 20, 0, 1, peak_rate=70.0),)))
    assert controller.counters["t1"] == Counters("t1", 21.0, 110, 220, 0, 4, peak_rate=70.0)
    link.say(TunnelGone("t1"))
    link.say(Counted((Counters("t1", 22.0, 1, 1, 1, 1),)))
    assert controller.counters["t1"].in_bytes == 1
