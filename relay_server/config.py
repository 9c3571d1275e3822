"""The relay's settings, as one frozen value."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """What anybody may take of the relay. Times in seconds."""

    hello_seconds: float = 5.0
    """From accepting a connection to its whole ClientHello."""
    handshake_seconds: float = 5.0
    """For the rest of the TLS handshake, and for a login."""
    channel_wait_seconds: float = 10.0
    """How long a visitor waits for a data channel."""
    ack_seconds: float = 1.0
    """How long a data channel may take to acknowledge a visitor before the next one is tried."""
    stall_seconds: float = 60.0
    """How long a far end may take no byte."""
    lease_seconds: float = 24 * 3600.0
    """How long an address stays its owner's while he is away."""
    absence_seconds: float = 30.0
    """How long a session without a control channel keeps its tunnels open."""
    silence_seconds: float = 25.0
    """How long a control channel may be silent: clients ping every 10 s."""
    ticket_seconds: float = 10.0
    """How long a ticket for a data channel is good."""
    tunnels_per_session: int = 64
    visitors_per_tunnel: int = 512
    visitors_per_session: int = 1024
    undecided_per_address: int = 256
    """Connections of one address that have not shown who they are. Loopback is exempt."""
    undecided: int = 4096
    """The same for all addresses together."""


@dataclass(frozen=True)
class RelayConfig:
    """What `porthole-relay serve` was told."""

    domain: str
    listen: tuple[tuple[str, int], ...] = (("127.0.0.1", 8443), ("::1", 8443))
    """Addresses to listen on; port 0 takes a free one."""
    tcp_ports: range = range(20000, 30000)
    data_dir: Path | None = None
    """Where database and keys are kept; None keeps them in memory."""
    certificate: Path | None = None
    key: Path | None = None
    public_port: int | None = None
    """The port that visitors use, if it is not the one listened on."""
    metrics: tuple[str, int] | None = None
    """Where Prometheus may ask for figures: a loopback address; None means nowhere."""
    limits: Limits = field(default_factory=Limits)
