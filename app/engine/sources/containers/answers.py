"""What engines answer, read into our own values.

Source: Docker Engine API, SystemVersion, SystemInfo, ContainerList, ContainerInspect and
SystemEvents; Podman's answers on the same paths differ in details that are noted here.
"""

from datetime import datetime
from typing import TypeVar

import msgspec
from msgspec import Struct, field

from app.contract.values import Address
from app.engine.sources.containers.errors import EngineAnswerError, EngineRefusedError
from app.engine.sources.containers.values import Container, EngineInfo, Network

MIN_API = (1, 24)
"""Docker 1.12 of 2016, the first with all that is asked for."""

_COMPOSE_LABELS = ("com.docker.compose.project", "io.podman.compose.project")
_DESKTOP = "Docker Desktop"


class _Component(Struct, rename="pascal"):
    name: str = ""


class _Version(Struct, rename="pascal"):
    api_version: str = ""
    components: list[_Component] | None = None


class _Info(Struct, rename="pascal"):
    operating_system: str = ""
    security_options: list[str] | None = None


class _Listed(Struct, rename="pascal"):
    id: str


class _State(Struct, rename="pascal"):
    running: bool = False
    pid: int = 0
    started_at: str = ""


class _Config(Struct, rename="pascal"):
    image: str = ""
    labels: dict[str, str] | None = None
    exposed_ports: dict[str, msgspec.Raw] | None = None


class _HostConfig(Struct, rename="pascal"):
    network_mode: str = ""


class _Binding(Struct, rename="pascal"):
    host_ip: str = ""
    host_port: str = ""


class _Endpoint(Struct):
    address: str = field(name="IPAddress", default="")
    prefix: int = field(name="IPPrefixLen", default=0)
    ipv6_address: str = field(name="GlobalIPv6Address", default="")
    ipv6_prefix: int = field(name="GlobalIPv6PrefixLen", default=0)


class _NetworkSettings(Struct, rename="pascal"):
    ports: dict[str, list[_Binding] | None] | None = None
    networks: dict[str, _Endpoint] | None = None


class _Inspected(Struct, rename="pascal"):
    id: str
    name: str
    state: _State
    config: _Config
    host_config: _HostConfig
    network_settings: _NetworkSettings
    path: str = ""
    args: list[str] | None = None


class _Actor(Struct):
    id: str = field(name="ID", default="")
    attributes: dict[str, str] | None = field(name="Attributes", default=None)


class _Event(Struct):
    type: str = field(name="Type", default="")
    action: str = field(name="Action", default="")
    actor: _Actor = field(name="Actor", default_factory=_Actor)


def read_info(version: bytes, info: bytes, host: str) -> EngineInfo:
    """Return what an engine says of itself.

    Args:
        version: the answer to /version.
        info: the answer to /info.
        host: the computer where it is; "" for this one.

    Raises:
        EngineRefusedError: its API is too old.
        EngineAnswerError: the answers make no sense.
    """
    versions, told = _decode(version, _Version), _decode(info, _Info)
    is_podman = any(each.name.startswith("Podman") for each in versions.components or ())
    name = "Podman" if is_podman else "Docker"
    if _numbers(versions.api_version) < MIN_API:
        needed = ".".join(map(str, MIN_API))
        raise EngineRefusedError(
            f"This {name} is too old: its API is {versions.api_version or 'without a number'}, "
            f"and Porthole needs {needed} or later. Update {name}."
        )
    is_desktop = told.operating_system == _DESKTOP
    is_rootless = any("rootless" in each for each in told.security_options or ())
    return EngineInfo(
        _DESKTOP if is_desktop else name, host, bool(host) or is_desktop or is_rootless
    )


def read_ids(body: bytes) -> tuple[str, ...]:
    """Return the ids in the answer to /containers/json.

    Raises:
        EngineAnswerError: it makes no sense.
    """
    return tuple(each.id for each in _decode(body, list[_Listed]))


def read_container(body: bytes) -> Container | None:
    """Return the container in the answer to /containers/ID/json, None if it does not run.

    Raises:
        EngineAnswerError: it makes no sense.
    """
    found = _decode(body, _Inspected)
    if not found.state.running:
        return None
    settings, labels = found.network_settings, found.config.labels or {}
    return Container(
        id=found.id,
        name=found.name.removeprefix("/"),
        image=found.config.image,
        project=next((labels[each] for each in _COMPOSE_LABELS if each in labels), ""),
        command=tuple(each for each in (found.path, *(found.args or ())) if each),
        pid=found.state.pid,
        started_at=_seconds(found.state.started_at),
        network_mode=found.host_config.network_mode,
        networks=_networks(settings.networks or {}),
        published=_published(settings.ports or {}),
        exposed=_exposed((*(found.config.exposed_ports or ()), *(settings.ports or ()))),
    )


def read_event(line: bytes) -> str | None:
    """Return the id of the container that an event is about, None if nothing has changed.

    Raises:
        EngineAnswerError: it makes no sense.
    """
    event = _decode(line, _Event)
    if event.type == "container" and event.action in _CHANGES:
        return event.actor.id
    if event.type == "network" and event.action in ("connect", "disconnect"):
        return (event.actor.attributes or {}).get("container")
    return None


_CHANGES = frozenset({"start", "restart", "die", "died", "destroy", "remove", "rename", "update"})
"""What happens to a container and is to be seen: no health checks, which come every few seconds.
`died` and `remove` are Podman's."""

_Read = TypeVar("_Read")


def _decode(body: bytes, kind: type[_Read]) -> _Read:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EngineAnswerError(f"The engine's answer makes no sense ({error}).") from error


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    is_version = all(each.isascii() and each.isdigit() and len(each) < 6 for each in parts)
    return tuple(int(each) for each in parts) if is_version else ()


def _networks(found: dict[str, _Endpoint]) -> tuple[Network, ...]:
    ipv4 = [Network(each.address, each.prefix) for each in found.values() if each.address]
    ipv6 = [
        Network(each.ipv6_address, each.ipv6_prefix) for each in found.values() if each.ipv6_address
    ]
    return (*ipv4, *ipv6)


def _published(ports: dict[str, list[_Binding] | None]) -> dict[int, tuple[Address, ...]]:
    published = {}
    for text, bindings in ports.items():
        addresses = tuple(
            (each.host_ip or "0.0.0.0", int(each.host_port))  # noqa: S104  # what Docker means
            for each in bindings or ()
            if _is_port(each.host_port)
        )
        number = _tcp_port(text)
        if number and addresses:
            published[number] = addresses
    return published


def _exposed(texts: tuple[str, ...]) -> frozenset[int]:
    return frozenset(number for number in map(_tcp_port, texts) if number)


def _tcp_port(text: str) -> int:
    """Return the number in `80/tcp`; 0 for other protocols."""
    number, _, protocol = text.partition("/")
    return int(number) if protocol == "tcp" and _is_port(number) else 0


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= 65535


def _seconds(time: str) -> float | None:
    """Return the Unix seconds of a time such as 2026-03-12T13:02:00.123456789Z."""
    try:
        return datetime.fromisoformat(time).timestamp()
    except (ValueError, OverflowError):
        return None
