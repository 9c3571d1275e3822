"""A client for tests of whole relays: it logs in with a token, over a blocking socket."""

import hashlib
import secrets
import socket
import ssl

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from relay_link.login import device_id_of, login_transcript
from relay_link.messages import (
    CONTROL_ALPN,
    MAX_FRAME_BYTES,
    NONCE_BYTES,
    PROTOCOL_VERSION,
    Bye,
    Challenge,
    Login,
    MessageReader,
    OpenTunnel,
    Ping,
    Pong,
    TunnelOpened,
    Welcome,
    decode_from_relay,
    encode_message,
)

LIMIT_S = 60
"""How long the relay may take for anything. It is there to end hangs."""


class FarClient:
    """A control channel.

    Attributes:
        welcome: what the relay has said to the login.
        certificate: the relay's, as DER.
    """

    def __init__(self, port, ca_pem, token, domain="localhost"):
        context = ssl.create_default_context(cadata=ca_pem)
        context.set_alpn_protocols([CONTROL_ALPN])
        plain = socket.create_connection(("127.0.0.1", port), LIMIT_S)
        self._sock = context.wrap_socket(plain, server_hostname=domain)
        self._reader = MessageReader()
        self._reader.limit_bytes = MAX_FRAME_BYTES
        self._unread = []
        self.certificate = self._sock.getpeercert(binary_form=True)
        self._send(self._login(self.receive(Challenge), str(token)))
        self.welcome = self.receive(Welcome)

    def receive(self, kind):
        """Return the next message of that kind, and pass over all before it."""
        while True:
            while not self._unread:
                received = self._sock.recv(4096)
                assert received, f"the relay closed instead of {kind.__name__}"
                self._unread += map(decode_from_relay, self._reader.feed(received))
            message = self._unread.pop(0)
            if isinstance(message, kind):
                return message

    def ping(self):
        """Wait until the relay has dealt with everything said so far."""
        self._send(Ping(1))
        self.receive(Pong)

    def open_tcp(self):
        """Return the public port of a new tunnel."""
        self._send(OpenTunnel(request=1, tunnel=1, key="a", tcp=True))
        return self.receive(TunnelOpened).tcp_port

    def leave(self):
        """Say goodbye and close."""
        self._send(Bye())
        self.close()

    def close(self):
        self._sock.close()

    def _send(self, message):
        self._sock.sendall(encode_message(message))

    def _login(self, challenge, token):
        key = Ed25519PrivateKey.generate()
        public_key = key.public_key().public_bytes_raw()
        nonce = secrets.token_bytes(NONCE_BYTES)
        facts = {"instance": "i1", "version": PROTOCOL_VERSION}
        transcript = login_transcript(
            relay_name=challenge.relay,
            certificate_sha256=hashlib.sha256(self.certificate).digest(),
            relay_nonce=challenge.nonce,
            client_nonce=nonce,
            device_id=device_id_of(public_key),
            enrolment_or_token=token.encode(),
            **facts,
        )
        return Login(
            device=device_id_of(public_key),
            public_key=public_key,
            nonce=nonce,
            signature=key.sign(transcript),
            token=token,
            **facts,
        )
