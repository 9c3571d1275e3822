"""The load of many small requests over connections that stay open."""

import select
import socket
import ssl
import time
from collections.abc import Iterator, Mapping

import msgspec

from benchmarks.talk import ANSWER, REQUEST
from benchmarks.usage import Meter
from benchmarks.visiting import Place, Sample, visit

_READ_BYTES = 4096


class Requests(msgspec.Struct, frozen=True, tag=True):
    """Visitors that each ask again as soon as they have their answer.

    Attributes:
        place: a tunnel to a target that answers.
        connections: at the same time.
        warm_up_s: how long before anything is measured, in seconds.
        duration_s: how long to measure, in seconds.
    """

    place: Place
    connections: int
    warm_up_s: float
    duration_s: float

    def run(self, watched: Mapping[str, int]) -> Iterator[Sample]:
        """Ask until the time is over; `watched` are the processes to measure, by name."""
        crowd = _Crowd([visit(self.place) for _ in range(self.connections)])
        crowd.ask_for(self.warm_up_s)
        crowd.latencies_s.clear()
        meter = Meter(watched)
        crowd.ask_for(self.duration_s)
        yield Sample(
            len(crowd.latencies_s),
            meter.seconds,
            meter.cpu_s(),
            latencies_s=sorted(crowd.latencies_s),
        )


class _Crowd:
    """Connections with one request each under way."""

    def __init__(self, visitors: list[socket.socket]) -> None:
        self.latencies_s: list[float] = []
        self._poll = select.epoll()
        self._visitors = {each.fileno(): each for each in visitors}
        self._missing_bytes = dict.fromkeys(self._visitors, len(ANSWER))
        self._asked_at = dict.fromkeys(self._visitors, time.perf_counter())
        for number, sock in self._visitors.items():
            sock.setblocking(False)
            self._poll.register(number, select.EPOLLIN)
            sock.send(REQUEST)

    def ask_for(self, duration_s: float) -> None:
        """Go on for that many seconds."""
        end = time.perf_counter() + duration_s
        while time.perf_counter() < end:
            for number, _ in self._poll.poll(1.0):
                self._read(number)

    def _read(self, number: int) -> None:
        sock = self._visitors[number]
        try:
            count = len(sock.recv(_READ_BYTES))
        except (BlockingIOError, ssl.SSLWantReadError):
            return
        if not count:
            raise ConnectionError("the tunnel closed a connection between two requests")
        self._missing_bytes[number] -= count
        if self._missing_bytes[number] <= 0:
            self._missing_bytes[number] = len(ANSWER)
            now = time.perf_counter()
            self.latencies_s.append(now - self._asked_at[number])
            self._asked_at[number] = now
            sock.send(REQUEST)
