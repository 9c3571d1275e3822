import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_link.exchange import Exchange
from relay_link.frames import END_FRAME, Kind, encode, encode_about, encode_ready
from relay_link.reactor import RECEIVE_BYTES
from relay_server.delivery import Delivery
from relay_server.visitors import MAX_ATTEMPTS, MAX_FIRST_BYTES, Visitor
from tests.unit.relay_server.session_rig import VISITOR_ADDRESS, SessionRig


@pytest.fixture
def rig():
    return SessionRig()


def data_of(frames):
    return b"".join(data for kind, data in frames if kind is Kind.DATA)


def test_open_says_who_came_through_which_tunnel(rig):
    far = rig.dial()
    rig.visit()
    [(kind, message)] = far.frames()
    assert kind is Kind.OPEN
    assert (message.tunnel, message.address, message.port) == (1, *VISITOR_ADDRESS)
    assert message.server_name is None


def test_first_bytes_go_along_with_open(rig):
    far = rig.dial()
    rig.visit(b"hello")
    assert [kind for kind, _ in far.frames()] == [Kind.OPEN, Kind.DATA]


def test_bytes_flow_both_ways_after_the_acknowledgement(rig):
    visitor, far, number = rig.serve(b"first ")
    visitor.far_sends(b"second")
    far.say(Kind.READY, number)
    far.send_data(b"answer")
    rig.loop.run()
    assert data_of(far.frames()) == b"second"
    assert visitor.far_reads() == b"answer"


def test_bytes_said_before_the_acknowledgement_arrive_in_order(rig):
    far = rig.dial()
    visitor = rig.visit(b"a")
    for piece in (b"b", b"c"):
        visitor.far_sends(piece)
        rig.loop.run()
    frames = far.frames()
    far.say(Kind.ACK, frames[0][1].visitor)
    visitor.far_sends(b"d")
    rig.loop.run()
    assert data_of(frames + far.frames()) == b"abcd"


def test_visitor_that_says_much_before_the_acknowledgement_is_slowed_down(rig):
    visitor = rig.visit(bytes(MAX_FIRST_BYTES + 1))
    visitor.far_sends(b"more")
    rig.loop.run()
    assert visitor.incoming == b"more"


def test_first_bytes_go_in_frames_that_the_client_accepts(rig):
    visitor = rig.visit(b"x" * 10_000)
    visitor.far_sends(b"y" * RECEIVE_BYTES)
    rig.loop.run()
    far = rig.dial()
    assert data_of(far.frames()) == b"x" * 10_000 + b"y" * RECEIVE_BYTES


def test_end_said_before_the_acknowledgement_is_passed_on_once(rig):
    far = rig.dial()
    visitor = rig.visit(b"question")
    visitor.far_ended = True
    rig.loop.run()
    frames = far.frames()
    assert [kind for kind, _ in frames] == [Kind.OPEN, Kind.DATA, Kind.END]
    far.say(Kind.ACK, frames[0][1].visitor)
    far.send_data(b"answer")
    far.send_end()
    rig.loop.run()
    assert (visitor.far_reads(), visitor.ended) == (b"answer", True)
    assert far.frames() == []


def test_visitor_that_is_gone_leaves_nothing_to_be_collected_as_garbage(rig, alive):
    """Thousands of visitors a second would have Python look for it all the time."""
    visitor, far, number = rig.serve(b"question")
    assert alive(Exchange, Visitor, Delivery) == 3
    visitor.far_ended = True
    far.sock.far_sends(encode_ready(number, len(b"question"), is_final=False) + END_FRAME)
    rig.loop.run()
    assert visitor.is_closed
    assert alive(Exchange, Visitor, Delivery) == 0


def test_end_said_while_waiting_goes_along_with_open(rig):
    visitor = rig.visit(b"question")
    visitor.far_ended = True
    rig.loop.run()
    far = rig.dial()
    assert [kind for kind, _ in far.frames()] == [Kind.OPEN, Kind.DATA, Kind.END]


def test_late_channel_loses_to_the_next_which_gets_the_same_visitor_and_bytes(rig):
    second, first = rig.dial(), rig.dial()
    rig.visit(b"hello")
    frames = first.frames()
    assert [kind for kind, _ in frames] == [Kind.OPEN, Kind.DATA]
    assert second.frames() == []
    rig.sweep_after(1.25)
    assert second.frames() == frames


def test_late_acknowledgement_of_the_first_channel_wins_once_and_the_other_is_reset(rig):
    other, first = rig.dial(), rig.dial()
    visitor = rig.visit(b"hello")
    number = first.opened()
    rig.sweep_after(1.25)
    assert other.opened() == number
    first.say(Kind.ACK, number)
    rig.loop.run()
    assert other.frames() == [(Kind.RESET, number)]
    # The client has been asked twice and says of the second time that it knows the visitor.
    other.say(Kind.ACK, number)
    other.say(Kind.RESET, number)
    first.send_data(b"answer")
    rig.loop.run()
    assert visitor.far_reads() == b"answer"
    assert not other.is_gone
    rig.visit(b"next")
    assert other.opened() != number


def test_channel_that_breaks_before_its_acknowledgement_is_replaced(rig):
    second, first = rig.dial(), rig.dial()
    rig.visit(b"hello")
    frames = first.frames()
    first.die()
    rig.loop.run()
    assert second.frames() == frames


@pytest.mark.parametrize("kind", [Kind.RESET, Kind.REFUSED])
def test_visitor_that_the_client_does_not_want_is_reset_at_once(rig, kind):
    spare, far = rig.dial(), rig.dial()
    visitor = rig.visit()
    number = far.opened()
    far.say(kind, number)
    rig.loop.run()
    assert far.frames() == [(Kind.RESET, number)]
    assert visitor.was_reset
    assert spare.frames() == []
    assert rig.session.visitor_count == 0


def test_channel_whose_client_did_not_want_a_visitor_is_used_for_the_next(rig):
    far = rig.dial()
    rig.visit()
    far.say(Kind.REFUSED, far.opened())
    rig.visit()
    assert [kind for kind, _ in far.frames()] == [Kind.RESET, Kind.OPEN]


def test_client_that_knows_the_visitor_from_another_channel_may_yet_acknowledge_that(rig):
    other, late = rig.dial(), rig.dial()
    visitor = rig.visit()
    number = late.opened()
    rig.sweep_after(1.25)
    other.say(Kind.RESET, number)
    rig.loop.run()
    late.say(Kind.ACK, number)
    late.send_data(b"answer")
    rig.loop.run()
    assert visitor.far_reads() == b"answer"


def test_visitor_is_on_offer_to_a_few_channels_at_once_only(rig):
    channels = [rig.dial() for _ in range(MAX_ATTEMPTS + 2)]
    rig.visit()
    for _ in range(MAX_ATTEMPTS + 2):
        rig.sweep_after(1.25)
    assert sum(bool(far.frames()) for far in channels) == MAX_ATTEMPTS


def test_visitor_outlives_any_number_of_broken_channels_while_it_has_patience(rig):
    rig.visit(b"hello")
    for _ in range(MAX_ATTEMPTS + 1):
        far = rig.dial()
        assert data_of(far.frames()) == b"hello"
        far.die()
        rig.loop.run()
    assert rig.session.visitor_count == 1


def test_pong_of_an_earlier_ping_does_no_harm(rig):
    far = rig.dial()
    rig.sweep_after(20.5)
    assert far.frames() == [(Kind.PING, b"")]
    visitor = rig.visit(b"hello")
    number = far.opened()
    far.pong()
    far.say(Kind.ACK, number)
    far.send_data(b"answer")
    rig.loop.run()
    assert visitor.far_reads() == b"answer"


def test_pong_of_an_earlier_ping_does_no_harm_to_a_channel_that_is_being_cleared(rig):
    far = rig.dial()
    rig.sweep_after(20.5)
    far.frames()
    visitor = rig.visit()
    number = far.opened()
    visitor.far_broke = True
    rig.loop.run()
    far.pong()
    far.say(Kind.RESET, number)
    rig.visit()
    assert far.frames()[-1][0] is Kind.OPEN


def test_visitor_that_leaves_while_it_is_offered_is_taken_back(rig):
    far = rig.dial()
    visitor = rig.visit(b"hello")
    number = far.opened()
    visitor.far_broke = True
    rig.loop.run()
    assert far.frames() == [(Kind.RESET, number)]
    assert (rig.session.visitor_count, rig.tunnel.visitors) == (0, set())
    # What the client has said meanwhile is thrown away.
    far.say(Kind.ACK, number)
    far.send_data(b"too late")
    far.say(Kind.RESET, number)
    rig.loop.run()
    rig.visit(b"next")
    assert far.opened() == number + 1


def test_visitor_that_leaves_while_it_waits_is_forgotten(rig):
    visitor = rig.visit()
    visitor.far_broke = True
    rig.loop.run()
    assert rig.session.visitor_count == 0
    far = rig.dial()
    assert far.frames() == []


def test_visitor_that_breaks_in_the_moment_of_its_acknowledgement_is_counted_out_once(rig):
    far = rig.dial()
    rig.visit()
    number = far.opened()
    # The stream has noticed, but its user has not been told yet when ACK comes.
    next(iter(rig.tunnel.visitors)).stream.fail(ConnectionResetError())
    far.say(Kind.ACK, number)
    far.channel.stream.read_now()
    rig.loop.run()
    assert far.frames() == [(Kind.RESET, number)]
    far.say(Kind.RESET, number)
    rig.loop.run()
    assert (rig.session.visitor_count, rig.tunnel.visitors) == (0, set())


def test_visitor_that_breaks_while_it_is_given_up_is_counted_out_once(rig):
    rig.visit()
    visitor = next(iter(rig.tunnel.visitors))
    visitor.stream.fail(ConnectionResetError())
    visitor.give_up()
    rig.loop.run()
    assert rig.session.visitor_count == 0


def test_visitor_that_breaks_later_frees_its_channel_when_the_client_has_heard_it(rig):
    visitor, far, number = rig.serve()
    visitor.far_broke = True
    rig.loop.run()
    assert far.frames() == [(Kind.RESET, number)]
    rig.visit()
    assert far.frames() == []
    far.say(Kind.RESET, number)
    rig.loop.run()
    assert far.frames()[0][0] is Kind.OPEN


def test_visitor_whose_channel_breaks_later_is_reset(rig):
    visitor, far, _ = rig.serve()
    far.die()
    rig.loop.run()
    assert visitor.was_reset
    assert rig.session.visitor_count == 0


@pytest.mark.parametrize("early", [b"data", b""])
def test_client_that_answers_before_its_acknowledgement_loses_the_channel(rig, early):
    far = rig.dial()
    rig.visit()
    far.frames()
    if early:
        far.send_data(early)
    else:
        far.send_end()
    rig.loop.run()
    assert far.is_gone


def test_client_that_sends_nonsense_before_its_acknowledgement_loses_the_channel(rig):
    far = rig.dial()
    rig.visit()
    far.say(Kind.READY, far.opened())
    rig.loop.run()
    assert far.is_gone


def test_frames_about_an_earlier_visitor_mean_nothing_for_the_next(rig):
    far = rig.dial()
    rig.visit()
    number = far.opened()
    far.say(Kind.RESET, number - 1)
    far.say(Kind.ACK, number)
    rig.loop.run()
    assert not far.is_gone
    assert rig.session.visitor_count == 1


FRAMES = st.one_of(
    st.binary(max_size=12),
    st.builds(
        encode, st.sampled_from([k for k in Kind if k is not Kind.END]), st.binary(max_size=9)
    ),
    st.builds(
        encode_about,
        st.sampled_from([Kind.ACK, Kind.READY, Kind.REFUSED, Kind.RESET]),
        st.integers(1, 3),
    ),
    st.just(END_FRAME),
)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("frame"), FRAMES),
            st.tuples(st.sampled_from(["visit", "end", "break", "dial", "second"]), st.just(b"")),
        ),
        max_size=30,
    )
)
def test_whatever_a_client_says_breaks_its_own_channel_at_most(actions):
    rig = SessionRig()
    channels, visitors = [rig.dial()], []
    for action, data in actions:
        if action == "frame":
            channels[-1].sock.far_sends(data)
        elif action == "visit":
            visitors.append(rig.visit(b"hello"))
        elif action == "dial":
            channels.append(rig.dial())
        elif action == "second":
            rig.sweep_after(1.25)
        elif visitors:
            setattr(visitors[-1], "far_ended" if action == "end" else "far_broke", True)
        rig.loop.run()
    for far in channels:
        far.die()
    rig.loop.run()
    rig.sweep_after(11)
    assert (rig.session.visitor_count, rig.pool.channel_count) == (0, 0)
    assert all(visitor.is_closed for visitor in visitors)
