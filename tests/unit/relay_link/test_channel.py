import asyncio

import pytest

from relay_link.channel import MAX_RECEIPTS, Channel
from relay_link.errors import ProtocolError
from relay_link.frames import (
    END_FRAME,
    HEADER_BYTES,
    MAX_DATA_BYTES,
    Kind,
    Ready,
    data_frame,
    decode_about,
    encode,
    encode_about,
    encode_ready,
)
from relay_link.reactor import HEADROOM
from tests.unit.relay_link.certificates import HOST, our_client_context, our_server_context
from tests.unit.relay_link.channels import ChannelRecorder, make_channel, read_frames
from tests.unit.relay_link.wires import (
    MIB,
    SMALL_BUFFER_BYTES,
    Peer,
    Recorder,
    pattern,
    settle,
    until,
)

PING = encode(Kind.PING)


def chunk_of(data):
    """Return `data` with room for a header in front, as streams hand it on."""
    return memoryview(bytearray(HEADROOM) + data)


@pytest.fixture
def connect(wires):
    """Make a channel with a recorder as its user: gives the channel, the recorder, the peer."""

    def make(buffer_bytes=None, **reactions):
        user = ChannelRecorder(**reactions)
        ours, theirs = wires.bare(buffer_bytes)
        return make_channel(wires, ours, user), user, Peer(theirs)

    return make


def test_frames_are_handed_on_in_order(run, connect):
    async def work():
        _, user, peer = connect()
        await peer.send(
            encode(Kind.OPEN, b"{}") + data_frame(b"ab") + END_FRAME + encode_about(Kind.RESET, 7)
        )
        await until(lambda: len(user.calls) == 4)
        assert user.calls == [
            ("frame", Kind.OPEN, b"{}"),
            ("data", b"ab"),
            ("ended",),
            ("frame", Kind.RESET, (7).to_bytes(8, "big")),
        ]

    run(work())


def test_long_data_is_handed_on_as_it_comes(run, connect):
    async def work():
        _, user, peer = connect()
        sent = data_frame(pattern(MAX_DATA_BYTES))
        await peer.send(sent[:-1])
        await until(lambda: user.calls and len(user.calls[0][1]) == MAX_DATA_BYTES - 1)
        await peer.send(sent[-1:] + END_FRAME)
        await until(lambda: user.calls == [("data", pattern(MAX_DATA_BYTES)), ("ended",)])

    run(work())


def test_what_is_sent_can_be_read_as_frames(run, connect):
    async def work():
        channel, _, peer = connect()
        channel.send(encode(Kind.ATTACHED))
        channel.send_about(Kind.REFUSED, 7, "connection refused")
        channel.send_data(b"")
        channel.send_data(bytearray(b"kept"))
        channel.send_chunk(memoryview(bytearray(HEADROOM) + b"now"))
        channel.send_end()
        channel.close()
        attached, refused, *rest = read_frames(await peer.receive())
        assert attached == (Kind.ATTACHED, b"")
        assert refused[0] is Kind.REFUSED
        assert decode_about(refused[1]) == (7, "connection refused")
        assert rest == [(Kind.DATA, b"keptnow"), (Kind.END, b"")]

    run(work())


class Delays:
    """Takes the place of a reactor's `delay`: calls back when the test says so."""

    def __init__(self, channel):
        self._waiting = []
        self._written = []
        channel.stream.reactor.delay = self._waiting.append
        self._write = channel.stream.write
        channel.stream.handler.stream = self

    def __getattr__(self, name):
        return getattr(self._write.__self__, name)

    def write(self, data):
        self._written.append(bytes(data))
        self._write(data)

    def end(self):
        waiting, self._waiting[:] = list(self._waiting), []
        for callback in waiting:
            callback()
        return self._written


ACK = encode_about(Kind.ACK, 7)


@pytest.mark.parametrize(
    ("send", "sent"),
    [
        (lambda channel: channel.send_end(), END_FRAME),
        (lambda channel: channel.send_data(b"x"), data_frame(b"x")),
        (lambda channel: channel.send_chunk(chunk_of(b"x")), data_frame(b"x")),
        (lambda channel: channel.send_about(Kind.RESET, 7), encode_about(Kind.RESET, 7)),
        (lambda channel: channel.send(END_FRAME), END_FRAME),
    ],
    ids=["end", "data", "chunk", "about", "frames"],
)
def test_frames_that_can_wait_go_along_with_the_next(run, connect, send, sent):
    async def work():
        channel, _, peer = connect()
        delays = Delays(channel)
        channel.send_with_next(ACK)
        send(channel)
        assert delays.end() == [ACK + sent]
        send(channel)
        assert await peer.receive(len(ACK + sent + sent)) == ACK + sent + sent

    run(work())


def test_frames_that_can_wait_go_alone_if_nothing_follows(run, connect):
    async def work():
        channel, _, peer = connect()
        delays = Delays(channel)
        channel.send_with_next(ACK)
        channel.send_with_next(END_FRAME)
        assert delays.end() == [ACK + END_FRAME]
        assert delays.end() == [ACK + END_FRAME], "once"
        assert await peer.receive(len(ACK + END_FRAME)) == ACK + END_FRAME

    run(work())


def test_frames_that_can_wait_do_not_where_nothing_is_delayed(run, connect):
    """As when no socket has its turn, or where the event loop itself watches them."""

    async def work():
        channel, _, peer = connect()
        channel.send_with_next(ACK)
        channel.send_with_next(END_FRAME)
        assert await peer.receive(len(ACK + END_FRAME)) == ACK + END_FRAME

    run(work())


def test_frames_that_wait_are_sent_before_the_channel_is_closed(run, connect):
    async def work():
        channel, _, peer = connect()
        Delays(channel)
        channel.send_with_next(ACK)
        channel.close()
        assert await peer.receive() == ACK

    run(work())


def test_frames_that_wait_go_nowhere_once_the_channel_is_aborted(run, connect):
    async def work():
        channel, _, peer = connect()
        delays = Delays(channel)
        channel.send_with_next(ACK)
        channel.abort()
        delays.end()
        assert await peer.is_reset()

    run(work())


def test_room_in_front_of_what_comes_is_enough_for_a_header():
    assert HEADROOM == HEADER_BYTES


def test_frames_go_to_whoever_is_the_user_by_then(run, connect):
    async def work():
        successor = ChannelRecorder()

        def hand_over():
            channel.user = successor

        channel, user, peer = connect(ended=hand_over)
        await peer.send(data_frame(b"old") + END_FRAME + data_frame(b"new"))
        await until(lambda: successor.calls)
        assert user.calls == [("data", b"old"), ("ended",)]
        assert successor.calls == [("data", b"new")]

    run(work())


@pytest.mark.parametrize("leave", ["close", "abort"])
def test_nothing_is_told_after_the_user_has_left_within_a_call(run, connect, leave):
    async def work():
        channel, user, peer = connect(ended=lambda: getattr(channel, leave)())
        await peer.send(END_FRAME + data_frame(b"more") + encode_about(Kind.RESET, 7) + PING)
        await peer.say_end()
        await until(lambda: user.calls)
        await settle()
        assert user.calls == [("ended",)]

    run(work())


def test_ping_is_answered(run, connect):
    async def work():
        _, user, peer = connect()
        await peer.send(PING)
        assert read_frames(await peer.receive(HEADER_BYTES)) == [(Kind.PONG, b"")]
        assert user.calls == []

    run(work())


def test_answers_to_pings_do_not_pile_up(run, connect):
    async def work():
        channel, _, peer = connect(SMALL_BUFFER_BYTES)
        async with asyncio.TaskGroup() as group:
            group.create_task(peer.send(PING * 200_000 + END_FRAME))
            await until(lambda: channel.user.calls)
        assert channel.waiting_bytes <= HEADER_BYTES

    run(work())


@pytest.mark.parametrize(
    "sent",
    [
        encode(Kind.END, b"a kind that never stands on the wire"),
        encode(Kind.OPEN, bytes(4097)),
        (MAX_DATA_BYTES + 1).to_bytes(4, "big"),
    ],
)
def test_bad_frame_breaks_the_channel(run, connect, sent):
    async def work():
        _, user, peer = connect()
        await peer.send(sent)
        await until(lambda: user.calls)
        assert user.calls == [("lost",)]
        assert isinstance(user.error, ProtocolError)
        assert await peer.is_reset()

    run(work())


def test_frame_that_the_user_cannot_take_breaks_the_channel(run, connect):
    async def work():
        def refuse():
            raise ProtocolError("not now")

        _, user, peer = connect(ended=refuse)
        await peer.send(END_FRAME + data_frame(b"more"))
        await until(lambda: user.error)
        assert user.calls == [("ended",), ("lost",)]
        assert str(user.error) == "not now"
        assert await peer.is_reset()

    run(work())


def test_end_of_the_connection_is_a_loss(run, connect):
    async def work():
        _, user, peer = connect()
        await peer.say_end()
        await until(lambda: user.calls)
        assert user.calls == [("lost",)]
        assert isinstance(user.error, ConnectionAbortedError)

    run(work())


def test_loss_is_told_to_whoever_is_the_user_by_then(run, connect):
    async def work():
        channel, user, _ = connect()
        channel.stream.fail(OSError("broken"))
        channel.user = successor = ChannelRecorder()
        await settle()
        assert (user.calls, successor.calls) == ([], [("lost",)])

    run(work())


def test_paused_channel_reads_no_more_until_it_resumes(run, connect):
    async def work():
        channel, user, peer = connect()
        channel.pause()
        await peer.send(END_FRAME)
        await settle()
        assert user.calls == []
        channel.resume()
        await until(lambda: user.calls == [("ended",)])

    run(work())


def test_drained_is_passed_on(run, connect):
    async def work():
        channel, user, peer = connect(SMALL_BUFFER_BYTES)
        channel.send_data(pattern(MAX_DATA_BYTES))
        assert channel.waiting_bytes
        await peer.receive(HEADER_BYTES + MAX_DATA_BYTES)
        await until(lambda: user.calls)
        assert user.calls == [("drained",)]
        assert channel.waiting_bytes == 0

    run(work())


def test_abort_resets_the_connection(run, connect):
    async def work():
        channel, user, peer = connect()
        channel.abort()
        assert await peer.is_reset()
        assert user.calls == []

    run(work())


def test_frames_pass_over_tls_from_its_first_byte(run, wires):
    async def work():
        ours, theirs = wires.bare()
        relay = Channel(ChannelRecorder(secured=lambda: relay.send(encode(Kind.ATTACHED))))
        client = Channel(ChannelRecorder(secured=lambda: client.send(encode(Kind.ATTACH, b"t"))))
        wires.tls_stream(ours, relay, our_server_context())
        wires.tls_stream(theirs, client, our_client_context(), server_name=HOST)
        await until(lambda: len(relay.user.calls) == len(client.user.calls) == 2)
        assert relay.user.calls == [("secured",), ("frame", Kind.ATTACH, b"t")]
        assert client.user.calls == [("secured",), ("frame", Kind.ATTACHED, b"")]

    run(work())


def test_what_comes_with_the_end_of_the_handshake_is_no_exception(run, wires):
    async def work():
        ours, theirs = wires.bare()
        channel = Channel(ChannelRecorder())
        wires.stream(ours, channel)
        wires.stream(theirs, Recorder())
        channel.secured(memoryview(bytearray(HEADROOM) + END_FRAME))
        assert channel.user.calls == [("secured",), ("ended",)]

    run(work())


def test_much_more_than_a_frame_passes_in_both_directions(run, wires):
    async def work():
        one, other = wires.bare()
        left = make_channel(wires, one, ChannelRecorder())
        right = make_channel(wires, other, ChannelRecorder())
        for channel in (left, right):
            for start in range(0, MIB, MAX_DATA_BYTES):
                channel.send_data(pattern(MIB)[start : start + MAX_DATA_BYTES])
            channel.send_end()
        for channel in (left, right):
            await until(lambda: ("ended",) in channel.user.calls)  # noqa: B023 - used at once
            received = b"".join(call[1] for call in channel.user.calls if call[0] == "data")
            assert received == pattern(MIB)

    run(work())


@pytest.fixture
def stuck(connect):
    """Make a channel with bytes that wait; gives it, its far end and who asked what becomes."""

    def make():
        channel, _, peer = connect(SMALL_BUFFER_BYTES)
        channel.send_data(pattern(MAX_DATA_BYTES))
        assert not channel.has_taken_all
        told = []
        channel.when_emptied(told.append)
        return channel, peer, told

    return make


def test_who_has_left_learns_that_its_last_bytes_were_taken(run, stuck):
    async def work():
        channel, peer, told = stuck()
        assert told == []
        await peer.receive(HEADER_BYTES + MAX_DATA_BYTES)
        await until(lambda: told)
        assert channel.has_taken_all
        channel.close()
        assert told == [True]

    run(work())


@pytest.mark.parametrize("end", [Channel.abort, Channel.close])
def test_who_has_left_learns_that_nobody_knows_what_becomes_of_its_last_bytes(run, stuck, end):
    async def work():
        channel, _, told = stuck()
        end(channel)
        assert told == [False]
        channel.abort()
        assert told == [False]

    run(work())


def test_who_has_left_learns_that_the_channel_broke(run, stuck):
    async def work():
        channel, _, told = stuck()
        channel.stream.fail(OSError("broken"))
        assert not channel.has_taken_all
        await until(lambda: told)
        assert told == [False]

    run(work())


class Receipt:
    """Waits to hear what the far end has delivered."""

    def __init__(self):
        self.heard = []
        self.is_left_open = False

    def confirmed(self, ready):
        assert not self.is_left_open
        self.heard.append(ready)

    def left_open(self):
        assert not self.is_left_open
        self.is_left_open = True


def test_word_about_a_visitor_goes_to_whoever_waits_for_it_also_after_the_next_has_come(
    run, connect
):
    async def work():
        channel, user, peer = connect()
        first, second = Receipt(), Receipt()
        channel.expect(1, first)
        channel.expect(2, second)
        words = [(2, 0, False), (1, 10, True), (3, 5, False)]
        await peer.send(b"".join(encode_ready(*each) for each in words))
        await until(lambda: len(user.calls) == len(words))
        assert (first.heard, second.heard) == ([Ready(1, 10, True)], [Ready(2, 0, False)])
        channel.expect_no_more(2)
        await peer.send(encode_ready(2, 7, False))
        await until(lambda: len(user.calls) == len(words) + 1)
        assert len(second.heard) == 1

    run(work())


@pytest.mark.parametrize("how", ["close", "abort", "lost"])
def test_whoever_waits_for_a_word_is_told_that_the_channel_is_gone(run, connect, how):
    async def work():
        channel, user, peer = connect()
        receipt = Receipt()
        channel.expect(1, receipt)
        if how == "lost":
            await peer.say_end()
            await until(lambda: user.error)
        else:
            getattr(channel, how)()
        assert receipt.is_left_open

    run(work())


def test_far_end_that_owes_too_many_words_is_not_waited_for(run, connect):
    async def work():
        channel, _, _ = connect()
        receipts = [Receipt() for _ in range(MAX_RECEIPTS + 1)]
        for number, receipt in enumerate(receipts):
            channel.expect(number, receipt)
        assert [each.is_left_open for each in receipts] == [True] + [False] * MAX_RECEIPTS

    run(work())
