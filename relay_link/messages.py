"""What client and relay tell each other on the control channel.

Each message is a JSON object with a "type"; fields that a reader does not know are ignored, so a
newer end may say more. The frame around it is four bytes of length, big endian.

The relay speaks first:

    relay                        client
    Challenge       -->
                    <--          Login
    Welcome         -->                      or Refused, then the relay closes
                    <--          OpenTunnel  (any number, any time)
    TunnelOpened    -->                      or TunnelRefused
    Tickets         -->                      dial that many data channels
    TurnedAway      -->                      visitors nobody has served, at most once a second
                    <--          CloseTunnel
    Ping, Pong      <->
                    <--          Taken       what targets have taken, once a second while they do
    GoAway          -->                      come back on a new connection; this one ends soon
                    <--          Bye         the client leaves and will not come back
"""

from typing import Annotated, Literal

import msgspec

from relay_link.errors import ProtocolError

PROTOCOL_VERSION = 1
"""The newest version this program speaks."""
OLDEST_VERSION = 1
"""The oldest one."""

CONTROL_ALPN = "porthole-control/1"
DATA_ALPN = "porthole-data/1"
PROBE_ALPN = "porthole-probe/1"
"""What a client offers at the address of a tunnel of its own, to prove that it works."""

MAX_LOGIN_FRAME_BYTES = 4096
"""Longest frame before login."""
MAX_FRAME_BYTES = 64 * 1024
"""Longest frame after login."""

NONCE_BYTES = 32
TICKET_BYTES = 32


Number = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
"""A number on the wire. JSON has longer ones, but no answer could repeat them."""


Address = Annotated[str, msgspec.Meta(max_length=64)]
"""An IP address, perhaps with a zone."""


class Message(msgspec.Struct, frozen=True, tag_field="type", tag=True):
    """Base of all messages; `type` on the wire is the class's name."""


class Challenge(Message, frozen=True):
    """The relay's first word: what a login must sign, and the versions it speaks."""

    nonce: bytes
    relay: str
    newest: Number
    oldest: Number
    ca_pem: str | None = None
    """The relay's own certificate authority, if it has one: for a client that knows only its
    fingerprint from an invitation."""


class Login(Message, frozen=True):
    """Who the client is. The signature is over the transcript in `relay_link.login`."""

    version: Number
    device: str
    public_key: bytes
    instance: str
    nonce: bytes
    signature: bytes
    code: str | None = None
    token: str | None = None
    label: str = ""
    """What people call this computer."""
    wants_turned_away: bool = False
    """Whether the client understands `TurnedAway`."""

    def __repr__(self) -> str:
        return f"Login(version={self.version}, device={self.device!r})"


class Welcome(Message, frozen=True):
    """The login is accepted."""

    version: Number
    generation: Number
    domain: str
    tls_port: Number
    lease_seconds: float
    data_host: str | None = None
    wants_taken: bool = False
    """Whether the relay understands `Taken`."""


RefusalCode = Literal[
    "version",
    "credentials",
    "code",
    "busy",
    "name-in-use",
    "limit",
    "no-tcp",
    "no-port",
    "no-http2",
]
"""Why the relay says no. Texts for people are made by the client."""


class Refused(Message, frozen=True):
    """The login is not accepted; the relay closes."""

    code: str
    text: str


class OpenTunnel(Message, frozen=True):
    """Make a tunnel reachable. Sent again after each login, with the same key."""

    request: Number
    tunnel: Number
    """The client's number for it, which comes back with each of its visitors. The client chooses
    it, so that it knows the tunnel before the first visitor can come."""
    key: str
    """Says which tunnel of this instance it is: the same key gets the same address."""
    name: str | None = None
    """The user's own name for it: the same device gets the same address for it, whatever the
    instance."""
    tcp: bool = False
    http2: bool = False


class TunnelOpened(Message, frozen=True):
    """The tunnel is reachable."""

    request: Number
    tunnel: Number
    host: str
    port: Number
    tcp_host: str | None = None
    tcp_port: Number | None = None


class TunnelRefused(Message, frozen=True):
    """The tunnel is not opened; the session goes on."""

    request: Number
    code: str
    text: str


class CloseTunnel(Message, frozen=True):
    """Make a tunnel unreachable; its address stays reserved for the lease."""

    request: Number
    tunnel: Number


class TunnelClosed(Message, frozen=True):
    """The tunnel is closed."""

    request: Number
    tunnel: Number


class Tickets(Message, frozen=True):
    """Dial a data channel with each of these; each is good once, for a short time."""

    tickets: tuple[bytes, ...]


class TurnedAway(Message, frozen=True):
    """Visitors that nobody has served since the last of these: at most MAX_TURNED_AWAY.

    Of many from one address there is one, and of many addresses there are some.
    """

    visitors: tuple[tuple[Number, Address, Number], ...]
    """Those that a limit of the relay has kept out; each a tunnel, an address and a port."""
    late: tuple[tuple[Number, Address, Number], ...] = ()
    """Those that have waited in vain for a data channel."""


MAX_TURNED_AWAY = 16
"""Visitors in one `TurnedAway`: people look at a few."""


class Ping(Message, frozen=True):
    """Is the far end there?"""

    number: Number


class Pong(Message, frozen=True):
    """Yes."""

    number: Number


class Taken(Message, frozen=True):
    """What targets have taken since the last of these, for the relay's ledger.

    The same counts go with the frames of the data channels, where they may have to wait as long as
    a visitor does not read what its target says.
    """

    counts: tuple[tuple[Number, Number], ...]
    """A visitor's id, and how much of what it has said is safe with its target; at most
    MAX_COUNTS of them."""


MAX_COUNTS = 1000
"""Counts in one `Taken`: no longer than a frame may be."""


class GoAway(Message, frozen=True):
    """The relay is about to stop: log in again after `delay_seconds`, to whoever answers then."""

    delay_seconds: float


class Bye(Message, frozen=True):
    """The client leaves for good: its tunnels close now."""


FromRelay = (
    Challenge
    | Welcome
    | Refused
    | TunnelOpened
    | TunnelRefused
    | TunnelClosed
    | Tickets
    | TurnedAway
    | Ping
    | Pong
    | GoAway
)
FromClient = Login | OpenTunnel | CloseTunnel | Taken | Ping | Pong | Bye

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What msgspec raises for bytes that are not the JSON they should be, or nested too deep."""

_encoder = msgspec.json.Encoder()
_from_relay: msgspec.json.Decoder[FromRelay] = msgspec.json.Decoder(FromRelay)
_from_client: msgspec.json.Decoder[FromClient] = msgspec.json.Decoder(FromClient)


def encode_message(message: Message) -> bytes:
    """Return the frame of a message."""
    body = _encoder.encode(message)
    return len(body).to_bytes(4, "big") + body


def decode_from_relay(body: bytes) -> FromRelay:
    """Return a message of the relay.

    Raises:
        ProtocolError: it is none.
    """
    try:
        return _from_relay.decode(body)
    except UNREADABLE as error:
        raise ProtocolError(f"bad message from the relay: {error}") from error


def decode_from_client(body: bytes) -> FromClient:
    """Return a message of the client.

    Raises:
        ProtocolError: it is none.
    """
    try:
        return _from_client.decode(body)
    except UNREADABLE as error:
        raise ProtocolError(f"bad message from the client: {error}") from error


class MessageReader:
    """Cuts the bytes of a control channel into message bodies."""

    def __init__(self) -> None:
        """Begin with the limit that holds before login."""
        self.limit_bytes = MAX_LOGIN_FRAME_BYTES
        self._buffer = bytearray()

    def feed(self, data: bytes | memoryview) -> list[bytes]:
        """Return the bodies that `data` completes.

        Raises:
            ProtocolError: a length over the limit, which shows in its first four bytes.
        """
        self._buffer += data
        bodies = []
        while len(self._buffer) >= 4:
            length = int.from_bytes(self._buffer[:4], "big")
            if length > self.limit_bytes:
                raise ProtocolError(f"message of {length} bytes, limit is {self.limit_bytes}")
            if len(self._buffer) < 4 + length:
                break
            bodies.append(bytes(self._buffer[4 : 4 + length]))
            del self._buffer[: 4 + length]
        return bodies
