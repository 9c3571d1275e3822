import pytest

from relay_link.frames import Kind
from relay_server.config import Limits
from relay_server.pool import IDLE_SECONDS, MAX_IDLE, MIN_IDLE, PING_SECONDS, PONG_SECONDS
from tests.unit.relay_server.session_rig import SessionRig


@pytest.fixture
def rig():
    return SessionRig()


def dial_all(rig):
    """Dial with every ticket there is."""
    return [rig.dial(ticket) for ticket in rig.take_tickets()]


def serve_many(rig, count):
    """Let that many visitors come, each with a channel of its own."""
    return [rig.serve() for _ in range(count)]


def test_a_few_channels_are_asked_for_before_anybody_comes(rig):
    rig.pool.fill()
    assert len(dial_all(rig)) == MIN_IDLE
    rig.pool.fill()
    assert rig.take_tickets() == []


def test_what_was_asked_for_is_not_asked_for_again(rig):
    rig.pool.fill()
    rig.pool.fill()
    assert len(rig.take_tickets()) == MIN_IDLE


def test_every_visitor_that_waits_is_asked_a_channel_for(rig):
    for _ in range(10):
        rig.visit()
    assert len(rig.take_tickets()) == MIN_IDLE + 10


def test_more_are_kept_ready_while_many_are_busy(rig):
    serve_many(rig, 40)
    rig.take_tickets()
    rig.pool.nobody_to_ask()
    rig.pool.fill()
    assert len(rig.take_tickets()) == MIN_IDLE + 40 // 4


def test_no_more_than_a_limit_are_kept_ready_however_many_are_busy(rig):
    serve_many(rig, 4 * MAX_IDLE)
    rig.pool.nobody_to_ask()
    rig.take_tickets()
    rig.pool.fill()
    assert len(rig.take_tickets()) == MAX_IDLE


def test_client_that_never_frees_its_channels_is_not_asked_for_ever_more():
    rig = SessionRig(Limits(visitors_per_session=3))
    for _ in range(MAX_IDLE + 3):
        rig.dial()
        rig.visit().far_broke = True
        rig.loop.run()
    rig.pool.nobody_to_ask()
    rig.take_tickets()
    rig.visit()
    assert rig.take_tickets() == []


def test_tickets_that_ran_out_are_replaced(rig):
    rig.pool.fill()
    assert len(rig.take_tickets()) == MIN_IDLE
    rig.sweep_after(11)
    assert len(rig.take_tickets()) == MIN_IDLE


def test_unused_channels_are_closed_after_a_while_but_a_few(rig):
    channels = [rig.dial() for _ in range(MIN_IDLE + 3)]
    for _ in range(5):
        rig.sweep_after(IDLE_SECONDS / 4)
        for far in channels:
            if not far.is_gone:
                far.frames()
                far.pong()
        rig.loop.run()
    assert [far.is_gone for far in channels] == [True] * 3 + [False] * MIN_IDLE
    assert rig.take_tickets() == []


def test_unused_channels_stay_while_others_are_busy(rig):
    """Otherwise the next visitor would make the relay ask for them again."""
    serve_many(rig, 16)
    channels = [rig.dial() for _ in range(MIN_IDLE + 4)]
    for _ in range(5):
        rig.sweep_after(IDLE_SECONDS / 4)
        for far in channels:
            far.pong()
        rig.loop.run()
    assert not any(far.is_gone for far in channels)


def test_channel_used_last_is_lent_first(rig):
    channels = [rig.dial() for _ in range(3)]
    rig.visit()
    assert [bool(far.sock.outgoing) for far in channels] == [False, False, True]


def test_freed_channel_goes_to_the_visitor_that_waits_longest(rig):
    visitor, far, _ = rig.serve()
    rig.visit(b"second")
    rig.visit(b"third")
    visitor.far_ended = True
    far.send_end()
    rig.loop.run()
    frames = far.frames()
    assert [kind for kind, _ in frames] == [Kind.END, Kind.OPEN, Kind.DATA]
    assert frames[-1] == (Kind.DATA, b"second")


def test_new_channel_goes_to_the_visitor_that_waits_longest(rig):
    rig.visit(b"first")
    rig.visit(b"second")
    assert rig.dial().frames()[1] == (Kind.DATA, b"first")
    assert rig.dial().frames()[1] == (Kind.DATA, b"second")


def test_idle_channel_is_pinged_and_stays_if_it_answers(rig):
    far = rig.dial()
    for _ in range(4):
        rig.sweep_after(PING_SECONDS + 0.25)
        assert far.frames() == [(Kind.PING, b"")]
        far.pong()
        rig.loop.run()
    rig.sweep_after(PONG_SECONDS + 0.25)
    assert not far.is_gone


def test_idle_channel_that_does_not_answer_is_dropped(rig):
    far = rig.dial()
    rig.sweep_after(PING_SECONDS + 0.25)
    rig.sweep_after(PONG_SECONDS + 0.25)
    assert far.is_gone
    assert rig.pool.channel_count == 0
    # It is not lent to anybody any more.
    visitor = rig.visit()
    assert not visitor.was_reset


def test_idle_channel_that_breaks_is_replaced(rig):
    far = rig.dial()
    rig.pool.fill()
    rig.take_tickets()
    far.die()
    rig.loop.run()
    assert rig.pool.channel_count == 0
    assert len(rig.take_tickets()) == 1


@pytest.mark.parametrize("kind", [Kind.RESET, Kind.READY])
def test_what_the_end_of_an_exchange_has_overtaken_does_no_harm(rig, kind):
    far = rig.dial()
    far.say(kind, 7)
    rig.loop.run()
    assert not far.is_gone


@pytest.mark.parametrize("talk", ["data", "end", "ack"])
def test_client_that_talks_on_an_idle_channel_loses_it(rig, talk):
    far = rig.dial()
    if talk == "data":
        far.send_data(b"hello")
    elif talk == "end":
        far.send_end()
    else:
        far.say(Kind.ACK, 1)
    rig.loop.run()
    assert far.is_gone
    assert rig.pool.channel_count == 0


def test_visitor_without_a_channel_is_reset_in_the_end(rig):
    visitor = rig.visit()
    rig.sweep_after(9.9)
    assert not visitor.was_reset
    rig.sweep_after(0.25)
    assert visitor.was_reset
    assert rig.session.visitor_count == 0


def test_visitor_whose_channels_say_nothing_is_reset_in_the_end(rig):
    far = rig.dial()
    visitor = rig.visit()
    number = far.opened()
    for _ in range(8):
        rig.sweep_after(1.25)
        assert not visitor.was_reset
    rig.sweep_after(0.25)
    assert visitor.was_reset
    assert far.frames() == [(Kind.RESET, number)]
    assert rig.session.visitor_count == 0


def test_late_visitor_is_offered_to_a_channel_that_comes_later(rig):
    rig.dial()
    rig.visit(b"hello")
    rig.sweep_after(1.25)
    second = rig.dial()
    assert second.frames() == []
    rig.sweep_after(0.25)
    assert [kind for kind, _ in second.frames()] == [Kind.OPEN, Kind.DATA]


def test_closed_pool_resets_visitors_and_closes_channels(rig):
    idle = rig.dial()
    served, busy, _ = rig.serve()
    offered, waiting = rig.visit(), rig.visit()
    rig.tunnel.close()
    rig.pool.close()
    rig.loop.run()
    assert served.was_reset
    assert offered.was_reset
    assert waiting.was_reset
    assert idle.is_gone
    assert busy.is_gone
    assert not rig.loop.sockets


def test_channel_that_frees_itself_after_the_end_is_closed(rig):
    visitor, far, _ = rig.serve()
    visitor.far_broke = True
    rig.loop.run()
    rig.pool.close()
    assert far.is_gone
    assert rig.pool.channel_count == 0


def test_new_login_begins_with_new_channels(rig):
    """The client has left its idle ones, and where the network has changed nothing says so."""
    old = rig.dial()
    _, busy, _ = rig.serve()
    rig.log_in()
    assert old.is_gone
    assert not busy.is_gone
    rig.visit(b"hello")
    fresh = [rig.dial(ticket) for ticket in rig.take_tickets()]
    assert [kind for far in fresh for kind, _ in far.frames()] == [Kind.OPEN, Kind.DATA]
