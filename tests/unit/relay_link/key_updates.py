"""The far end of a TLS 1.3 connection that can change its keys, which Python's `ssl` cannot."""

import contextlib
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from tests.unit.relay_link.certificates import HOST, client_context, our_server_context
from tests.unit.relay_link.wires import SMALL_BUFFER_BYTES, Peer, Recorder, TlsPeer, settle

_HANDSHAKE = 22
_DATA = 23
_UPDATE = b"\x18\x00\x00\x01"
"""A KeyUpdate message (RFC 8446, section 4.6.3) but for whether the other end is to do the same."""


class ForgingPeer(TlsPeer):
    """A client that encrypts what it sends by itself once the handshake is done.

    The cipher is TLS_AES_128_GCM_SHA256, which our servers prefer.
    """

    @classmethod
    async def connect(cls, sock, context, server_name):
        """Shake hands, and take the client's first secret from OpenSSL's log of keys."""
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "keys"
            context.keylog_filename = str(log)
            peer = cls(sock, context, server_name)
            await peer.shake_hands()
            lines = log.read_text().splitlines()
        (secret,) = (line.split()[2] for line in lines if line.startswith("CLIENT_TRAFFIC_SECRET"))
        assert peer.tls.cipher()[0] == "TLS_AES_128_GCM_SHA256"
        peer._secret, peer._sequence = bytes.fromhex(secret), 0
        return peer

    async def send_forged(self, data):
        await self._send_record(_DATA, data)

    async def update_keys(self, *, with_answer=True):
        """Change the keys, and ask the other end to do so; unless it has gone already."""
        with contextlib.suppress(ConnectionError):
            await self._send_record(_HANDSHAKE, _UPDATE + bytes([with_answer]))
        self._secret, self._sequence = self._derive(b"traffic upd", 32), 0

    async def _send_record(self, kind, body):
        """Section 5.2."""
        iv = int.from_bytes(self._derive(b"iv", 12), "big")
        nonce = (iv ^ self._sequence).to_bytes(12, "big")
        self._sequence += 1
        inner = body + bytes([kind])
        header = b"\x17\x03\x03" + (len(inner) + 16).to_bytes(2, "big")
        sealed = AESGCM(self._derive(b"key", 16)).encrypt(nonce, inner, header)
        await Peer.send(self, header + sealed)

    def _derive(self, label, size):
        """HKDF-Expand-Label, section 7.1."""
        label = b"tls13 " + label
        info = size.to_bytes(2, "big") + bytes([len(label)]) + label + b"\x00"
        return HKDFExpand(SHA256(), size, info).derive(self._secret)


async def connect(wires, buffer_bytes=None):
    """Return a server's handler and stream, and the client that forges what it sends."""
    handler = Recorder()
    ours, theirs = wires.bare(buffer_bytes)
    stream = wires.tls_stream(ours, handler, our_server_context())
    return handler, stream, await ForgingPeer.connect(theirs, client_context(), HOST)


async def connect_until_full(wires):
    """Do so, and ask for new keys until the answers find no room, as nobody reads them."""
    handler, stream, peer = await connect(wires, SMALL_BUFFER_BYTES)
    while not wires.reactor.waiting:
        await peer.update_keys()
        await settle()
    return handler, stream, peer
