from decimal import Decimal

import pytest

from app.contract.events import (
    Asked,
    ChecksChanged,
    ConnectionsChanged,
    CostsChanged,
    Counted,
    Done,
    Failed,
    Notice,
    PortsChanged,
    RelaysChanged,
    Snapshot,
    SourcesChanged,
    TunnelChanged,
    TunnelGone,
    Unasked,
)
from app.contract.values import Counters, Question, QuestionKind, Tunnel, TunnelState
from app.models.event_queue import EventQueue


def tunnel(identity, state=TunnelState.LIVE):
    return Tunnel(identity, "local", 8000, "8000", "", state, 0.0, 0.0, "r5")


def after(*events):
    queue = EventQueue()
    for event in events:
        queue.put(event)
    return [queue.take() for _ in range(len(queue))]


def test_events_about_different_things_come_in_order():
    events = [
        TunnelChanged(tunnel("a")),
        TunnelChanged(tunnel("b")),
        PortsChanged("local", ()),
        PortsChanged("containers", ()),
        SourcesChanged(()),
        RelaysChanged(()),
        ConnectionsChanged("a", ()),
        ChecksChanged("a", ()),
        ChecksChanged("b", ()),
        Done(1),
        Done(2),
        Failed(3, "why"),
        Notice("one"),
        Notice("two"),
    ]
    assert after(*events) == events


QUESTION = Question("q", "local", QuestionKind.PASSWORD, "?")


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (TunnelChanged(tunnel("a")), TunnelChanged(tunnel("a", TunnelState.STALE))),
        (TunnelChanged(tunnel("a")), TunnelGone("a")),
        (TunnelGone("a"), TunnelChanged(tunnel("a"))),
        (Asked(QUESTION), Unasked("q")),
        (Counted(()), Counted((Counters("a", 0.0, 1, 2, 3, 4),))),
        (Notice("same"), Notice("same")),
        (ChecksChanged("a", ()), ChecksChanged("a", ((1.0, None),))),
        (CostsChanged((), Decimal(1), "USD"), CostsChanged((), Decimal(2), "USD")),
    ],
)
def test_newer_event_takes_the_place_of_the_older(older, newer):
    assert after(older, Done(1), newer) == [newer, Done(1)]


def test_snapshot_replaces_all_but_answers_and_notices():
    snapshot = Snapshot("1", (), (), (), ())
    left = after(TunnelChanged(tunnel("a")), Done(1), Asked(QUESTION), Notice("n"), snapshot)
    assert left == [Done(1), Notice("n"), snapshot]


def test_queue_does_not_grow_with_what_it_has_seen():
    queue = EventQueue()
    for number in range(1000):
        queue.put(TunnelChanged(tunnel(f"t{number % 10}")))
    assert len(queue) == 10
