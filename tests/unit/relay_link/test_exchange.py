import pytest

from relay_link.exchange import Exchange
from relay_link.frames import END_FRAME, Kind, data_frame, encode, encode_about, encode_ready
from relay_link.outcome import Outcome
from relay_link.tally import RECORD_BYTES
from tests.unit.relay_link.channels import ChannelRecorder, make_channel, read_frames
from tests.unit.relay_link.exchanges import FakeNear
from tests.unit.relay_link.wires import SMALL_BUFFER_BYTES, Peer, settle, until

NUMBER = 7


class Alone:
    """An exchange with a near connection, and its channel's far end, which speaks in frames."""

    def __init__(self, wires, *, attached=True, buffer_bytes=None, **options):
        ours, theirs = wires.bare(buffer_bytes)
        self.user = ChannelRecorder()
        self.channel = make_channel(wires, ours, self.user)
        self.peer = Peer(theirs)
        self.near = FakeNear()
        self.outcomes = []
        self.exchange = Exchange(self.channel, NUMBER, self._over, **options)
        if attached:
            self.exchange.attach(self.near)

    def _over(self, exchange, outcome):
        assert exchange is self.exchange
        self.outcomes.append(outcome)
        self.channel.user = self.user

    async def hears(self, *frames):
        await self.peer.send(b"".join(frames))
        await settle()

    async def all_said(self):
        """Close the channel; return all frames that were sent on it."""
        self.channel.close()
        return read_frames(await self.peer.receive())


@pytest.fixture
def alone(wires):
    return lambda **options: Alone(wires, **options)


def about(kind, number=NUMBER):
    return encode_about(kind, number)


def test_bytes_pass_both_ways_and_are_counted(run, alone):
    async def work():
        it = alone()
        it.near.say(b"question")
        await it.hears(data_frame(b"ans"), data_frame(b"wer!!"))
        assert it.near.got == b"answer!!"
        assert (it.exchange.to_channel_bytes, it.exchange.from_channel_bytes) == (8, 8)
        assert await it.all_said() == [(Kind.DATA, b"question")]

    run(work())


def test_near_end_ends_one_direction_only(run, alone):
    async def work():
        it = alone()
        it.near.say_end()
        await it.hears(data_frame(b"answer"))
        assert it.near.got == b"answer"
        assert (it.outcomes, it.near.fate) == ([], None)
        await it.hears(END_FRAME)
        assert (it.outcomes, it.near.fate) == ([Outcome.ENDED], "closed")
        assert await it.all_said() == [(Kind.END, b"")]

    run(work())


def test_far_end_ends_one_direction_only(run, alone):
    async def work():
        it = alone()
        await it.hears(data_frame(b"question"), END_FRAME)
        assert (it.near.got, it.near.end_came) == (b"question", True)
        assert (it.outcomes, it.near.fate) == ([], None)
        it.near.say(b"answer")
        it.near.say_end()
        assert (it.outcomes, it.near.fate) == ([Outcome.ENDED], "closed")
        assert await it.all_said() == [(Kind.DATA, b"answer"), (Kind.END, b"")]

    run(work())


def test_what_comes_before_the_near_connection_is_kept_for_it(run, alone):
    async def work():
        it = alone(attached=False)
        await it.hears(data_frame(b"ear"), data_frame(b"ly"), END_FRAME)
        it.exchange.attach(it.near)
        assert (it.near.got, it.near.end_came) == (b"early", True)
        assert not it.near.paused

    run(work())


def test_no_more_is_read_while_bytes_wait_for_the_near_connection(run, alone):
    async def work():
        it = alone(attached=False)
        await it.hears(data_frame(b"one"))
        await it.hears(data_frame(b"two"))
        assert it.exchange.from_channel_bytes == 3
        it.exchange.attach(it.near)
        await until(lambda: it.near.got == b"onetwo")

    run(work())


def test_channel_stays_paused_for_a_near_connection_that_takes_nothing(run, alone):
    async def work():
        it = alone(attached=False)
        await it.hears(data_frame(b"one"))
        await it.hears(data_frame(b"two"))
        it.near.stalled = True
        it.exchange.attach(it.near)
        await settle()
        assert it.near.waiting_bytes == 3
        it.near.go_on()
        await until(lambda: it.near.got == b"onetwo")

    run(work())


def test_end_that_was_sent_before_is_not_sent_again(run, alone):
    async def work():
        it = alone(end_sent=True)
        it.near.say_end()
        await it.hears(END_FRAME)
        assert it.outcomes == [Outcome.ENDED]
        assert await it.all_said() == []

    run(work())


def test_channel_pauses_while_the_near_connection_takes_nothing(run, alone):
    async def work():
        it = alone()
        it.near.stalled = True
        await it.hears(data_frame(b"one"))
        await it.hears(data_frame(b"two"))
        assert it.near.waiting_bytes == 3
        it.near.go_on()
        await until(lambda: it.near.got == b"onetwo")

    run(work())


def test_near_connection_pauses_while_the_channel_takes_nothing(run, alone):
    async def work():
        it = alone(buffer_bytes=SMALL_BUFFER_BYTES)
        count = 0
        while it.near.may_speak:
            it.near.say(bytes(1000))
            count += 1
        assert it.channel.waiting_bytes <= 1004
        await it.peer.receive(count * 1004)
        await until(lambda: it.near.may_speak)

    run(work())


def test_near_connection_that_comes_to_a_stuck_channel_has_to_wait(run, alone):
    async def work():
        it = alone(attached=False, buffer_bytes=SMALL_BUFFER_BYTES)
        it.channel.send(bytes(200_000))
        it.exchange.attach(it.near)
        assert it.near.paused
        await it.peer.receive(200_000)
        await until(lambda: not it.near.paused)

    run(work())


def test_exchange_lasts_until_the_near_connection_has_taken_everything(run, alone):
    async def work():
        it = alone()
        it.near.stalled = True
        it.near.say_end()
        await it.hears(data_frame(b"slowly"), END_FRAME)
        assert (it.outcomes, it.near.fate) == ([], None)
        it.near.go_on()
        assert (it.outcomes, it.near.fate) == ([Outcome.ENDED], "closed")
        assert it.near.got == b"slowly"

    run(work())


@pytest.mark.parametrize("kind", [Kind.RESET, Kind.REFUSED])
@pytest.mark.parametrize("attached", [True, False])
@pytest.mark.parametrize("half", [b"", END_FRAME])
def test_reset_by_the_far_end_is_answered_and_resets_the_near_connection(
    run, alone, kind, attached, half
):
    async def work():
        it = alone(attached=attached)
        await it.hears(half, about(kind))
        assert it.outcomes == [Outcome.FAR_BROKE]
        assert it.near.fate == ("aborted" if attached else None)
        assert not it.exchange.is_open
        assert await it.all_said() == [(Kind.RESET, NUMBER.to_bytes(8, "big"))]

    run(work())


def test_reset_needs_no_answer_where_this_end_has_ended(run, alone):
    async def work():
        it = alone()
        it.near.say_end()
        await it.hears(about(Kind.RESET))
        assert (it.outcomes, it.near.fate) == ([Outcome.FAR_BROKE], "aborted")
        assert await it.all_said() == [(Kind.END, b"")]

    run(work())


def test_loss_of_the_near_connection_resets_the_far_end(run, alone):
    async def work():
        it = alone()
        it.near.break_down()
        assert it.outcomes == []
        await it.hears(data_frame(b"on its way"), about(Kind.RESET))
        assert it.outcomes == [Outcome.NEAR_BROKE]
        assert await it.all_said() == [(Kind.RESET, NUMBER.to_bytes(8, "big"))]

    run(work())


def test_loss_of_the_near_connection_resumes_the_channel(run, alone):
    async def work():
        it = alone()
        it.near.stalled = True
        await it.hears(data_frame(b"waits"))
        it.near.break_down()
        await it.hears(END_FRAME)
        await until(lambda: it.outcomes == [Outcome.NEAR_BROKE])

    run(work())


def test_refusing_tells_why(run, alone):
    async def work():
        it = alone(attached=False)
        it.exchange.break_off(Kind.REFUSED, "connection refused")
        assert not it.exchange.is_open
        assert await it.all_said() == [
            (Kind.REFUSED, NUMBER.to_bytes(8, "big") + b"connection refused")
        ]

    run(work())


def test_breaking_off_after_the_own_end_is_a_reset(run, alone):
    """REFUSED might meet the far end's END, and then break a channel that is idle already."""

    async def work():
        it = alone()
        it.near.say_end()
        it.exchange.break_off(Kind.REFUSED, "too late")
        it.exchange.break_off()
        assert await it.all_said() == [(Kind.END, b""), (Kind.RESET, NUMBER.to_bytes(8, "big"))]

    run(work())


def test_breaking_off_once_more_does_nothing(run, alone):
    async def work():
        it = alone()
        it.exchange.break_off()
        it.exchange.break_off()
        assert await it.all_said() == [(Kind.RESET, NUMBER.to_bytes(8, "big"))]

    run(work())


def test_breaking_off_what_is_over_leaves_the_channel_to_its_next_user(run, alone):
    async def work():
        it = alone()
        it.near.say_end()
        await it.hears(END_FRAME)
        assert it.outcomes == [Outcome.ENDED]
        it.channel.pause()
        it.exchange.break_off()
        await it.hears(END_FRAME)
        assert it.user.calls == []
        assert it.outcomes == [Outcome.ENDED]

    run(work())


@pytest.mark.parametrize("attached", [True, False])
def test_loss_of_the_channel_resets_the_near_connection(run, alone, attached):
    async def work():
        it = alone(attached=attached)
        await it.peer.say_end()
        await until(lambda: it.outcomes)
        assert it.outcomes == [Outcome.CHANNEL_LOST]
        assert it.near.fate == ("aborted" if attached else None)
        assert not it.exchange.is_open

    run(work())


def test_channel_may_be_lost_while_a_reset_waits_for_its_answer(run, alone):
    async def work():
        it = alone()
        it.exchange.break_off()
        await it.peer.say_end()
        await until(lambda: it.outcomes)
        assert it.outcomes == [Outcome.CHANNEL_LOST]

    run(work())


def test_ready_is_for_those_who_count(run, alone):
    async def work():
        it = alone()
        await it.hears(encode_ready(NUMBER, 7, False), about(Kind.READY), encode_ready(1, 2, True))
        assert (it.outcomes, it.near.fate) == ([], None)

    run(work())


@pytest.mark.parametrize("kind", [Kind.ACK, Kind.READY, Kind.REFUSED, Kind.RESET])
def test_frame_about_another_visitor_is_ignored(run, alone, kind):
    async def work():
        it = alone()
        await it.hears(about(kind, NUMBER - 1), data_frame(b"goes on"))
        assert it.near.got == b"goes on"

    run(work())


@pytest.mark.parametrize(
    "frames",
    [
        (about(Kind.ACK),),
        (encode(Kind.ATTACHED),),
        (encode(Kind.OPEN, b'{"visitor":8,"tunnel":1,"address":"","port":1}'),),
        (END_FRAME, data_frame(b"more")),
        (END_FRAME, END_FRAME),
        (encode(Kind.RESET, b"short"),),
    ],
)
def test_frame_out_of_place_breaks_the_channel(run, alone, frames):
    async def work():
        it = alone()
        await it.hears(*frames)
        await until(lambda: it.outcomes)
        assert (it.outcomes, it.near.fate) == ([Outcome.CHANNEL_LOST], "aborted")
        assert it.near.got == b""
        assert await it.peer.is_reset()

    run(work())


def test_reset_that_met_the_last_end_does_not_take_from_a_slow_near_connection(run, alone):
    async def work():
        it = alone()
        it.near.stalled = True
        it.near.say_end()
        await it.hears(data_frame(b"complete"), END_FRAME, about(Kind.RESET))
        it.near.go_on()
        assert (it.near.got, it.near.fate) == (b"complete", "closed")
        assert it.outcomes == [Outcome.ENDED]

    run(work())


def counts(exchange):
    return exchange.taken_by_near_bytes, exchange.taken_by_channel_bytes


def test_bytes_count_once_the_near_connection_has_taken_them(run, alone):
    async def work():
        it = alone()
        await it.hears(data_frame(b"one"))
        assert counts(it.exchange) == (3, 0)
        it.near.stalled = True
        await it.hears(data_frame(b"three"))
        assert counts(it.exchange) == (3, 0)
        it.near.go_on()
        assert counts(it.exchange) == (8, 0)

    run(work())


def test_part_of_a_chunk_that_was_taken_counts_also_after_a_reset(run, alone):
    async def work():
        it = alone()
        it.near.stalled = True
        await it.hears(data_frame(b"three"))
        it.near.take(2)
        assert counts(it.exchange) == (2, 0)
        it.near.take(2)
        it.exchange.break_off()
        assert it.near.fate == "aborted"
        assert counts(it.exchange) == (4, 0)

    run(work())


def test_part_that_was_taken_before_the_near_connection_broke_counts(run, alone):
    async def work():
        it = alone()
        it.near.stalled = True
        await it.hears(data_frame(b"three"))
        it.near.take(2)
        assert counts(it.exchange) == (2, 0)
        it.near.take(1)
        it.near.break_down()
        assert counts(it.exchange) == (3, 0)

    run(work())


def test_part_of_a_chunk_that_the_channel_has_taken_counts_but_for_a_record(run, alone):
    async def work():
        it = alone(buffer_bytes=SMALL_BUFFER_BYTES)
        said = 100 * RECORD_BYTES
        it.near.say(bytes(said))
        await it.peer.receive(said // 2)
        waiting = it.channel.waiting_bytes
        assert RECORD_BYTES < waiting < said - RECORD_BYTES
        assert counts(it.exchange) == (0, said - waiting - RECORD_BYTES)

    run(work())


def test_last_word_goes_ahead_of_end_and_reset(run, alone):
    async def work(end):
        it = alone(news=lambda: encode_ready(NUMBER, 5, False))
        end(it)
        return [kind for kind, _ in await it.all_said()]

    async def both():
        assert await work(lambda it: it.near.say_end()) == [Kind.READY, Kind.END]
        assert await work(lambda it: it.exchange.break_off()) == [Kind.READY, Kind.RESET]

    run(both())


def test_bytes_count_once_the_channel_has_taken_them(run, alone):
    async def work():
        it = alone(buffer_bytes=SMALL_BUFFER_BYTES)
        said = 0
        while it.near.may_speak:
            it.near.say(bytes(1000))
            said += 1000
        assert counts(it.exchange) == (0, said - 1000)
        await it.peer.receive(said // 1000 * 1004)
        await until(lambda: counts(it.exchange) == (0, said))

    run(work())


def test_early_bytes_count_once_there_is_a_near_connection(run, alone):
    async def work():
        it = alone(attached=False)
        await it.hears(data_frame(b"early"))
        assert counts(it.exchange) == (0, 0)
        it.exchange.attach(it.near)
        assert counts(it.exchange) == (5, 0)

    run(work())


def test_early_bytes_that_a_near_connection_does_not_take_do_not_count_yet(run, alone):
    async def work():
        it = alone(attached=False)
        await it.hears(data_frame(b"early"))
        it.near.stalled = True
        it.exchange.attach(it.near)
        assert counts(it.exchange) == (0, 0)
        it.near.go_on()
        assert counts(it.exchange) == (5, 0)

    run(work())


def test_what_a_stand_in_gets_does_not_count(run, alone):
    async def work():
        it = alone(attached=False)
        it.exchange.attach(it.near, is_stand_in=True)
        await it.hears(data_frame(b"GET"))
        it.near.say(b"502")
        assert counts(it.exchange) == (0, 3)

    run(work())


@pytest.mark.parametrize("attached", [True, False])
def test_bytes_of_a_broken_exchange_do_not_count(run, alone, attached):
    async def work():
        it = alone(attached=attached)
        it.near.stalled = True
        await it.hears(data_frame(b"waits"))
        it.exchange.break_off()
        await it.hears(data_frame(b"on its way"), about(Kind.RESET))
        assert it.outcomes == [Outcome.NEAR_BROKE]
        assert counts(it.exchange) == (0, 0)

    run(work())


def test_bytes_sent_before_the_exchange_count(run, alone):
    async def work():
        it = alone(sent_bytes=100)
        it.near.say(b"more")
        assert counts(it.exchange) == (0, 104)

    run(work())


def test_counts_are_settled_when_the_exchange_is_over(run, alone):
    async def work():
        settled = []
        it = alone(on_settled=settled.append)
        it.near.say(b"bye")
        it.near.say_end()
        assert settled == []
        await it.hears(END_FRAME)
        assert settled == [it.exchange]
        it.exchange.break_off()
        assert settled == [it.exchange]

    run(work())


async def leave_a_chunk_in_the_channel(it):
    """End the exchange while its last chunk waits for the channel; return how much was said."""
    await it.hears(END_FRAME)
    said = 0
    while it.near.may_speak:
        it.near.say(bytes(1000))
        said += 1000
    it.near.say_end()
    assert it.outcomes == [Outcome.ENDED]
    return said


def test_last_chunk_counts_when_the_channel_takes_it_after_the_end(run, alone):
    async def work():
        settled = []
        it = alone(buffer_bytes=SMALL_BUFFER_BYTES, on_settled=settled.append)
        said = await leave_a_chunk_in_the_channel(it)
        assert settled == []
        assert counts(it.exchange) == (0, said - 1000)
        await it.peer.receive(said // 1000 * 1004 + 4)
        await until(lambda: settled)
        assert counts(it.exchange) == (0, said)

    run(work())


def test_last_chunk_does_not_count_when_the_channel_breaks_after_the_end(run, alone):
    async def work():
        settled = []
        it = alone(buffer_bytes=SMALL_BUFFER_BYTES, on_settled=settled.append)
        said = await leave_a_chunk_in_the_channel(it)
        it.channel.stream.fail(OSError("broken"))
        await until(lambda: settled)
        assert counts(it.exchange) == (0, said - 1000)

    run(work())


@pytest.mark.parametrize(
    ("error", "reason"), [(TimeoutError("60 s"), "timed out"), (ConnectionResetError(), "")]
)
def test_far_end_learns_whether_this_one_took_no_byte(run, alone, error, reason):
    async def work():
        it = alone()
        it.near.handler.lost(error)
        assert it.exchange.error is error
        assert await it.all_said() == [(Kind.RESET, NUMBER.to_bytes(8, "big") + reason.encode())]

    run(work())


def test_reason_of_the_far_end_is_kept(run, alone):
    async def work():
        it = alone()
        await it.hears(encode_about(Kind.RESET, NUMBER, "timed out"))
        assert it.exchange.far_reason == "timed out"

    run(work())


@pytest.mark.parametrize("near_first", [True, False])
def test_who_ended_first_is_known(run, alone, near_first):
    async def work():
        it = alone()
        if near_first:
            it.near.say_end()
        await it.hears(END_FRAME)
        if not near_first:
            it.near.say_end()
        assert it.outcomes == [Outcome.ENDED]
        assert it.exchange.near_ended_first is near_first

    run(work())


def test_exchange_that_is_dropped_takes_its_channel_along(run, alone):
    async def work():
        one = alone()
        one.exchange.drop()
        one.exchange.drop()
        assert one.outcomes == [Outcome.CHANNEL_LOST]
        assert one.near.fate == "aborted"
        assert one.channel.stream.closed
        assert not one.exchange.is_open

    run(work())
