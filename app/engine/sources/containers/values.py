"""What is known of engines and containers, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.contract.values import Address


@dataclass(frozen=True)
class Network:
    """Where a container is reached in one of its networks.

    Attributes:
        address: the container's own, a literal IP address.
        prefix: how many bits of it name the network.
    """

    address: str
    prefix: int


@dataclass(frozen=True)
class Container:
    """A container that runs.

    Attributes:
        id: of this very container; one that is made anew has another.
        name: what people call it, the same when it is made anew.
        image: as it was named when the container was made.
        project: the compose project, "" if it is of none.
        command: what it was started with.
        pid: its first process, as the engine counts them; 0 if unknown.
        started_at: Unix seconds, None if unknown.
        network_mode: `host`, `container:ID`, or something with addresses of its own.
        networks: where it is reached.
        published: by its port, where the engine listens in its place.
        exposed: the ports that its image tells of.
    """

    id: str
    name: str
    image: str
    project: str = ""
    command: tuple[str, ...] = ()
    pid: int = 0
    started_at: float | None = None
    network_mode: str = ""
    networks: tuple[Network, ...] = ()
    published: Mapping[int, tuple[Address, ...]] = field(default_factory=dict)
    exposed: frozenset[int] = frozenset()

    @property
    def has_own_ports(self) -> bool:
        """Whether its ports are its own, and not this computer's or another container's."""
        return self.network_mode != "host" and not self.network_mode.startswith("container:")


@dataclass(frozen=True)
class EngineInfo:
    """What an engine is.

    Attributes:
        name: `Docker`, `Docker Desktop` or `Podman`.
        host: the computer where it publishes ports; "" for this one.
        is_apart: whether its containers' networks are none of this computer's: they are in a
            virtual machine, in a network of an engine without root, or on another computer.
    """

    name: str
    host: str = ""
    is_apart: bool = False
