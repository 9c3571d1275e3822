"""A network and a clock for real streams to run on: nothing happens until a test lets it."""

import contextlib
import itertools
import select
import socket
from collections import deque

_RESET = b"\x01\x00\x00\x00\x00\x00\x00\x00"


class FakeLoop:
    """What streams need of an event loop. Nothing happens until `run`, and time stands still."""

    def __init__(self):
        self.now = 1000.0
        self.sockets = {}
        self._readers = {}
        self._writers = {}
        self._soon = deque()
        self._numbers = itertools.count(1 << 20)  # no descriptor of this process

    def time(self):
        return self.now

    def add_reader(self, fd, callback, *args):
        self._readers[fd] = (callback, args)

    def remove_reader(self, fd):
        return self._readers.pop(fd, None) is not None

    def add_writer(self, fd, callback, *args):
        self._writers[fd] = (callback, args)

    def remove_writer(self, fd):
        return self._writers.pop(fd, None) is not None

    def call_soon(self, callback, *args):
        self._soon.append((callback, args))

    def new_fd(self, sock, fd=None):
        fd = next(self._numbers) if fd is None else fd
        self.sockets[fd] = sock
        return fd

    @property
    def watched(self):
        """The descriptors somebody waits for."""
        return self._readers.keys() | self._writers.keys()

    def run(self):
        """Call back until nothing is ready any more; return whether anything was."""
        ran = False
        while ready := self._ready():
            ran = True
            callback, args = ready
            callback(*args)
        return ran

    def _ready(self):
        if self._soon:
            return self._soon.popleft()
        for fd, found in self._readers.items():
            if self.sockets[fd].is_readable:
                return found
        for fd, found in self._writers.items():
            if self.sockets[fd].is_writable:
                return found
        return None


class FakeSocket:
    """Our end of a connection, and the handles with which a test plays the far end."""

    def __init__(self, loop, room_bytes=1 << 30):
        self._loop = loop
        self._fd = loop.new_fd(self)
        self._linger = False
        self.room_bytes = room_bytes
        """How much the far end lets us send before it reads."""
        self.incoming = bytearray()
        self.outgoing = bytearray()
        self.far_ended = False
        self.far_broke = False
        self.ended = False
        self.was_reset = False

    # The far end's side.

    @property
    def is_closed(self):
        return self._fd < 0

    @property
    def is_readable(self):
        return bool(self.incoming) or self.far_ended or self.far_broke

    @property
    def is_writable(self):
        return self.far_broke or len(self.outgoing) < self.room_bytes

    def far_sends(self, data):
        self.incoming += data

    def far_reads(self):
        """Take what has been sent."""
        data = bytes(self.outgoing)
        self.outgoing.clear()
        return data

    # What a stream calls.

    def fileno(self):
        return self._fd

    def recv_into(self, buffer):
        if self.far_broke:
            raise ConnectionResetError("the far end broke the connection")
        if not self.incoming and not self.far_ended:
            raise BlockingIOError
        count = min(len(buffer), len(self.incoming))
        buffer[:count] = self.incoming[:count]
        del self.incoming[:count]
        return count

    def send(self, data):
        if self.far_broke:
            raise BrokenPipeError("the far end broke the connection")
        count = min(len(data), self.room_bytes - len(self.outgoing))
        if not count:
            raise BlockingIOError
        self.outgoing += data[:count]
        return count

    def shutdown(self, how):
        assert how == socket.SHUT_WR
        self.ended = True

    def setsockopt(self, level, option, value):
        assert (level, option, value) == (socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self._linger = True

    def close(self):
        del self._loop.sockets[self._fd]
        assert self._fd not in self._loop.watched
        self._fd = -1
        self.was_reset = self._linger
        self.ended = True


class PairedSocket:
    """Both ends of a connection within this process; OpenSSL can use ours."""

    family = socket.AF_UNIX

    def __init__(self, loop):
        self._loop = loop
        self._ours, self._far = socket.socketpair()
        self._ours.setblocking(False)
        self._far.setblocking(False)
        loop.new_fd(self, self._ours.fileno())
        self.was_reset = False

    # The far end's side.

    @property
    def is_closed(self):
        return self._ours.fileno() < 0

    @property
    def is_readable(self):
        return bool(select.select([self._ours], [], [], 0)[0])

    @property
    def is_writable(self):
        return bool(select.select([], [self._ours], [], 0)[1])

    def far_sends(self, data):
        self._far.sendall(data)

    def far_reads(self):
        """Take what has been sent."""
        with contextlib.suppress(BlockingIOError):
            return self._far.recv(1 << 20)
        return b""

    # What a stream calls.

    def fileno(self):
        return self._ours.fileno()

    def send(self, data):
        return self._ours.send(data)

    def recv_into(self, buffer):
        return self._ours.recv_into(buffer)

    def shutdown(self, how):
        self._ours.shutdown(how)

    def setsockopt(self, level, option, value):
        self.was_reset = (level, option, value) == (socket.SOL_SOCKET, socket.SO_LINGER, _RESET)

    def close(self):
        del self._loop.sockets[self.fileno()]
        assert self.fileno() not in self._loop.watched
        self._ours.close()
        self._far.close()
