"""What the engine shows of the world: sources, ports, tunnels, relays.

Times are Unix seconds. Texts may come from other programs and people: they are shown as plain text
only, through `app.plain_text`.
"""

from enum import StrEnum

from msgspec import Struct

Address = tuple[str, int]
"""Host and port."""


class SourceKind(StrEnum):
    """Where ports are found."""

    COMPUTER = "computer"
    CONTAINERS = "containers"
    SSH = "ssh"


class SourceState(StrEnum):
    """Whether the ports of a source can be seen."""

    OFF = "off"
    CONNECTING = "connecting"
    ASKING = "asking"
    """It waits for an answer of the user: see `Question`."""
    READY = "ready"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


class Source(Struct, frozen=True):
    """A place with ports: this computer, the containers on it, an SSH host."""

    id: str
    """`local`, `containers`, `ssh:NAME`."""
    kind: SourceKind
    name: str
    state: SourceState
    since: float
    """When it came into this state."""
    reason: str = ""
    """Why it is refused or unreachable, one sentence that says what to do."""
    is_removable: bool = False
    """Whether the user added it by hand."""


class Risk(StrEnum):
    """What makes it dangerous to expose a port."""

    DATABASE = "database"
    DEBUGGER = "debugger"
    FULL_CONTROL = "full control"
    DESKTOP = "desktop"
    FILE_SHARING = "file sharing"


class Port(Struct, frozen=True):
    """A TCP port that listens."""

    id: str
    """Stays the same while the port listens, and when its program restarts: source, place, port."""
    source: str
    address: str
    """Where it is bound: a literal IP address, `unix:/path`, or "" if that is not known."""
    port: int
    target: str
    """What `porthole forward` takes for it: `[::1]:8000`, `ssh:gpu-box:8888`, `docker:web:80`."""
    program: str = ""
    pid: int | None = None
    command: str = ""
    folder: str = ""
    """The project's folder with `~` for the home folder, or the container's name."""
    protocol: str = ""
    """A guess, as shown: `HTTP`, `SSH`, `PostgreSQL`; "" if there is none."""
    risk: Risk | None = None
    listening_since: float | None = None
    is_system: bool = False
    """Whether it belongs to the operating system and is hidden at first."""
    unreachable_reason: str = ""
    """Why it cannot be exposed as it is, one sentence; "" if it can."""
    image: str = ""
    """Of a container: what it was made from."""
    project: str = ""
    """Of a container: its compose project, "" if it is of none."""


class Need(StrEnum):
    """What only the user can do before a relay can be used, or a tunnel be opened."""

    NOTHING = ""
    KEYRING = "keyring"
    """Unlock the keyring: it asks for its password while the relay is connecting; a relay that is
    refused waits until the user tries again."""
    INVITATION = "invitation"
    """Join the relay again: it does not know this computer, or not any more."""
    NO_TCP = "no tcp"
    """Do without a raw TCP port: the relay has none for this tunnel."""


class TunnelState(StrEnum):
    """How a tunnel fares; the words for it are made in the window."""

    OPENING = "opening"
    CHECKING = "checking"
    """It has an address, and no check of it has passed yet."""
    LIVE = "live"
    """The last check passed at most 30 s ago."""
    STALE = "stale"
    """There has been no proof for more than 30 s, or the relay is away."""
    TARGET_GONE = "target gone"
    """Nothing listens on the port."""
    REFUSED = "refused"
    """The relay will not have it; no further attempts."""
    PAUSED = "paused"
    CLOSED = "closed"
    """It may still be reopened until `undo_until`."""


class Tunnel(Struct, frozen=True):
    """A port with a public address."""

    id: str
    """Stays the same when the tunnel is reopened, and through restarts."""
    source: str
    port: int
    target: str
    """As in `Port`."""
    port_id: str
    """The `Port` it leads to, whether or not that listens now; "" for a unix socket or another
    computer."""
    state: TunnelState
    since: float
    """When it came into this state."""
    opened_at: float
    """When the user exposed the port."""
    relay: str
    """The name of the relay; "" while none is known."""
    title: str = ""
    """The program behind the port or what the user called it."""
    address: str = ""
    protocol: str = ""
    folder: str = ""
    name: str = ""
    """What the user called it; it gets the same address each time."""
    http2: bool = False
    wants_tcp: bool = False
    url: str = ""
    """"" until the relay has given one."""
    tls_socket: Address | None = None
    tcp_socket: Address | None = None
    ca_file: str = ""
    """The relay's own certificate authority as a PEM file; "" if the public ones vouch for it."""
    reason: str = ""
    """Why it does not work, one sentence that says what to do."""
    needs: Need = Need.NOTHING
    """What the user must do before it can open."""
    verified_at: float | None = None
    """When a connection through the public address last reached this computer."""
    round_trip_ms: float | None = None
    """The median of the last 5 checks."""
    attempt: int = 0
    """Which attempt to reach the relay again is next; 0 while it is there."""
    next_attempt_at: float | None = None
    kept_until: float | None = None
    """How long the relay keeps the address while this computer is away."""
    closes_at: float | None = None
    undo_until: float | None = None
    blocked: tuple[str, ...] = ()
    """Addresses of visitors that are turned away."""
    has_listened: bool = False
    """Whether anything was seen listening on its port since the engine has started."""


class Counters(Struct, frozen=True):
    """What a tunnel has carried since this program has it, as of `at`.

    The numbers begin at 0 when the port is exposed, and when the engine is started again.
    """

    tunnel: str
    at: float
    in_bytes: int
    """From visitors, delivered to the target."""
    out_bytes: int
    """From the target, delivered to visitors."""
    open_connections: int
    connections: int
    in_rate: float = 0.0
    """Bytes a second, over the last second."""
    out_rate: float = 0.0
    """Likewise."""
    peak_rate: float = 0.0
    """The highest sum of both in any second since this program has the tunnel."""


class CloseReason(StrEnum):
    """Who ended a connection."""

    VISITOR = "visitor"
    TARGET = "target"
    VISITOR_RESET = "visitor reset"
    TARGET_RESET = "target reset"
    NOTHING_LISTENED = "nothing listened"
    TIMED_OUT = "timed out"
    LIMIT = "limit"
    RELAY_LOST = "relay lost"
    BLOCKED = "blocked"
    BY_USER = "by user"
    TUNNEL_CLOSED = "tunnel closed"


class Connection(Struct, frozen=True):
    """One visitor's connection."""

    id: int
    """Tells the connections of one tunnel apart."""
    address: str
    port: int
    opened_at: float
    in_bytes: int
    out_bytes: int
    ended_at: float | None = None
    reason: CloseReason | None = None
    in_rate: float | None = None
    """Bytes a second over the last second; None if nobody has measured it, or it has ended."""
    out_rate: float | None = None
    """Likewise."""
    peak_rate: float | None = None
    """The highest sum of both in any second, also of a connection that has ended."""

    @property
    def rate(self) -> float | None:
        """Both together."""
        if self.in_rate is None or self.out_rate is None:
            return None
        return self.in_rate + self.out_rate


class RelayState(StrEnum):
    """Whether a relay can be used."""

    UNUSED = "unused"
    """Known, and not connected: nothing is exposed there."""
    CONNECTING = "connecting"
    READY = "ready"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


class Relay(Struct, frozen=True):
    """A relay that this computer may use."""

    name: str
    state: RelayState
    since: float
    host: str = ""
    is_chosen: bool = False
    """Whether new tunnels open there."""
    is_embedded: bool = False
    """Whether it is the one that this program runs on this computer."""
    domain: str = ""
    """What the names of its tunnels end in."""
    round_trip_ms: float | None = None
    reason: str = ""
    needs: Need = Need.NOTHING
    """What the user must do before it can be used."""
    warning: str = ""
    """What does not last although it can be used, as the keyring is locked: one sentence."""
    attempt: int = 0
    next_attempt_at: float | None = None
    is_offline: bool = False
    """Whether it does not answer because this computer has no network that leads there."""


class QuestionKind(StrEnum):
    """What the user is asked."""

    HOST_KEY = "host key"
    PASSWORD = "password"  # noqa: S105  # the word, not one
    PASSPHRASE = "passphrase"  # noqa: S105


class Question(Struct, frozen=True):
    """What a source must know before it can go on."""

    id: str
    source: str
    kind: QuestionKind
    text: str
    """A sentence: who asks for what."""
    detail: str = ""
    """The fingerprint of the key, or its file."""
    can_remember: bool = False
    """Whether the answer may be kept in the keyring."""
