from msgspec.structs import replace

from app.contract.events import (
    ChecksChanged,
    ConnectionsChanged,
    Counted,
    Done,
    Failed,
    Notice,
    PortsChanged,
    RelaysChanged,
    TunnelChanged,
    TunnelGone,
)
from app.engine.outbox import MAX_NOTICES, Outbox
from app.engine.tunnel_status import TunnelStatus
from tests.unit.app.engine.samples import NOW, kept, port

TUNNEL = TunnelStatus(kept(), NOW).value(NOW)


def taken(*events):
    outbox = Outbox()
    for event in events:
        outbox.put(event)
    count = outbox.count
    taken = outbox.take()
    assert count == len(taken)
    assert outbox.count == 0
    assert outbox.take() == ()
    return taken


def test_events_come_in_their_order():
    events = (Done(1), TunnelChanged(TUNNEL), Failed(2, "No."), TunnelGone("t"))
    assert taken(*events) == events


def test_newest_whole_value_takes_the_place_of_the_one_before():
    newer = replace(TUNNEL, reason="newer")
    other = replace(TUNNEL, id="other")
    assert taken(TunnelChanged(TUNNEL), TunnelChanged(other), Done(1), TunnelChanged(newer)) == (
        TunnelChanged(newer),
        TunnelChanged(other),
        Done(1),
    )
    assert taken(PortsChanged("a", (port(),)), PortsChanged("b", ()), PortsChanged("a", ())) == (
        PortsChanged("a", ()),
        PortsChanged("b", ()),
    )
    assert taken(Counted(()), RelaysChanged(()), Counted(())) == (Counted(()), RelaysChanged(()))
    checks = ChecksChanged("a", ((NOW, None),))
    assert taken(ChecksChanged("a", ()), ChecksChanged("b", ()), checks) == (
        checks,
        ChecksChanged("b", ()),
    )
    changed = ConnectionsChanged("a", ())
    assert taken(changed, changed) == (changed,)


def test_no_answer_is_ever_replaced():
    answers = tuple(Done(number) for number in range(1000))
    assert taken(*answers) == answers


def test_notices_that_nobody_reads_are_bounded():
    assert len(taken(*(Notice(str(number)) for number in range(1000)))) == MAX_NOTICES


def test_reader_that_stops_costs_as_much_as_there_is_to_tell():
    outbox = Outbox()
    for number in range(10_000):
        outbox.put(TunnelChanged(replace(TUNNEL, since=float(number))))
        outbox.put(Counted(()))
    assert outbox.count == 2
