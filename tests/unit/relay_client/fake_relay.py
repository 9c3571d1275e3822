"""A relay whose every word is decided by a test, over real sockets and real TLS."""

import asyncio
import contextlib
import socket
from functools import cache

from relay_client.access import FixedRelay, RelayAccess
from relay_link.channel import Channel
from relay_link.control import ControlLink
from relay_link.frames import (
    Frame,
    Kind,
    Open,
    decode_about,
    decode_ready,
    encode,
    encode_open,
)
from relay_link.login import login_transcript, verify_login
from relay_link.messages import (
    CONTROL_ALPN,
    DATA_ALPN,
    NONCE_BYTES,
    PROTOCOL_VERSION,
    TICKET_BYTES,
    Bye,
    Challenge,
    Login,
    OpenTunnel,
    Ping,
    Pong,
    Tickets,
    TunnelClosed,
    TunnelOpened,
    Welcome,
    decode_from_client,
)
from relay_link.reactor import Reactor
from relay_link.tls import TlsStream
from relay_server.authority import Authority
from relay_server.certificates import server_context

ABOUT = (Kind.ACK, Kind.REFUSED, Kind.RESET)


def authority(name="first"):
    """The certificate authority of a fake relay; another name gives another one."""
    return _authority(name)


@cache
def _authority(name):
    return Authority.create("localhost")


@cache
def _leaf(name):
    return authority(name).issue(["localhost"])


@cache
def _context(name):
    return server_context(_leaf(name), alpn=(CONTROL_ALPN, DATA_ALPN), tls13_only=True)


class FakeRelay:
    """Listens, and hands its connections to the test: `async with FakeRelay() as relay`."""

    def __init__(self, authority_name="first", port=0):
        self._authority_name = authority_name
        self._port = port
        self._arrivals = set()
        self.clients = asyncio.Queue()
        """Control connections whose TLS handshake is done."""
        self.channels = asyncio.Queue()
        """Data channels likewise."""

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        self.reactor = Reactor(loop)
        self._sock = socket.create_server(("127.0.0.1", self._port), backlog=100)
        self._sock.setblocking(False)
        self._port = self._sock.getsockname()[1]
        loop.add_reader(self._sock, self._accept)
        return self

    async def __aexit__(self, *exc_info):
        self.stop_listening()
        for arrival in self._arrivals:
            arrival.stream.abort()
        self._arrivals.clear()
        await asyncio.sleep(0)

    @property
    def port(self):
        return self._port

    @property
    def access(self):
        """How to reach it."""
        pem = authority(self._authority_name).certificate_pem.decode()
        return RelayAccess("fake", "localhost", self.port, ca_pem=pem)

    @property
    def locator(self):
        return FixedRelay(self.access)

    def stop_listening(self):
        """Refuse whoever connects from now on; those who are here stay."""
        if self._sock.fileno() >= 0:
            asyncio.get_running_loop().remove_reader(self._sock)
            self._sock.close()

    async def log_in(self, **changes):
        """Log the next client in; return it."""
        client = await self.clients.get()
        await client.log_in(**changes)
        return client

    async def channel(self):
        """Let the next data channel join; return it."""
        channel = await self.channels.get()
        kind, channel.ticket = await channel.frame()
        assert kind is Kind.ATTACH
        channel.send(encode(Kind.ATTACHED))
        return channel

    def _accept(self):
        with contextlib.suppress(BlockingIOError):
            sock = self._sock.accept()[0]
            sock.setblocking(False)
            arrival = _Arrival(self)
            context = _context(self._authority_name)
            arrival.stream = TlsStream(self.reactor, sock, arrival, context)
            self._arrivals.add(arrival)
            arrival.stream.start()

    def arrived(self, arrival, chunk):
        if arrival.stream.alpn == DATA_ALPN:
            self.channels.put_nowait(FakeChannel(arrival.stream, chunk))
        else:
            link = _Link(decode_from_client)
            link.stream = arrival.stream
            arrival.stream.handler = link
            link.secured(chunk)
            self.clients.put_nowait(FakeClient(link, _leaf(self._authority_name).fingerprint))


class _Link(ControlLink):
    """Closes when the client says goodbye, as relays do."""

    def received(self, chunk):
        super().received(chunk)
        if Bye() in self._unread:
            self.close()


class _Arrival:
    """A connection in its TLS handshake."""

    def __init__(self, relay):
        self._relay = relay

    def secured(self, chunk):
        self._relay.arrived(self, chunk)

    def received(self, chunk):
        raise AssertionError("bytes before TLS is done")

    def ended(self):
        self.stream.close()

    def drained(self):
        pass

    def lost(self, error):
        pass


class FakeClient:
    """A client's control channel, from the relay's end.

    Attributes:
        link: the channel.
        login: how it logged in, once it has.
    """

    def __init__(self, link, certificate_sha256):
        self.link = link
        self.login = None
        self._certificate_sha256 = certificate_sha256

    def challenge(self, **changes):
        """Return what a relay says first."""
        facts = {
            "nonce": b"n" * NONCE_BYTES,
            "relay": "localhost",
            "newest": PROTOCOL_VERSION,
            "oldest": PROTOCOL_VERSION,
        } | changes
        return Challenge(**facts)

    def send(self, message):
        self.link.send(message)

    async def log_in(self, challenge=None, **changes):
        """Do what a relay does with a client that is welcome."""
        challenge = challenge or self.challenge()
        self.send(challenge)
        self.login = await self.receive(Login)
        assert self.has_signed(challenge)
        self.link.logged_in()
        facts = {
            "version": PROTOCOL_VERSION,
            "generation": 1,
            "domain": "localhost",
            "tls_port": 443,
            "lease_seconds": 60.0,
        } | changes
        self.send(Welcome(**facts))

    def has_signed(self, challenge):
        login = self.login
        transcript = login_transcript(
            relay_name=challenge.relay,
            certificate_sha256=self._certificate_sha256,
            relay_nonce=challenge.nonce,
            client_nonce=login.nonce,
            device_id=login.device,
            instance=login.instance,
            version=login.version,
            enrolment_or_token=(login.token or login.code or "").encode(),
        )
        return verify_login(login.public_key, login.signature, transcript)

    async def receive(self, kind):
        """Return the next message, which must be of that kind; answer pings meanwhile."""
        while isinstance(message := await self.link.receive(), Ping) and kind is not Ping:
            self.send(Pong(message.number))
        assert isinstance(message, kind), message
        return message

    async def open_tunnel(self, **changes):
        """Open the tunnel that the client asks for next; return what it asked."""
        request = await self.receive(OpenTunnel)
        self.opened(request, **changes)
        return request

    def opened(self, request, **changes):
        facts = {"host": "abcd.localhost", "port": 443} | changes
        self.send(TunnelOpened(request.request, request.tunnel, **facts))

    def closed(self, request):
        self.send(TunnelClosed(request.request, request.tunnel))

    def give_tickets(self, *names):
        """Ask for a data channel for each name; the channel shows it as its ticket."""
        self.send(Tickets(tuple(name.encode().ljust(TICKET_BYTES) for name in names)))

    def hang_up(self):
        self.link.close()

    def break_off(self):
        self.link.stream.abort()

    async def gone(self):
        """Wait until the client has hung up; return what it still said."""
        said = []
        while True:
            try:
                said.append(await self.link.receive())
            except OSError:
                return [each for each in said if not isinstance(each, Ping)]


class FakeChannel:
    """A data channel, from the relay's end.

    Attributes:
        ticket: what it has shown.
    """

    def __init__(self, stream, chunk):
        self.ticket = None
        self._frames = asyncio.Queue()
        self._channel = Channel(self)
        self._channel.stream = stream
        stream.handler = self._channel
        self._channel.secured(chunk)

    def send(self, *frames):
        self._channel.send(b"".join(frames))

    def visitor_comes(self, visitor, tunnel):
        self.send(encode_open(Open(visitor, tunnel, "192.0.2.9", 4711)))

    def close(self):
        self._channel.close()

    async def frame(self):
        """Return the next frame as (kind, payload); (None, error) is the end of the channel.

        Of READY only the first of each visitor counts, and gives its id.
        """
        while True:
            kind, payload = await self._frames.get()
            if kind is not Kind.READY:
                return kind, decode_about(payload) if kind in ABOUT else payload
            ready = decode_ready(payload)
            if not (ready.taken_bytes or ready.is_final):
                return kind, ready.visitor

    async def data(self):
        """Return all DATA until END."""
        gathered = b""
        while (frame := await self.frame())[0] is Kind.DATA:
            gathered += frame[1]
        assert frame[0] is Kind.END, frame
        return gathered

    # What the channel calls.

    def channel_secured(self):
        pass

    def channel_data(self, piece):
        self._frames.put_nowait((Kind.DATA, bytes(piece)))

    def channel_ended(self):
        self._frames.put_nowait((Kind.END, b""))

    def channel_frame(self, frame: Frame):
        self._frames.put_nowait((Kind(frame.kind), bytes(frame.payload)))

    def channel_drained(self):
        pass

    def channel_lost(self, error):
        self._frames.put_nowait((None, error))
