"""The relay's end of a data channel, for tests of the client's."""

import socket

from relay_link.channel import Channel
from relay_link.frames import END_FRAME as END
from relay_link.frames import (
    FrameReader,
    Kind,
    Open,
    data_frame,
    decode_about,
    decode_ready,
    encode_about,
    encode_open,
)
from relay_link.stream import Stream

ABOUT = (Kind.ACK, Kind.REFUSED, Kind.RESET)


class FarChannel:
    """Speaks frames over one end of a pair of sockets; the other end belongs to the client."""

    def __init__(self, reactor):
        self.sock, theirs = socket.socketpair()
        for sock in (self.sock, theirs):
            sock.setblocking(False)
        self.channel = Channel(None)
        self.channel.stream = Stream(reactor, theirs, self.channel)
        self._loop = reactor.loop
        self.confirmed = []
        """What READY frames have said so far, but for the first of each visitor."""
        self._reader = FrameReader()
        self._frames = []

    def begin(self, take):
        """Hand the client's end over to `take`, and let it read."""
        take(self.channel)
        self.channel.stream.start()
        return self

    def close(self):
        self.sock.close()

    async def send(self, *frames):
        """Send frames in one go."""
        await self._loop.sock_sendall(self.sock, b"".join(frames))

    async def frame(self):
        """Return the next frame as (kind, payload), the payload of DATA as it comes.

        Frames about a visitor give its id and the reason, the first READY its id. (None, b"") is
        the end of the channel.
        """
        while True:
            while not self._frames:
                if not await self._read():
                    return None, b""
            kind, payload = self._frames.pop(0)
            if kind is not Kind.READY:
                return kind, decode_about(payload) if kind in ABOUT else payload
            ready = decode_ready(payload)
            if not (ready.taken_bytes or ready.is_final):
                return kind, ready.visitor
            self.confirmed.append(ready)

    async def _read(self):
        """Wait for more frames; return whether there are any."""
        data = await self._loop.sock_recv(self.sock, 65536)
        found = self._reader.feed(memoryview(data))
        self._frames += [(Kind(each.kind), bytes(each.payload)) for each in found]
        return bool(data)

    async def kinds(self, count):
        """Return the kinds of the next frames."""
        return [(await self.frame())[0] for _ in range(count)]

    async def data(self):
        """Return all DATA until END."""
        gathered = b""
        while (frame := await self.frame())[0] is Kind.DATA:
            gathered += frame[1]
        assert frame[0] is Kind.END, frame
        return gathered


def visitor_comes(visitor, tunnel=1, **facts):
    """Return an OPEN frame."""
    facts = {"address": "192.0.2.9", "port": 4711, "server_name": "abcd.example.com"} | facts
    return encode_open(Open(visitor, tunnel, **facts))


def says(data):
    return data_frame(data)


def about(kind, visitor, reason=""):
    return encode_about(kind, visitor, reason)


__all__ = ["END", "FarChannel", "Kind", "about", "says", "visitor_comes"]
