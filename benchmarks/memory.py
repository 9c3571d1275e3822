"""The load of visitors that hold memory: idle ones, and ones whose bytes nobody reads."""

import contextlib
import socket
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import msgspec

from benchmarks.talk import CHUNK_BYTES, GREETING, encode_header
from benchmarks.usage import Meter
from benchmarks.visiting import Place, Sample, visit

_ARRIVING_AT_ONCE = 8
_STEADY_BYTES = 64 * 1024
_STEADY_SECONDS = 0.6
_SETTLE_SECONDS = 10.0
_POLL_SECONDS = 0.1
_FULL_SECONDS = 1.0
"""When nothing more could be sent for so long, everything on the way is full."""


class Idle(msgspec.Struct, frozen=True, tag=True):
    """Visitors that wait, after one byte has come all the way through.

    Attributes:
        places: tunnels to silent targets, taken in turns.
        visitors: how many in all.
    """

    places: list[Place]
    visitors: int

    def arrive(self) -> list[socket.socket]:
        """Return the connections of all visitors."""
        places = [self.places[number % len(self.places)] for number in range(self.visitors)]
        with ThreadPoolExecutor(_ARRIVING_AT_ONCE) as threads:
            return list(threads.map(_greeted, places))


class Unread(msgspec.Struct, frozen=True, tag=True):
    """Visitors that read nothing although they get bulk, or whose bulk the target never reads.

    Attributes:
        place: a tunnel to a target for bulk, or to a silent one.
        is_download: whether it is the target that sends.
        visitors: how many in all.
        total_bytes: how much each sender would like to send.
    """

    place: Place
    is_download: bool
    visitors: int
    total_bytes: int

    def arrive(self) -> list[socket.socket]:
        """Return the connections of all visitors, with nothing moving on them any more."""
        with ThreadPoolExecutor(self.visitors) as threads:
            arrive = self._ask if self.is_download else self._send
            return list(threads.map(lambda _: arrive(), range(self.visitors)))

    def _ask(self) -> socket.socket:
        sock = visit(self.place)
        sock.sendall(encode_header(True, self.total_bytes))
        return sock

    def _send(self) -> socket.socket:
        sock = _greeted(self.place)
        sock.settimeout(_FULL_SECONDS)
        chunk = bytes(CHUNK_BYTES)
        with contextlib.suppress(TimeoutError):
            for _ in range(self.total_bytes // CHUNK_BYTES):
                sock.sendall(chunk)
            raise RuntimeError("bytes that nobody reads have all been taken")
        return sock


class Memory(msgspec.Struct, frozen=True, tag=True):
    """Several kinds of visitors, one after the other.

    All stay until the end: memory that some gave back would hide what the next ones take.

    Attributes:
        warm_up: visitors that come and go before anything is measured.
        stages: visitors that are measured.
    """

    warm_up: Idle
    stages: list[Idle | Unread]

    def run(self, watched: Mapping[str, int]) -> Iterator[Sample]:
        """Yield a sample for each stage; `watched` are the processes to measure, by name."""
        for sock in self.warm_up.arrive():
            sock.close()
        with contextlib.ExitStack() as staying:
            _settle(watched)
            for stage in self.stages:
                meter = Meter(watched)
                for sock in stage.arrive():
                    staying.enter_context(sock)
                _settle(watched)
                growth_bytes = meter.growth_bytes()
                yield Sample(stage.visitors, meter.seconds, growth_bytes=growth_bytes)


def _greeted(place: Place) -> socket.socket:
    sock = visit(place)
    if sock.recv(len(GREETING)) != GREETING:
        raise ConnectionError("the target was not reached")
    return sock


def _settle(watched: Mapping[str, int]) -> None:
    """Wait until memory has stayed the same for a while, or is never going to."""
    deadline = time.monotonic() + _SETTLE_SECONDS
    meter, since = Meter(watched), time.monotonic()
    while time.monotonic() < min(deadline, since + _STEADY_SECONDS):
        time.sleep(_POLL_SECONDS)
        if any(abs(grown) > _STEADY_BYTES for grown in meter.growth_bytes().values()):
            meter, since = Meter(watched), time.monotonic()
