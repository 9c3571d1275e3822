"""What is measured on the data path, and what the figures should be."""

import sys
from collections.abc import Callable, Iterator

from benchmarks.bench import GIB, Bench
from benchmarks.bulk import Bulk
from benchmarks.connections import Connections
from benchmarks.figures import Figure, Goal, percentile
from benchmarks.load import Load
from benchmarks.memory import Idle, Memory, Unread
from benchmarks.opening import Opening
from benchmarks.processes import Processes
from benchmarks.requests import Requests
from benchmarks.rig import Tunnelled, run_load, start_rig, start_target
from benchmarks.ssh import SshTunnel, missing_program, start_ssh
from benchmarks.visiting import Place, Sample
from benchmarks.yardstick import measure_yardstick

_ENDS = ("relay", "client")
_BULK_CPU_GOALS = {
    ("raw TCP", "relay"): Goal(1.0),
    ("raw TCP", "client"): Goal(1.0),
    ("TLS", "relay"): Goal(1.5),
}
"""Processor seconds for a GiB."""
_IDLE_GOAL = Goal(64)
_UNREAD_GOAL = Goal(256)
"""KiB for a visitor, in each process."""
_WARM_UP_VISITORS = 4
_DIRECTIONS = {"download": True, "upload": False}


def measure_speed(bench: Bench) -> Iterator[Figure]:
    """Tell how much this computer is disturbed at the moment."""
    speeds = tuple(measure_yardstick() for _ in range(bench.scale.rounds))
    yield Figure("yardstick: AES-GCM and a local socket", "s/GiB", speeds)


def measure_bulk(bench: Bench) -> Iterator[Figure]:
    """Move many bytes through one connection."""
    for kind, place in _kinds(bench.bulk_tunnel):
        for direction, is_download in _DIRECTIONS.items():
            samples = _repeat(bench, Bulk(place, is_download, bench.scale.bulk_bytes))
            name = f"bulk {direction}, {kind}"
            yield _bulk_rate(name, samples)
            for end in _ENDS:
                goal = _BULK_CPU_GOALS.get((kind, end))
                yield _bulk_cpu(name, end, [each.cpu_s[end] for each in samples], samples, goal)


def measure_ssh(bench: Bench) -> Iterator[Figure]:
    """Move the same bytes through `ssh -R`."""
    missing = missing_program()
    if missing is not None:
        print(f"ssh -R is left out: {missing} is not installed", file=sys.stderr)
        return
    with Processes(bench.fresh_folder("ssh-logs")) as processes:
        _, (port,) = start_target(processes, ["bulk"])
        tunnel = start_ssh(processes, bench.fresh_folder("ssh"), port)
        for direction, is_download in _DIRECTIONS.items():
            load = Bulk(tunnel.place, is_download, bench.scale.bulk_bytes)
            samples = [
                sample
                for _ in range(bench.scale.rounds)
                for sample in run_load(processes, load, _pids_of(tunnel))
            ]
            name = f"bulk {direction}, ssh -R"
            yield _bulk_rate(name, samples)
            server = [sum(each.cpu_s.values()) - each.cpu_s["ssh"] for each in samples]
            yield _bulk_cpu(name, "sshd", server, samples)
            yield _bulk_cpu(name, "ssh", [each.cpu_s["ssh"] for each in samples], samples)


def measure_requests(bench: Bench) -> Iterator[Figure]:
    """Ask for little, often, over connections that stay open."""
    duration_s = bench.scale.duration_s
    for kind, place in _kinds(bench.answer_tunnel):
        samples = _repeat(bench, Requests(place, 32, duration_s / 4, duration_s))
        name = f"32 keep-alive, {kind}"
        yield _rate(name, "requests", samples, Goal(12_000, is_least=True))
        yield from _cpu_each(name, "request", samples)
        for share in (0.5, 0.99):
            yield _latency(f"{name}: latency, {share:.0%}", samples, share)


def measure_connections(bench: Bench) -> Iterator[Figure]:
    """Connect anew for each request."""
    duration_s = bench.scale.duration_s
    for kind, place in _kinds(bench.answer_tunnel):
        samples = _repeat(bench, Connections(place, 16, duration_s / 4, duration_s))
        name = f"new connections, {kind}"
        goal = Goal(3500, is_least=True) if kind == "raw TCP" else None
        yield _rate(name, "connections", samples, goal)
        yield from _cpu_each(name, "connection", samples)


def measure_opening(bench: Bench) -> Iterator[Figure]:
    """Open tunnels in a program of its own."""
    relay = bench.rig.relay
    ports = list(range(1, bench.scale.openings + 2))
    for kind, tcp in (("TLS", False), ("TLS and raw TCP", True)):
        load = Opening(ports, tcp)
        rounds = [
            run_load(bench.processes, load, {"relay": relay.pid}, relay.environment)
            for _ in range(bench.scale.rounds)
        ]
        name = f"opening, {kind}"
        later = [samples[1] for samples in rounds]
        yield _latency(f"{name}: time, 50%", later, 0.5, Goal(5.0))
        yield _latency(f"{name}: time, 90%", later, 0.9)
        yield from _cpu_each(name, "tunnel", later)
        yield _latency(f"{name}: the first, with login", [each[0] for each in rounds], 0.5)


def measure_idle(bench: Bench) -> Iterator[Figure]:
    """Let visitors wait, each round at a relay and a client that have served nobody before."""
    rounds = [_measure_idle_once(bench) for _ in range(bench.scale.rounds)]
    yield from _growth("idle visitor, TLS", rounds, _IDLE_GOAL)


def measure_unread(bench: Bench) -> Iterator[Figure]:
    """Let visitors get bulk that they do not read, and send bulk that the target does not."""
    rounds = [_measure_unread_once(bench) for _ in range(bench.scale.rounds)]
    names = [f"unread {way}, {kind}" for kind in ("raw TCP", "TLS") for way in _DIRECTIONS]
    for number, name in enumerate(names):
        yield from _growth(name, [samples[number] for samples in rounds], _UNREAD_GOAL)


def _measure_idle_once(bench: Bench) -> Sample:
    folder = bench.fresh_folder("idle")
    with Processes(folder) as processes:
        rig = start_rig(processes, folder, ("silent", "silent"))
        places = [tunnel.tls for tunnel in rig.tunnels]
        load = Memory(Idle(places, _WARM_UP_VISITORS), [Idle(places, bench.scale.idle_visitors)])
        return rig.run(load)[0]


def _measure_unread_once(bench: Bench) -> list[Sample]:
    folder = bench.fresh_folder("unread")
    with Processes(folder) as processes:
        rig = start_rig(processes, folder, ("bulk", "silent"))
        bulk, silent = rig.tunnels
        stages = [
            Unread(place, is_download, bench.scale.unread_visitors, GIB)
            for places in ((bulk.raw, silent.raw), (bulk.tls, silent.tls))
            for place, is_download in zip(places, (True, False), strict=True)
        ]
        return rig.run(Memory(Idle([silent.tls], _WARM_UP_VISITORS), [*stages]))


Measurement = Callable[[Bench], Iterator[Figure]]

MEASUREMENTS: dict[str, Measurement] = {
    "bulk": measure_bulk,
    "ssh": measure_ssh,
    "requests": measure_requests,
    "connections": measure_connections,
    "opening": measure_opening,
    "idle": measure_idle,
    "unread": measure_unread,
}


def _kinds(tunnel: Tunnelled) -> Iterator[tuple[str, Place]]:
    yield "raw TCP", tunnel.raw
    yield "TLS", tunnel.tls


def _pids_of(tunnel: SshTunnel) -> dict[str, int]:
    return {f"sshd {pid}": pid for pid in tunnel.server_pids} | {"ssh": tunnel.client_pid}


def _repeat(bench: Bench, load: Load) -> list[Sample]:
    return [sample for _ in range(bench.scale.rounds) for sample in bench.rig.run(load)]


def _bulk_rate(name: str, samples: list[Sample]) -> Figure:
    rates = tuple(each.count / each.seconds / 1e6 for each in samples)
    return Figure(f"{name}: rate", "MB/s", rates)


def _bulk_cpu(
    name: str, end: str, cpu_s: list[float], samples: list[Sample], goal: Goal | None = None
) -> Figure:
    costs = tuple(used / each.count * GIB for used, each in zip(cpu_s, samples, strict=True))
    return Figure(f"{name}: CPU of {end}", "s/GiB", costs, goal)


def _rate(name: str, things: str, samples: list[Sample], goal: Goal | None) -> Figure:
    rates = tuple(each.count / each.seconds for each in samples)
    return Figure(f"{name}: rate", f"{things}/s", rates, goal)


def _cpu_each(name: str, thing: str, samples: list[Sample]) -> Iterator[Figure]:
    for end in _ENDS:
        costs = tuple(1e6 * each.cpu_s[end] / each.count for each in samples)
        yield Figure(f"{name}: CPU of {end}", f"us/{thing}", costs)


def _latency(name: str, samples: list[Sample], share: float, goal: Goal | None = None) -> Figure:
    times = tuple(1000 * percentile(each.latencies_s, share) for each in samples)
    return Figure(name, "ms", times, goal)


def _growth(name: str, samples: list[Sample], goal: Goal) -> Iterator[Figure]:
    for end in _ENDS:
        sizes = tuple(each.growth_bytes[end] / each.count / 1024 for each in samples)
        yield Figure(f"{name}: memory of {end}", "KiB each", sizes, goal)
