"""A TLS stream and a far end that reads and writes in pieces, in every order that is found."""

import asyncio
import contextlib
import socket
import ssl

from hypothesis import given, settings
from hypothesis import strategies as st

from relay_link.reactor import Reactor
from tests.made_up import examples
from tests.unit.relay_link.certificates import (
    HOST,
    VERSIONS,
    client_context,
    our_client_context,
    our_server_context,
    server_context,
)
from tests.unit.relay_link.wires import MIB, Recorder, TlsPeer, Wires, pattern, settle

BUFFER_BYTES = 4608
"""The least that the kernel gives a unix socket: even a handshake has to wait for room."""

SIZES = (1, 1023, 16_384, 16_385, 200_000)
"""Around what a stream takes for the last record, and of records, slices and chunks."""

MOST_ROUNDS = 200
"""Far more than any step keeps the loop busy for."""


class FarEnd(TlsPeer):
    """A far end that never waits: what its socket does not take it keeps."""

    def __init__(self, *args):
        super().__init__(*args)
        self.data, self.unsent, self.said = bytearray(), bytearray(), 0
        self.is_secured = self.has_said_end = self.heard_end = self.is_gone = False

    def take(self, most):
        """Read at most so many bytes, and send what is due."""
        try:
            sealed = self.sock.recv(most)
        except BlockingIOError:
            sealed = b""
        self.incoming.write(sealed)
        with contextlib.suppress(ssl.SSLWantReadError):
            if not self.is_secured:
                self.tls.do_handshake()
                self.is_secured = True
            self._read_all()
        self.send_on()

    def say(self, size):
        self.tls.write(pattern(MIB)[self.said : self.said + size])
        self.said += size
        self.send_on()

    def say_end(self):
        self.has_said_end = True
        with contextlib.suppress(ssl.SSLWantReadError):
            self.tls.unwrap()
        self.send_on()

    def send_on(self):
        self.unsent += self.outgoing.read()
        with contextlib.suppress(BlockingIOError):
            while self.unsent:
                del self.unsent[: self.sock.send(self.unsent)]

    def vanish(self):
        self.is_gone = True
        self.sock.close()

    def _read_all(self):
        with contextlib.suppress(ssl.SSLZeroReturnError):
            while piece := self.tls.read(MIB):
                self.data += piece
        self.heard_end = True


class Play:
    """Plays on both ends of a connection, also within what the stream calls."""

    def __init__(self, wires, version, is_server, is_rough, reactions):
        self.is_rough, self._reactions = is_rough, list(reactions)
        self.said, self.has_said_end, self.has_left, self.is_paused = 0, False, False, False
        react = {name: self._react for name in ("secured", "received", "drained", "ended")}
        self.near = Recorder(**react)
        ours, theirs = socket.socketpair()
        for sock in (ours, theirs):
            sock.setblocking(False)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER_BYTES)
        if is_server:
            context = our_server_context(version, chain_length=30)
            self.far = FarEnd(theirs, client_context(version), HOST)
            self.stream = wires.tls_stream(ours, self.near, context)
        else:
            context = our_client_context(version)
            self.far = FarEnd(theirs, server_context(version))
            self.stream = wires.tls_stream(ours, self.near, context, server_name=HOST)

    def steps(self):
        """Return what can happen now: each a function and its arguments."""
        return self._near_steps() + self._far_steps()

    def _near_steps(self):
        if self.has_left or "lost" in self.near.calls:
            return []
        steps = [(self.resume,)] if self.is_paused else [(self.pause,)]
        if "secured" in self.near.calls and not self.has_said_end:
            if self.said < MIB // 2:
                steps += [(self.write, size) for size in SIZES]
            steps += [(self.write_end,)]
        return steps + [(self.leave, name) for name in ("close", "abort") if self.is_rough]

    def _far_steps(self):
        far = self.far
        if far.is_gone:
            return []
        steps = [(far.take, most) for most in (1, 3000, MIB, MIB, MIB)]
        if far.is_secured and not far.has_said_end:
            steps += [(far.say, size) for size in SIZES if far.said < MIB // 2]
            steps += [(far.say_end,)]
        return steps + ([(far.vanish,)] if self.is_rough else [])

    async def play(self, step):
        act, *args = step
        try:
            act(*args)
        except (OSError, ssl.SSLError):
            assert self.is_rough
            self.far.vanish()
        await self._rest()

    async def finish(self):
        """Let both ends hear and say everything."""
        for _ in range(MOST_ROUNDS):
            wanted = {self.resume, self.write_end, self.far.say_end}
            for step in self.steps():
                if step[0] in wanted or step == (self.far.take, MIB):
                    await self.play(step)

    def check(self):
        assert self.near.data == pattern(MIB)[: len(self.near.data)]
        assert self.far.data == pattern(MIB)[: len(self.far.data)]
        if not self.is_rough:
            assert (len(self.near.data), len(self.far.data)) == (self.far.said, self.said)
            assert self.near.calls.count("ended") == self.far.heard_end == 1
            assert "lost" not in self.near.calls
        elif self.far.is_gone and not self.has_left:
            assert "lost" in self.near.calls

    def pause(self):
        self.is_paused = True
        self.stream.pause()

    def resume(self):
        self.is_paused = False
        self.stream.resume()

    def write(self, size):
        self.stream.write(pattern(MIB)[self.said : self.said + size])
        self.said += size

    def write_end(self):
        self.has_said_end = True
        self.stream.write_end()

    def leave(self, name):
        self.has_left = True
        getattr(self.stream, name)()

    def _react(self):
        assert not self.has_left, "it hears nothing more"
        assert self.near.calls[-1] != "received" or not self.is_paused
        assert self.near.calls[-1] != "drained" or self.stream.has_taken_all
        choice = self._reactions.pop() if self._reactions else None
        steps = self._near_steps()
        if choice is not None and choice < len(steps):
            act, *args = steps[choice]
            act(*args)

    async def _rest(self):
        """Let the loop do everything there is, which must come to an end."""
        selector = asyncio.get_running_loop()._selector
        for _ in range(MOST_ROUNDS):
            await settle()
            if not selector.select(0):
                return
        raise AssertionError(f"never at rest after {self.near.calls[-5:]}")


@settings(max_examples=examples(60))
@given(
    st.sampled_from(VERSIONS),
    st.booleans(),
    st.booleans(),
    st.lists(st.integers(0, 1000), min_size=10, max_size=60),
    st.lists(st.integers(0, 15), max_size=30),
)
def test_each_end_hears_what_the_other_says_and_a_stream_comes_to_rest(
    version, is_server, is_rough, choices, reactions
):
    async def work():
        wires = Wires(Reactor(asyncio.get_running_loop()))
        play = Play(wires, version, is_server, is_rough, reactions)
        try:
            for choice in choices:
                if steps := play.steps():
                    await play.play(steps[choice % len(steps)])
            await play.finish()
            play.check()
        finally:
            await wires.close()
            play.far.sock.close()

    asyncio.run(work())
