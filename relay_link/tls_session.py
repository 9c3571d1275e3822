"""One end of a TLS connection between buffers: plain bytes on one side, sealed on the other.

pyOpenSSL makes the connection and shakes hands. What passes then goes past its methods, which copy
and allocate for each record: with the functions behind them a byte costs half (PERFORMANCE.md).
They are no public interface, so pyproject.toml limits the version of pyOpenSSL, which limits that
of cryptography; and were one of them missing, this module could not be imported.
"""

from __future__ import annotations

import contextlib
import ipaddress
from typing import Any

from cryptography.hazmat.bindings.openssl.binding import Binding
from cryptography.hazmat.primitives.serialization import Encoding
from OpenSSL import SSL

from relay_link.errors import CertificateRefusedError, TlsError
from relay_link.tls_context import TlsContext, reason

_ffi = Binding.ffi
_from_buffer = _ffi.from_buffer
_lib: Any = Binding.lib
_read = _lib.SSL_read
_write = _lib.SSL_write
_set_bio = _lib.SSL_set_bio
_memory = _lib.BIO_s_mem
_new_bio = _lib.BIO_new
_new_source = _lib.BIO_new_mem_buf
_put = _lib.BIO_write
_set_end = _lib.BIO_set_mem_eof_return
_wants_more = _lib.SSL_want_read
_get_shutdown = _lib.SSL_get_shutdown
_parameters = _lib.SSL_get0_param
_set_host_flags = _lib.X509_VERIFY_PARAM_set_hostflags
_set_host = _lib.X509_VERIFY_PARAM_set1_host
_set_address = _lib.X509_VERIFY_PARAM_set1_ip
_verify_result = _lib.SSL_get_verify_result
_verify_text = _lib.X509_verify_cert_error_string
_take = _lib.BIO_read
_look = _lib.BIO_get_mem_data
_start: Any = _ffi.new("char **")
"""Where `_look` writes what nobody asks for: where the bytes begin."""

_NOTHING = memoryview(b"")

_COPIED_BYTES = 16 * 1024
"""Up to here copying is cheaper than making OpenSSL read from another place."""

_CLOSED: int = _lib.SSL_RECEIVED_SHUTDOWN
_VERIFIED: int = _lib.X509_V_OK
_FOR_ANOTHER: tuple[int, ...] = (
    _lib.X509_V_ERR_HOSTNAME_MISMATCH,
    _lib.X509_V_ERR_IP_ADDRESS_MISMATCH,
)
_HOST_FLAGS: int = (
    _lib.X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | _lib.X509_CHECK_FLAG_NEVER_CHECK_SUBJECT
)


class Buffer:
    """Memory for both Python and OpenSSL.

    Attributes:
        view: the memory as Python sees it.
        pointer: the same as OpenSSL sees it.
        size_bytes: how much it is.
    """

    __slots__ = ("pointer", "size_bytes", "view")

    def __init__(self, size_bytes: int) -> None:
        memory = bytearray(size_bytes)
        self.view = memoryview(memory)
        # Not of the view: CPython 3.11 crashes when it collects such a pair as garbage.
        self.pointer: Any = _ffi.from_buffer(memory)
        self.size_bytes = size_bytes


class TlsSession:
    """Turns plain bytes into sealed ones and back; it never touches a socket."""

    __slots__ = ("_connection", "_incoming", "_is_borrowed", "_outgoing", "_ssl")

    def __init__(self, context: TlsContext, server_name: str | None) -> None:
        """Begin a connection.

        Args:
            context: a client's or a server's.
            server_name: the name to ask for and to verify; None makes this the server's end.

        Raises:
            ValueError: no certificate can be for that name.
        """
        # The names with an underscore are OpenSSL's own objects, which live as long as this one.
        connection = SSL.Connection(context)
        self._connection = connection
        self._ssl: Any = connection._ssl
        self._outgoing: Any = connection._from_ssl
        self._incoming: Any = connection._into_ssl
        self._is_borrowed = False
        if server_name is None:
            connection.set_accept_state()
        else:
            connection.set_connect_state()
            self._ask_for(server_name)

    @property
    def alpn(self) -> str | None:
        """The application protocol both ends agreed on."""
        return self._connection.get_alpn_proto_negotiated().decode() or None

    def peer_certificate(self) -> bytes | None:
        """The far end's certificate as DER."""
        certificate = self._connection.get_peer_certificate(as_cryptography=True)
        return None if certificate is None else certificate.public_bytes(Encoding.DER)

    def receive(self, sealed: Buffer, count: int) -> None:
        """Take the first `count` bytes of `sealed` as what comes next from the far end.

        Many bytes are not copied but read from there: `shake_hands` and `unseal` must have used
        them before `sealed` gets other contents.
        """
        if count > _COPIED_BYTES:
            self._read_from(_new_source(sealed.pointer, count), is_borrowed=True)
            return
        if self._is_borrowed:
            self._read_from(_new_bio(_memory()), is_borrowed=False)
        _put(self._incoming, sealed.pointer, count)

    def shake_hands(self) -> bool:
        """Go on with the handshake; return whether it is done.

        Raises:
            CertificateRefusedError: the far end does not prove to be who it should be.
            TlsError: it fails for another reason.
        """
        try:
            self._connection.do_handshake()
        except SSL.WantReadError:
            return False
        except SSL.Error as error:
            raise self._handshake_error(error) from error
        return True

    def release(self) -> None:
        """Give the memory back that the handshake took: 4 KiB, which idle connections would keep.

        Everything received must be used, and everything sealed taken.
        """
        self._outgoing = _new_bio(_memory())
        self._read_from(_new_bio(_memory()), is_borrowed=False)

    def unseal(self, room: Buffer, filled: int) -> tuple[int, bool]:
        """Write all plain bytes there are behind the first `filled` of `room`.

        Returns:
            How far `room` is filled then, and whether the far end has said goodbye.

        Raises:
            TlsError: what came is not what the far end sealed.
        """
        ssl, incoming, pointer, size = self._ssl, self._incoming, room.pointer, room.size_bytes
        while filled < size:
            count: int = _read(ssl, pointer + filled, size - filled)
            if count <= 0:
                return filled, self._is_closed(count)
            filled += count
            if filled < size and not _look(incoming, _start):
                return filled, False
        raise TlsError("more bytes than there is room for")

    def seal(self, data: bytes | bytearray | memoryview, room: Buffer) -> memoryview:
        """Return all of `data` sealed, in `room`, which must have room for it.

        Raises:
            TlsError: this end has said goodbye, or the handshake is not done.
        """
        taken: int = _write(self._ssl, _from_buffer(data), len(data))
        if taken != len(data):
            raise self._error(taken)
        return self.take(room)

    def say_goodbye(self) -> None:
        """Seal `close_notify`; bytes can still be received."""
        with contextlib.suppress(SSL.Error):
            self._connection.shutdown()

    @property
    def has_sealed(self) -> bool:
        """Whether there are sealed bytes for the far end."""
        return bool(_look(self._outgoing, _start) > 0)

    def take(self, room: Buffer) -> memoryview:
        """Return sealed bytes for the far end, in `room`, until there are none."""
        count: int = _take(self._outgoing, room.pointer, room.size_bytes)
        return room.view[:count] if count > 0 else _NOTHING

    def _ask_for(self, name: str) -> None:
        parameters = _parameters(self._ssl)
        _set_host_flags(parameters, _HOST_FLAGS)
        try:
            address = ipaddress.ip_address(name).packed
        except ValueError:
            host = name.encode("idna")
            # OpenSSL would check no name at all then.
            if not host or b"\0" in host:
                raise ValueError(f"not a host name: {name!r}") from None
            self._connection.set_tlsext_host_name(host)
            is_set = _set_host(parameters, host, len(host))
        else:
            is_set = _set_address(parameters, address, len(address))
        if is_set != 1:
            raise ValueError(f"not a name that can be verified: {name!r}")

    def _read_from(self, incoming: Any, *, is_borrowed: bool) -> None:
        # At the end of its bytes more may come: it is not the end of the connection.
        _set_end(incoming, -1)
        _set_bio(self._ssl, incoming, self._outgoing)
        self._incoming, self._is_borrowed = incoming, is_borrowed

    def _is_closed(self, result: int) -> bool:
        if _wants_more(self._ssl):
            return False
        if _get_shutdown(self._ssl) & _CLOSED:
            return True
        raise self._error(result)

    def _error(self, result: int) -> TlsError:
        try:
            self._connection._raise_ssl_error(self._ssl, result)
        except SSL.Error as error:
            return TlsError(reason(error))
        return TlsError("OpenSSL gives no reason")

    def _handshake_error(self, error: SSL.Error) -> TlsError:
        verified: int = _verify_result(self._ssl)
        if verified == _VERIFIED or "certificate verify failed" not in reason(error):
            return TlsError(reason(error))
        if verified in _FOR_ANOTHER:
            return CertificateRefusedError("its certificate is for another name")
        text: bytes = _ffi.string(_verify_text(verified))
        return CertificateRefusedError(text.decode())
