"""What is measured, with how much, and what the figures should be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.bulk import Bulk
from benchmarks.connections import Connections
from benchmarks.figures import Figure, Goal, percentile
from benchmarks.load import Load
from benchmarks.requests import Requests
from benchmarks.rig import Rig, Tunnelled
from benchmarks.visiting import Place, Sample

GIB = 1024**3
_ENDS = ("relay", "client")


@dataclass(frozen=True)
class Scale:
    """How much is measured.

    Attributes:
        rounds: how often.
        bulk_bytes: in each direction.
        duration_s: of each load of requests or connections, in seconds.
    """

    rounds: int
    bulk_bytes: int
    duration_s: float


FULL = Scale(rounds=3, bulk_bytes=4 * GIB, duration_s=4.0)
QUICK = Scale(rounds=1, bulk_bytes=GIB // 4, duration_s=0.7)

_BULK_CPU_GOALS = {
    ("raw TCP", "relay"): Goal(1.0),
    ("raw TCP", "client"): Goal(1.0),
    ("TLS", "relay"): Goal(1.5),
}
"""Processor seconds for a GiB."""


def measure_bulk(rig: Rig, scale: Scale) -> Iterator[Figure]:
    """Move many bytes through one connection."""
    for kind, place in _kinds(rig.tunnels[0]):
        for direction in ("download", "upload"):
            load = Bulk(place, direction == "download", scale.bulk_bytes)
            samples = _repeat(rig, load, scale)
            name = f"bulk {direction}, {kind}"
            rates = tuple(each.count / each.seconds / 1e6 for each in samples)
            yield Figure(f"{name}: rate", "MB/s", rates)
            for end in _ENDS:
                costs = tuple(each.cpu_s[end] / each.count * GIB for each in samples)
                goal = _BULK_CPU_GOALS.get((kind, end))
                yield Figure(f"{name}: CPU of {end}", "s/GiB", costs, goal)


def measure_requests(rig: Rig, scale: Scale) -> Iterator[Figure]:
    """Ask for little, often, over connections that stay open."""
    for kind, place in _kinds(rig.tunnels[1]):
        load = Requests(place, 32, scale.duration_s / 4, scale.duration_s)
        samples = _repeat(rig, load, scale)
        name = f"32 keep-alive, {kind}"
        yield _rate(name, "requests", samples, Goal(12_000, is_least=True))
        yield from _cpu_each(name, "request", samples)
        for share in (0.5, 0.99):
            times = tuple(1000 * percentile(each.latencies_s, share) for each in samples)
            yield Figure(f"{name}: latency, {share:.0%}", "ms", times)


def measure_connections(rig: Rig, scale: Scale) -> Iterator[Figure]:
    """Connect anew for each request."""
    for kind, place in _kinds(rig.tunnels[1]):
        load = Connections(place, 16, scale.duration_s / 4, scale.duration_s)
        samples = _repeat(rig, load, scale)
        name = f"new connections, {kind}"
        goal = Goal(3500, is_least=True) if kind == "raw TCP" else None
        yield _rate(name, "connections", samples, goal)
        yield from _cpu_each(name, "connection", samples)


Measurement = Callable[[Rig, Scale], Iterator[Figure]]

MEASUREMENTS: dict[str, Measurement] = {
    "bulk": measure_bulk,
    "requests": measure_requests,
    "connections": measure_connections,
}
BEHAVIOURS = ("bulk", "answer")
"""Of the target, in the order of the rig's tunnels."""


def _kinds(tunnel: Tunnelled) -> Iterator[tuple[str, Place]]:
    yield "raw TCP", tunnel.raw
    yield "TLS", tunnel.tls


def _repeat(rig: Rig, load: Load, scale: Scale) -> list[Sample]:
    return [rig.run(load) for _ in range(scale.rounds)]


def _rate(name: str, things: str, samples: list[Sample], goal: Goal | None) -> Figure:
    rates = tuple(each.count / each.seconds for each in samples)
    return Figure(f"{name}: rate", f"{things}/s", rates, goal)


def _cpu_each(name: str, thing: str, samples: list[Sample]) -> Iterator[Figure]:
    for end in _ENDS:
        costs = tuple(1e6 * each.cpu_s[end] / each.count for each in samples)
        yield Figure(f"{name}: CPU of {end}", f"us/{thing}", costs)
