"""The load of many connections with one request each."""

import select
import socket
import ssl
import time
from collections.abc import Iterator, Mapping

import msgspec

from benchmarks.talk import ANSWER, REQUEST
from benchmarks.usage import Meter
from benchmarks.visiting import Place, Sample, connect

_READ_BYTES = 4096


class Connections(msgspec.Struct, frozen=True, tag=True):
    """Visitors that connect, ask once, read the answer and close.

    Attributes:
        place: a tunnel to a target that answers.
        parallel: how many at the same time.
        warm_up_s: how long before anything is measured, in seconds.
        duration_s: how long to measure, in seconds.
    """

    place: Place
    parallel: int
    warm_up_s: float
    duration_s: float

    def run(self, watched: Mapping[str, int]) -> Iterator[Sample]:
        """Connect until the time is over; `watched` are the processes to measure, by name."""
        queue = _Queue(self.place, self.parallel)
        queue.go_on_for(self.warm_up_s)
        queue.done = 0
        meter = Meter(watched)
        queue.go_on_for(self.duration_s)
        yield Sample(queue.done, meter.seconds, meter.cpu_s())


class _Queue:
    """Always as many visits under way: one that ends makes room for the next."""

    def __init__(self, place: Place, parallel: int) -> None:
        self.done = 0
        self._place = place
        self._poll = select.epoll()
        self._visits: dict[int, _Visit] = {}
        for _ in range(parallel):
            self._start()

    def go_on_for(self, duration_s: float) -> None:
        """Go on for that many seconds."""
        end = time.perf_counter() + duration_s
        while time.perf_counter() < end:
            for number, _ in self._poll.poll(1.0):
                if self._visits[number].go_on():
                    self._visits.pop(number).sock.close()
                    self.done += 1
                    self._start()

    def _start(self) -> None:
        visit = _Visit(connect(self._place, limit_s=None))
        self._visits[visit.sock.fileno()] = visit
        self._poll.register(visit.sock.fileno(), select.EPOLLIN)
        visit.go_on()


class _Visit:
    """One visitor, from the handshake to its answer."""

    __slots__ = ("_asked", "_missing_bytes", "sock")

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._asked = False
        self._missing_bytes = len(ANSWER)
        if isinstance(sock, ssl.SSLSocket):
            sock.setblocking(False)

    def go_on(self) -> bool:
        """Do what can be done now; return whether the answer is complete."""
        try:
            if not self._asked:
                if isinstance(self.sock, ssl.SSLSocket):
                    self.sock.do_handshake()
                self.sock.send(REQUEST)
                self._asked = True
                return False
            count = len(self.sock.recv(_READ_BYTES))
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        if not count:
            raise ConnectionError("the tunnel closed a connection before its answer")
        self._missing_bytes -= count
        return self._missing_bytes <= 0
