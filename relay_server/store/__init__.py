"""What a relay remembers: who may log in, whose addresses are whose, and what went through them.

Here are the values it hands out and the errors it raises. `Store` itself is in
`relay_server.store.store`, apart because it imports SQLAlchemy, which takes 0.2 s.

* StoreError: the database cannot be used
* CodeRefusedError: an enrolment code does not let anybody in
* DeviceTakenError: a device id belongs to another device already
"""

from dataclasses import dataclass
from pathlib import Path


class StoreError(Exception):
    """The database cannot be used.

    Attributes:
        path: its file; None if it is in memory.
        problem: what is wrong with it and what to do, to be read after its name.
    """

    def __init__(self, path: Path | None, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"The relay's database {self.path or 'in memory'} {self.problem}"


class CodeRefusedError(Exception):
    """An enrolment code is unknown, used or expired; which of them is nobody's business."""

    def __str__(self) -> str:
        return "This enrolment code is not valid, or not any more; ask the relay for a new one."


class DeviceTakenError(Exception):
    """A device wants to enrol under the id of another one, which has another key."""

    def __init__(self, device_id: str) -> None:
        super().__init__(device_id)
        self.device_id = device_id

    def __str__(self) -> str:
        return f"Another device is enrolled as {self.device_id}; enrol with a new identity."


@dataclass(frozen=True)
class Device:
    """A machine that may log in with its key. Times are in Unix seconds.

    Attributes:
        device_id: its name in lists and logs.
        public_key: Ed25519, 32 bytes.
        label: what people call it.
        enrolled_at: when its key was accepted, the last time if that happened again.
        seen_at: when it was last here.
        revoked_at: since when it may not log in; None if it may.
    """

    device_id: str
    public_key: bytes
    label: str
    enrolled_at: float
    seen_at: float
    revoked_at: float | None


@dataclass(frozen=True)
class TokenGrant:
    """What the owner of an access token may do. Times are in Unix seconds.

    Attributes:
        token_id: its name in lists and logs.
        label: what people call it.
        created_at: when it was made.
        expires_at: when it ends; None if never.
        revoked_at: since when it is not accepted; None if it is.
        tcp_allowed: whether its tunnels may have TCP ports.
        max_tunnels: how many tunnels it may have open at once.
    """

    token_id: str
    label: str
    created_at: float
    expires_at: float | None
    revoked_at: float | None
    tcp_allowed: bool
    max_tunnels: int


@dataclass(frozen=True)
class Address:
    """A public address and whose it is. Times are in Unix seconds.

    Attributes:
        label: the part of its host name before the relay's domain.
        owner: the id of the device or token it belongs to.
        scope: which of the owner's tunnels has it.
        tcp_port: its public TCP port; None if it has none.
        created_at: when it was first given out.
        seen_at: when its tunnel was last open.
    """

    label: str
    owner: str
    scope: str
    tcp_port: int | None
    created_at: float
    seen_at: float


@dataclass(frozen=True)
class UsageBatch:
    """What one address has delivered within some seconds. Times are in Unix seconds.

    Relay, boot and sequence name it: one that is written again is the same one, and counts once.

    Attributes:
        relay: the domain of the relay that has counted.
        boot: which run of that relay's process.
        sequence: which batch of that run, from 1 on.
        owner: the id of the device or token that the address belongs to.
        label: the part of its host name before the relay's domain.
        in_bytes: from visitors, taken by the sockets of data channels.
        out_bytes: for visitors, taken by their sockets.
        connections: visitors that a client has taken.
        began_at: from when on this counts.
        ended_at: until when.
    """

    relay: str
    boot: str
    sequence: int
    owner: str
    label: str
    in_bytes: int
    out_bytes: int
    connections: int
    began_at: float
    ended_at: float


@dataclass(frozen=True)
class Usage:
    """What one address has delivered in all. Times are in Unix seconds.

    Attributes:
        owner: the id of the device or token that the address belongs to.
        label: the part of its host name before the relay's domain.
        in_bytes: from visitors.
        out_bytes: for visitors.
        connections: visitors that a client has taken.
        began_at: from when on this counts.
        ended_at: until when.
    """

    owner: str
    label: str
    in_bytes: int
    out_bytes: int
    connections: int
    began_at: float
    ended_at: float
