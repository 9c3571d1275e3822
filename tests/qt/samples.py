"""What the pictures of the window show, as the engine would tell it: for tests and screenshots."""

import math
from datetime import datetime
from decimal import Decimal
from functools import cache
from itertools import accumulate

from PySide6.QtCore import QObject

from app.contract.costs import Basis, Cost, CostLine, CountedBy
from app.contract.events import CostsChanged, Counted, Snapshot
from app.contract.values import (
    CloseReason,
    Connection,
    Counters,
    Port,
    Relay,
    RelayState,
    Risk,
    Source,
    SourceKind,
    SourceState,
    Tunnel,
    TunnelState,
)
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.fake_engine import FakeEngineLink

NOW = datetime(2026, 3, 12, 14, 31, 5).timestamp()
"""When the pictures were taken; a clock for models is `lambda: NOW`."""


def at(hour: int, minute: int, second: int = 0) -> float:
    """Return a time on the day of the pictures."""
    return datetime(2026, 3, 12, hour, minute, second).timestamp()


LOCAL = Source("local", SourceKind.COMPUTER, "This computer", SourceState.READY, at(13, 0))
CONTAINERS = Source("containers", SourceKind.CONTAINERS, "Containers", SourceState.READY, at(13, 0))
GPU_BOX = Source("ssh:gpu-box", SourceKind.SSH, "gpu-box", SourceState.READY, at(13, 1))
STAGING = Source("ssh:staging-eu", SourceKind.SSH, "staging-eu", SourceState.OFF, at(13, 0))
SOURCES = (LOCAL, CONTAINERS, GPU_BOX, STAGING)


def local_port(port: int, program: str, protocol: str = "HTTP", **fields: object) -> Port:
    """Return a port of this computer."""
    address = str(fields.pop("address", "127.0.0.1"))
    values: dict[str, object] = {
        "id": f"local/{address}/{port}",
        "source": "local",
        "address": address,
        "port": port,
        "target": f"[{address}]:{port}" if ":" in address else f"{address}:{port}",
        "program": program,
        "pid": 4000 + port % 1000,
        "protocol": protocol,
    }
    return Port(**(values | fields))  # type: ignore[arg-type]


def container_port(port: int, program: str, container: str, protocol: str = "HTTP") -> Port:
    """Return a port of a container on this computer."""
    return Port(
        id=f"containers/{container}/{port}",
        source="containers",
        address="0.0.0.0",
        port=port,
        target=f"docker:{container}:{port}",
        program=program,
        folder=container,
        protocol=protocol,
    )


def ssh_port(port: int, program: str, folder: str, protocol: str = "HTTP") -> Port:
    """Return a port of gpu-box."""
    return Port(
        id=f"ssh:gpu-box/127.0.0.1/{port}",
        source="ssh:gpu-box",
        address="127.0.0.1",
        port=port,
        target=f"ssh:gpu-box:{port}",
        program=program,
        folder=folder,
        protocol=protocol,
    )


VITE = local_port(5173, "vite", address="::1", folder="~/code/storefront")
UVICORN = local_port(8000, "uvicorn", folder="~/code/orders-api", listening_since=at(13, 2))
ASTRO = local_port(
    4321, "astro dev", address="::1", folder="~/code/docs-site", listening_since=at(14, 20)
)
OLLAMA = local_port(11434, "ollama", folder="/usr/share/ollama")
POSTGRES = local_port(
    5432, "postgres", "PostgreSQL", folder="/var/lib/postgresql", risk=Risk.DATABASE
)
INSPECTOR = local_port(9229, "node", "Inspector", folder="~/code/orders-worker", risk=Risk.DEBUGGER)
REDIS = local_port(6379, "redis-server", "Redis", folder="/var/lib/redis", risk=Risk.DATABASE)
SYSTEM_PORTS = tuple(
    local_port(port, program, protocol, is_system=True)
    for port, program, protocol in (
        (22, "sshd", "SSH"),
        (53, "systemd-resolve", "DNS"),
        (111, "rpcbind", ""),
        (139, "smbd", ""),
        (445, "smbd", ""),
        (631, "cupsd", "HTTP"),
        (3350, "xrdp-sesman", ""),
        (5355, "systemd-resolve", "DNS"),
        (9090, "cockpit-ws", "HTTP"),
    )
)
SSHD = container_port(2222, "sshd", "dev-box", "SSH")
GRAFANA = container_port(3001, "grafana", "monitoring-grafana-1")
MINIO = container_port(9000, "minio", "storage-minio-1")
RABBIT = container_port(15672, "rabbitmq", "queue-rabbitmq-1")
JUPYTER = ssh_port(8888, "jupyter-lab", "~/rag-eval")
TENSORBOARD = ssh_port(6006, "tensorboard", "~/rag-eval/runs")
PORTS = (
    *(VITE, UVICORN, ASTRO, OLLAMA, POSTGRES, INSPECTOR, REDIS),
    *SYSTEM_PORTS,
    *(SSHD, GRAFANA, MINIO, RABBIT),
    *(JUPYTER, TENSORBOARD),
)

R5 = Relay(
    name="r5 Frankfurt",
    state=RelayState.READY,
    since=at(12, 10),
    host="r5.harbor.example",
    domain="r5.harbor.example",
    is_chosen=True,
    round_trip_ms=23.0,
)
R3 = Relay(
    name="r3 Amsterdam",
    state=RelayState.READY,
    since=at(12, 11),
    host="r3.harbor.example",
    domain="r3.harbor.example",
    round_trip_ms=31.0,
)
RELAYS = (R5, R3)


def tunnel_to(port: Port, label: str, **fields: object) -> Tunnel:
    """Return a live tunnel at r5 to `port`; `fields` replace what is different."""
    values: dict[str, object] = {
        "id": f"t{port.port}",
        "source": port.source,
        "port": port.port,
        "target": port.target,
        "port_id": port.id,
        "state": TunnelState.LIVE,
        "since": at(12, 17),
        "opened_at": at(12, 17),
        "relay": R5.name,
        "title": port.program,
        "address": port.address,
        "protocol": port.protocol,
        "folder": port.folder,
        "url": f"https://{label}.r5.harbor.example" if label else "",
        "tls_socket": (f"{label}.r5.harbor.example", 443) if label else None,
        "verified_at": NOW - 4,
        "round_trip_ms": 23.0,
    }
    return Tunnel(**(values | fields))  # type: ignore[arg-type]


TO_JUPYTER = tunnel_to(JUPYTER, "wtqcahqwhd4tu7n2kzsp")
TO_VITE = tunnel_to(
    VITE,
    "k3vz5mq4y7bnxdpc2wfa.d7f",
    opened_at=at(12, 16),
    verified_at=NOW - 2,
    round_trip_ms=24.0,
)
TO_SSHD = tunnel_to(
    SSHD,
    "",
    opened_at=at(12, 15),
    relay=R3.name,
    wants_tcp=True,
    tcp_socket=("r3.harbor.example", 23447),
    verified_at=NOW - 9,
    round_trip_ms=31.0,
)
NEXT = local_port(3000, "next-server", folder="~/code/admin")
"""A port that no longer listens."""
TO_NEXT = tunnel_to(
    NEXT,
    "pxw2ch5tj6rkqav4dmze",
    opened_at=at(12, 14),
    state=TunnelState.TARGET_GONE,
    since=NOW - 12,
    reason="next-server ended at 14:30:53.",
    verified_at=NOW - 14,
    has_listened=True,
)
TUNNELS = (TO_JUPYTER, TO_VITE, TO_SSHD, TO_NEXT)

CONNECTIONS = (
    *(
        Connection(number, address, port, since, *carried, None, None, *rates)
        for number, address, port, since, carried, rates in (
            (
                131,
                "2001:db8:4f2::a17",
                50001,
                at(14, 30),
                (41_300, 2_210_000),
                (1000.0, 2000.0, 90_000.0),
            ),
            (130, "198.51.100.17", 50002, at(14, 26), (210_000, 61_400_000), (0.0, 0.0, 400_000.0)),
            (
                128,
                "203.0.113.42",
                50003,
                at(14, 18),
                (1_920_000, 203_000_000),
                (11_400.0, 383_900.0, 450_000.0),
            ),
        )
    ),
    Connection(
        129,
        "192.0.2.88",
        50004,
        at(14, 19),
        517,
        41_300,
        at(14, 20),
        CloseReason.VISITOR,
        peak_rate=41_817.0,
    ),
)
"""Of `TO_JUPYTER`, newest first."""


def snapshot(**parts: object) -> Snapshot:
    """Return everything the pictures show; `parts` replace fields of it."""
    values: dict[str, object] = {
        "version": "1.0.0",
        "sources": SOURCES,
        "ports": PORTS,
        "tunnels": TUNNELS,
        "relays": RELAYS,
    }
    return Snapshot(**(values | parts))  # type: ignore[arg-type]


def engine_with(
    parent: QObject | None = None, **parts: object
) -> tuple[Controller, FakeEngineLink]:
    """Return a controller that has heard `snapshot(**parts)`, and the engine to say more with."""
    link = FakeEngineLink(parent)
    controller = Controller(link, parent)
    link.state_changed.emit(EngineState.RUNNING, "")
    link.say(snapshot(**parts))
    return controller, link


def tell_traffic(link: FakeEngineLink, *, seconds: int = 60) -> None:
    """Let the engine count a minute of traffic, ending with the rates of the pictures."""
    for second in range(-seconds, 1):
        link.say(Counted(counters(second)))


HOUR_S = Decimal(3600)


BASIS = Basis((CountedBy.PROCESSES,), (CountedBy.PSS,))


def cost(
    tunnel: Tunnel, per_hour: str, total: str, lines: tuple[CostLine, ...] = (), **fields: object
) -> Cost:
    """Return an estimate by the sample rate card."""
    values: dict[str, object] = {
        "tunnel": tunnel.id,
        "resource": f"{tunnel.title} in {tunnel.folder}",
        "is_running": True,
        "per_hour": Decimal(per_hour),
        "total": Decimal(total),
        "since": tunnel.opened_at,
        "measured_s": Decimal(8040),
        "gaps_s": Decimal(0),
        "lines": lines,
        "currency": "USD",
        "card": "Example cloud, Frankfurt",
        "card_dated": "2026-02-01",
        "basis": BASIS,
        "measured_from": tunnel.opened_at,
        "measured_until": NOW,
    }
    return Cost(**(values | fields))  # type: ignore[arg-type]


def cost_line(resource: str, units: str, per_hour: str | None, hours: str = "2.233") -> CostLine:
    """Return what `units` of a resource at `per_hour` each cost in so many hours."""
    quantity = Decimal(units) * Decimal(hours) * HOUR_S
    rate = None if per_hour is None else Decimal(per_hour) / HOUR_S
    return CostLine(
        resource=resource,
        measured=quantity,
        charged=quantity,
        mean=Decimal(units),
        peak=Decimal(units) * 2,
        rate=rate,
        amount=quantity * (rate or 0),
        now=Decimal(units),
        per_hour=Decimal(units) * Decimal(per_hour or 0),
    )


COSTS = (
    cost(
        TO_JUPYTER,
        "0.869",
        "1.9405",
        (
            cost_line("NVIDIA L4", "1", "0.799"),
            cost_line("Memory", "6.30", "0.00794"),
            cost_line("CPU", "0.42", "0.0476"),
            cost_line("Tunnel", "1", "0"),
        ),
    ),
    cost(TO_VITE, "0.021", "0.0469"),
    cost(TO_SSHD, "0.009", "0.0203"),
    cost(TO_NEXT, "0", "0.0100", is_running=False),
)


def tell_costs(link: FakeEngineLink) -> None:
    """Let the engine say what the programs of the pictures cost."""
    link.say(CostsChanged(COSTS, Decimal("2.31"), "USD"))


def counters(second: int) -> tuple[Counters, ...]:
    """Return the counters at `NOW + second`, for `second` from -60 to 0."""
    return (
        _counted(TO_JUPYTER, second, 4_600_000, 312_000_000, (12_400, 385_900), (3, 131)),
        _counted(TO_VITE, second, 810_000, 22_600_000, (1_700, 82_500), (1, 17)),
        _counted(TO_SSHD, second, 41_300, 96_000, (0, 0), (0, 2)),
    )


def _counted(
    tunnel: Tunnel,
    second: int,
    in_bytes: int,
    out_bytes: int,
    rates: tuple[int, int],
    connections: tuple[int, int],
) -> Counters:
    missing = _missing()[-second]
    return Counters(
        tunnel=tunnel.id,
        at=NOW + second,
        in_bytes=round(in_bytes - rates[0] * missing),
        out_bytes=round(out_bytes - rates[1] * missing),
        open_connections=connections[0],
        connections=connections[1],
        in_rate=rates[0] * _share(second),
        out_rate=rates[1] * _share(second),
        peak_rate=1.3 * sum(rates),
    )


@cache
def _missing() -> tuple[float, ...]:
    """Return how many times the last rate flows after each second of the last hour, backwards."""
    return tuple(accumulate((_share(-each) for each in range(3600)), initial=0.0))


def _share(second: int) -> float:
    """Return how much of the last rate flowed in that second: hills, and exactly 1 at the end."""
    if second > -3:
        return 1.0
    slow, fast = math.cos(second / 40) ** 6, math.cos(second / 7) ** 2
    return 0.1 + (0.2 + 0.8 * slow) * (0.5 + 0.4 * fast)
