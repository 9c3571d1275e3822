"""A client for tests of the relay: it speaks the protocol over real sockets and does as told."""

import asyncio
import contextlib
import hashlib
import secrets
import ssl

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from relay_link.frames import (
    END_FRAME,
    FrameReader,
    Kind,
    data_frame,
    decode_about,
    decode_open,
    encode,
    encode_about,
)
from relay_link.login import device_id_of, login_transcript, sign_login
from relay_link.messages import (
    CONTROL_ALPN,
    DATA_ALPN,
    MAX_FRAME_BYTES,
    NONCE_BYTES,
    PROTOCOL_VERSION,
    Challenge,
    Login,
    MessageReader,
    OpenTunnel,
    Ping,
    Pong,
    Tickets,
    decode_from_relay,
    encode_message,
)


class FarEnd:
    """A TLS connection whose bytes are read as they come."""

    def __init__(self, reader, writer):
        self.reader = reader
        self.writer = writer

    @classmethod
    async def connect(cls, port, context, server_name, host="127.0.0.1"):
        return cls(
            *await asyncio.open_connection(host, port, ssl=context, server_hostname=server_name)
        )

    @property
    def certificate(self):
        """The relay's, as DER."""
        return self.writer.get_extra_info("ssl_object").getpeercert(binary_form=True)

    async def read(self):
        """Return what comes next; nothing means the end, however it came."""
        try:
            return await self.reader.read(65536)
        except (ConnectionError, ssl.SSLError):
            return b""

    async def is_closed(self):
        """Wait for the end, which must come before anything else."""
        return await self.read() == b""

    def drop(self):
        """Break the connection off."""
        self.writer.transport.abort()

    async def aclose(self):
        self.drop()  # An orderly end over TLS would wait for the other end's.
        with contextlib.suppress(OSError, ssl.SSLError):
            await self.writer.wait_closed()


class Control:
    """A control channel."""

    def __init__(self, end, key=None, instance="i1"):
        self.end = end
        self.key = key or Ed25519PrivateKey.generate()
        self.instance = instance
        self.tickets = []
        """What the relay has asked for, taken out of the other messages."""
        self.challenge = None
        self._reader = MessageReader()
        self._reader.limit_bytes = MAX_FRAME_BYTES
        self._unread = []
        self._last_request = 0

    @property
    def device_id(self):
        return device_id_of(self.key.public_key().public_bytes_raw())

    def send(self, *messages):
        self.end.writer.write(b"".join(map(encode_message, messages)))

    async def receive(self):
        """Return the next message but tickets; None if the relay has closed."""
        while True:
            while not self._unread:
                received = await self.end.read()
                if not received:
                    return None
                self._unread += map(decode_from_relay, self._reader.feed(received))
            message = self._unread.pop(0)
            if not isinstance(message, Tickets):
                return message
            self.tickets += message.tickets

    async def ask(self, message):
        self.send(message)
        return await self.receive()

    async def ping(self):
        """Wait until the relay has dealt with everything said so far."""
        assert await self.ask(Ping(7)) == Pong(7)

    def login(self, challenge, *, token=None, code=None, relay=None, certificate=None, device=None):
        """Return a login that is right unless it is told otherwise."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        public_key = self.key.public_key().public_bytes_raw()
        device = device or device_id_of(public_key)
        transcript = login_transcript(
            relay_name=relay or challenge.relay,
            certificate_sha256=hashlib.sha256(certificate or self.end.certificate).digest(),
            relay_nonce=challenge.nonce,
            client_nonce=nonce,
            device_id=device,
            instance=self.instance,
            version=PROTOCOL_VERSION,
            enrolment_or_token=str(token or code or "").encode(),
        )
        return Login(
            version=PROTOCOL_VERSION,
            device=device,
            public_key=public_key,
            instance=self.instance,
            nonce=nonce,
            signature=sign_login(self.key, transcript),
            token=None if token is None else str(token),
            code=code,
        )

    async def log_in(self, *, changes=None, **credentials):
        """Log in, perhaps with some fields changed after signing; return the relay's answer."""
        self.challenge = await self.receive()
        if not isinstance(self.challenge, Challenge):
            return self.challenge
        login = self.login(self.challenge, **credentials)
        return await self.ask(replace_fields(login, **(changes or {})))

    async def open(self, number=1, key="web", **options):
        """Ask for a tunnel; return the relay's answer."""
        self._last_request += 1
        return await self.ask(OpenTunnel(self._last_request, number, key, **options))


def replace_fields(message, **changes):
    """Return a copy of a message with some fields changed."""
    fields = {name: getattr(message, name) for name in message.__struct_fields__}
    return type(message)(**fields | changes)


class Data:
    """A data channel."""

    def __init__(self, end):
        self.end = end
        self._reader = FrameReader()
        self._unread = []

    def send(self, kind, payload=b""):
        self.end.writer.write(encode(kind, payload))

    def say(self, kind, visitor):
        self.end.writer.write(encode_about(kind, visitor))

    def send_data(self, data):
        self.end.writer.write(data_frame(data))

    def send_end(self):
        self.end.writer.write(END_FRAME)

    async def frame(self):
        """Return the next frame: its kind, and what it says; None if the relay has closed."""
        while not self._unread:
            received = await self.end.read()
            if not received:
                return None
            self._unread += [
                (Kind(each.kind), _meaning(each))
                for each in self._reader.feed(memoryview(received))
            ]
        return self._unread.pop(0)

    async def opened(self):
        """Wait for a visitor and acknowledge it; return its id."""
        kind, message = await self.frame()
        assert kind is Kind.OPEN
        self.say(Kind.ACK, message.visitor)
        self.say(Kind.READY, message.visitor)
        return message.visitor


def _meaning(frame):
    if frame.kind == Kind.OPEN:
        return decode_open(frame.payload)
    if frame.kind in (Kind.ACK, Kind.READY, Kind.REFUSED, Kind.RESET):
        return decode_about(frame.payload)[0]
    return bytes(frame.payload)


class FakeClients:
    """Makes clients and visitors of one relay, and closes what they leave open."""

    def __init__(self, port, ca_pem, domain):
        self.port = port
        self._ca_pem = ca_pem
        self._domain = domain
        self._ends = contextlib.AsyncExitStack()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        await self._ends.aclose()

    def context(self, *alpn):
        context = ssl.create_default_context(cadata=self._ca_pem)
        if alpn:
            context.set_alpn_protocols(list(alpn))
        return context

    async def connect(self, *alpn, server_name=None):
        context = self.context(*alpn)
        return self.keep(await FarEnd.connect(self.port, context, server_name or self._domain))

    def keep(self, end):
        """Close a connection when all is over."""
        self._ends.push_async_callback(end.aclose)
        return end

    async def control(self, key=None, instance="i1"):
        return Control(await self.connect(CONTROL_ALPN), key, instance)

    async def logged_in(self, key=None, instance="i1", **credentials):
        control = await self.control(key, instance)
        control.welcome = await control.log_in(**credentials)
        return control

    async def data(self, ticket):
        """Dial a data channel with a ticket; the relay's answer is the next frame."""
        data = Data(await self.connect(DATA_ALPN))
        data.send(Kind.ATTACH, ticket)
        return data

    async def attached(self, control):
        """Dial a data channel with one of a client's tickets."""
        await control.ping()
        data = await self.data(control.tickets.pop())
        assert await data.frame() == (Kind.ATTACHED, b"")
        return data

    async def visit(self, host):
        """Visit a tunnel by its name."""
        return await self.connect("http/1.1", server_name=host)

    async def visit_tcp(self, port):
        """Visit a tunnel by its TCP port."""
        return self.keep(FarEnd(*await asyncio.open_connection("127.0.0.1", port)))

    async def raw(self):
        """Connect without TLS."""
        return await self.visit_tcp(self.port)


def client_hello(server_name, *alpn):
    """Return the first bytes of a TLS client."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if alpn:
        context.set_alpn_protocols(list(alpn))
    outgoing = ssl.MemoryBIO()
    tls = context.wrap_bio(ssl.MemoryBIO(), outgoing, server_hostname=server_name)
    with contextlib.suppress(ssl.SSLWantReadError):
        tls.do_handshake()
    return outgoing.read()
