"""The relay's entrance: reads a connection's ClientHello to learn whom it wants."""

import logging
import socket
from collections import Counter
from collections.abc import Callable

from relay_link.hello import Hello, NeedMore, Reason, Rejected, parse_client_hello
from relay_link.reactor import Reactor
from relay_server.limits import Undecided

log = logging.getLogger(__name__)

_UNRECOGNIZED_NAME = b"\x15\x03\x03\x00\x02\x02\x70"
"""A fatal TLS alert: browsers name it. Whatever is wrong gets the same, at the same moment, so
that nobody learns which names exist."""

_USE_HTTPS = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 54\r\n"
    b"Connection: close\r\n\r\nThis port speaks https only. Put https:// in the URL.\n"
)
"""For whoever typed http://. It is the same for every name, so it tells nothing."""

Route = Callable[[socket.socket, tuple[str, int], Hello, bytearray], bool]
"""Takes over a connection with its hello and all bytes read; False if nobody wants it."""


class Entrance:
    """Connections that have not shown their whole ClientHello yet."""

    def __init__(
        self, reactor: Reactor, route: Route, undecided: Undecided, hello_seconds: float
    ) -> None:
        """Make an entrance that hands connections to `route`."""
        self.refusals: Counter[str] = Counter()
        """How many connections were turned away: for their `name`, or for their `hello`."""
        self._reactor = reactor
        self._route = route
        self._undecided = undecided
        self._hello_seconds = hello_seconds
        self._arrivals: dict[_Arrival, float] = {}

    def enter(self, sock: socket.socket, address: tuple[str, int]) -> None:
        """Take a connection that has just been accepted."""
        if not self._undecided.enter(address[0]):
            sock.close()
            return
        arrival = _Arrival(sock, address)
        self._arrivals[arrival] = self._reactor.loop.time()
        self._reactor.sockets.add(sock)
        # The hello is often there already; then the loop need not watch for it at all.
        if not self._read(arrival):
            self._reactor.loop.add_reader(sock.fileno(), self._readable, arrival)

    def close(self) -> None:
        """Close everybody who waits here."""
        for arrival in tuple(self._arrivals):
            self._readable_off(arrival)
            self._leave(arrival)
            arrival.sock.close()

    def sweep(self, now: float) -> None:
        """Close whoever takes too long."""
        for arrival, since in list(self._arrivals.items()):
            if now - since <= self._hello_seconds:
                break  # in the order of arrival, so all that follow are younger
            self._readable_off(arrival)
            self._leave(arrival)
            arrival.sock.close()

    def _readable(self, arrival: "_Arrival") -> None:
        fd = arrival.sock.fileno()
        # Whoever takes the connection over watches the same descriptor in another way.
        self._reactor.loop.remove_reader(fd)
        if not self._read(arrival):
            self._reactor.loop.add_reader(fd, self._readable, arrival)

    def _readable_off(self, arrival: "_Arrival") -> None:
        self._reactor.loop.remove_reader(arrival.sock.fileno())

    def _read(self, arrival: "_Arrival") -> bool:
        """Read once; return whether the connection is decided now."""
        try:
            count = arrival.sock.recv_into(self._reactor.plain)
        except BlockingIOError:
            return False
        except OSError:
            count = 0
        if not count:
            self._leave(arrival)
            arrival.sock.close()
            return True
        arrival.seen += self._reactor.plain[:count]
        if len(arrival.seen) < arrival.needed_bytes:
            return False
        answer = parse_client_hello(arrival.seen)
        if isinstance(answer, NeedMore):
            arrival.needed_bytes = answer.total_bytes
            return False
        self._leave(arrival)
        self._decide(arrival, answer)
        return True

    def _decide(self, arrival: "_Arrival", answer: Hello | Rejected) -> None:
        if isinstance(answer, Hello) and self._route(
            arrival.sock, arrival.address, answer, arrival.seen
        ):
            return
        self.refusals["name" if isinstance(answer, Hello) else "hello"] += 1
        farewell = _UNRECOGNIZED_NAME
        if isinstance(answer, Rejected):
            log.debug("%s: %s", arrival.address[0], answer.reason)
            if answer.reason is Reason.PLAIN_HTTP:
                farewell = _USE_HTTPS
        turn_away(arrival.sock, farewell)

    def _leave(self, arrival: "_Arrival") -> None:
        if self._arrivals.pop(arrival, None) is not None:
            self._undecided.leave(arrival.address[0])
            self._reactor.sockets.discard(arrival.sock)


def turn_away(sock: socket.socket, farewell: bytes) -> None:
    """Close a connection that nobody serves."""
    try:
        sock.send(farewell)
    except OSError as error:
        log.debug("gone before it was turned away: %s", error)
    sock.close()


class _Arrival:
    """One connection without a whole hello."""

    __slots__ = ("address", "needed_bytes", "seen", "sock")

    def __init__(self, sock: socket.socket, address: tuple[str, int]) -> None:
        self.sock = sock
        self.address = address
        self.seen = bytearray()
        self.needed_bytes = 0
        """With fewer there is no point in looking again: a hello may come byte by byte."""
