"""Data channels for tests, and the users that stand in for exchanges and pools."""

from relay_link.channel import Channel
from relay_link.frames import FrameReader, Kind


class ChannelRecorder:
    """A channel's user: keeps what it is told, and can do something at that moment.

    Attributes:
        calls: what was told, in order: a name, then what came with it. DATA is one call however
            many pieces it came in.
        error: what `channel_lost` said.
    """

    def __init__(self, **reactions):
        """Call `reactions[name]()` within each call of `channel_<name>`."""
        self.calls = []
        self.error = None
        self._reactions = reactions

    def channel_secured(self):
        self._told("secured")

    def channel_data(self, piece):
        assert len(piece)
        if self.calls and self.calls[-1][0] == "data":
            self.calls[-1] = ("data", self.calls[-1][1] + bytes(piece))
        else:
            self.calls.append(("data", bytes(piece)))
        self._react("data")

    def channel_ended(self):
        self._told("ended")

    def channel_frame(self, frame):
        self._told("frame", Kind(frame.kind), bytes(frame.payload))

    def channel_drained(self):
        self._told("drained")

    def channel_lost(self, error):
        self.error = error
        self._told("lost")

    def _told(self, *call):
        self.calls.append(call)
        self._react(call[0])

    def _react(self, name):
        if name in self._reactions:
            self._reactions[name]()


def make_channel(wires, sock, user):
    """Return a channel on a plain stream over `sock`."""
    channel = Channel(user)
    wires.stream(sock, channel)
    return channel


def read_frames(data, reader=None):
    """Return the frames in `data`, each a kind and its payload; the pieces of DATA are joined."""
    frames = []
    for frame in (reader or FrameReader()).feed(memoryview(data)):
        if frame.kind == Kind.DATA and frames and frames[-1][0] == Kind.DATA:
            frames[-1] = (Kind.DATA, frames[-1][1] + bytes(frame.payload))
        else:
            frames.append((Kind(frame.kind), bytes(frame.payload)))
    return frames
