"""One end of a TLS connection on a socket: OpenSSL itself reads and writes there.

pyOpenSSL makes the connection and shakes hands. What passes then goes past its methods, which copy
and allocate for each record: with the functions behind them a byte costs half (PERFORMANCE.md).
They are no public interface, so pyproject.toml limits the version of pyOpenSSL, which limits that
of cryptography; and were one of them missing, this module could not be imported.
"""

from __future__ import annotations

import ipaddress
import os
from enum import Enum
from typing import Any

from cryptography.hazmat.bindings.openssl.binding import Binding
from cryptography.hazmat.primitives.serialization import Encoding
from OpenSSL import SSL

from relay_link.errors import CertificateRefusedError, TlsError
from relay_link.tally import RECORD_BYTES
from relay_link.tls_context import TlsContext, reason

_ffi = Binding.ffi
_from_buffer = _ffi.from_buffer
_give_back = _ffi.release
_lib: Any = Binding.lib
_read = _lib.SSL_read
_write = _lib.SSL_write
_set_socket = _lib.SSL_set_fd
_set_bio = _lib.SSL_set_bio
_set_options = _lib.SSL_set_options
_clear_mode = _lib.SSL_clear_mode
_wants_to_read = _lib.SSL_want_read
_wants_to_write = _lib.SSL_want_write
_get_shutdown = _lib.SSL_get_shutdown
_parameters = _lib.SSL_get0_param
_set_host_flags = _lib.X509_VERIFY_PARAM_set_hostflags
_set_host = _lib.X509_VERIFY_PARAM_set1_host
_set_address = _lib.X509_VERIFY_PARAM_set1_ip
_verify_result = _lib.SSL_get_verify_result
_verify_text = _lib.X509_verify_cert_error_string
_get_error = _lib.SSL_get_error
_forget_errors = _lib.ERR_clear_error

_SLICE_BYTES = 2 * RECORD_BYTES
"""How much OpenSSL is given at once. Of a slice that the socket has not taken whole OpenSSL does
not say how much it has taken: none of it counts as taken yet."""

_SHORT_BYTES = 1024
"""A record that is shorter is taken for the last that has come; if it is not, the socket tells."""

_FIRST_ANSWER_BYTES = 64 * 1024
"""More than a server ever says to a first ClientHello."""

_READ_ON: int = _lib.SSL_MODE_AUTO_RETRY
"""Let one read go on until there are bytes or nothing more comes; pyOpenSSL's default. A far end
that sends new keys all the time would keep everybody else waiting."""

_WANTS_TO_WRITE: int = _lib.SSL_ERROR_WANT_WRITE
_GOODBYE_CAME: int = _lib.SSL_ERROR_ZERO_RETURN
_GOODBYE_BEGUN: int = _lib.SSL_SENT_SHUTDOWN
_END_IS_GOODBYE: int = _lib.SSL_OP_IGNORE_UNEXPECTED_EOF
_VERIFIED: int = _lib.X509_V_OK
_FOR_ANOTHER: tuple[int, ...] = (
    _lib.X509_V_ERR_HOSTNAME_MISMATCH,
    _lib.X509_V_ERR_IP_ADDRESS_MISMATCH,
)
_HOST_FLAGS: int = (
    _lib.X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | _lib.X509_CHECK_FLAG_NEVER_CHECK_SUBJECT
)


class Halt(Enum):
    """Why there is nothing more to read for now."""

    EMPTY = "all that came has been read, or there is no room for more"
    ENDED = "the far end has said goodbye"
    BROKEN = "what came is not what the far end sealed, or the connection broke"
    BLOCKED = "something has to be sent first, and the socket takes nothing"


class Buffer:
    """Memory for both Python and OpenSSL.

    Attributes:
        view: the memory as Python sees it.
        pointer: the same as OpenSSL sees it.
    """

    __slots__ = ("pointer", "view")

    def __init__(self, size_bytes: int) -> None:
        memory = bytearray(size_bytes)
        self.view = memoryview(memory)
        # Not of the view: CPython 3.11 crashes when it collects such a pair as garbage.
        self.pointer: Any = _ffi.from_buffer(memory)


class TlsSession:
    """TLS on a connected non-blocking socket, which it neither watches nor closes.

    Attributes:
        error: why reading came to `Halt.BROKEN`.
    """

    __slots__ = ("_connection", "_has_said_all", "_ssl", "error")

    def __init__(
        self, context: TlsContext, server_name: str | None, *, strict_end: bool = True
    ) -> None:
        """Begin a connection; `use` gives it its socket.

        Args:
            context: a client's or a server's.
            server_name: the name to ask for and to verify; None makes this the server's end.
            strict_end: whether one that ends without a goodbye is broken.

        Raises:
            ValueError: no certificate can be for that name.
        """
        # The name with an underscore is OpenSSL's own object, which lives as long as this one.
        connection = SSL.Connection(context)
        self._connection = connection
        self._ssl: Any = connection._ssl
        self._has_said_all = False
        self.error: OSError = TlsError("nothing is broken")
        _clear_mode(self._ssl, _READ_ON)
        if not strict_end:
            _set_options(self._ssl, _END_IS_GOODBYE)
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

    def hear(self, first_input: bytes | bytearray) -> None:
        """Take what has been read already from the socket that `use` will give.

        Raises:
            TlsError: the handshake fails with it.
        """
        self._connection.bio_write(bytes(first_input))
        self.shake_hands()

    def first_answer(self) -> bytes:
        """Return what is to be sent before anything else, after `hear`."""
        try:
            return self._connection.bio_read(_FIRST_ANSWER_BYTES)
        except SSL.Error:
            return b""

    def use(self, sock_number: int) -> None:
        """Read and write on that socket from now on."""
        if _set_socket(self._ssl, sock_number) != 1:
            raise MemoryError("OpenSSL cannot use the socket")

    def leave(self) -> None:
        """Use the socket no more: after it is closed, its number is another's."""
        _set_bio(self._ssl, _ffi.NULL, _ffi.NULL)

    def shake_hands(self) -> bool:
        """Go on with the handshake; return whether it is done.

        Raises:
            CertificateRefusedError: the far end does not prove to be who it should be.
            TlsError: it fails for another reason.
            OSError: the connection broke.
        """
        try:
            self._connection.do_handshake()
        except (SSL.WantReadError, SSL.WantWriteError):
            return False
        except (SSL.SysCallError, SSL.ZeroReturnError) as error:
            raise _connection_error(error) from error
        except SSL.Error as error:
            raise self._handshake_error(error) from error
        finally:
            _forget_errors()
        return True

    @property
    def is_blocked(self) -> bool:
        """Whether what was tried last has to send something first, and the socket was full."""
        return bool(_wants_to_write(self._ssl))

    def unseal(self, room: Buffer, filled: int, most: int) -> tuple[int, Halt]:
        """Read plain bytes behind the first `filled` of `room`, as long as a whole record fits.

        So none is left in OpenSSL, of which the socket would not tell. The first `most` bytes of
        `room` are filled at most.

        Returns:
            How far `room` is filled then, and why not further.
        """
        ssl, pointer = self._ssl, room.pointer
        while filled <= most - RECORD_BYTES:
            count: int = _read(ssl, pointer + filled, most - filled)
            if count <= 0:
                return filled, self._halt(count)
            filled += count
            if count < _SHORT_BYTES:
                break
        return filled, Halt.EMPTY

    def seal(self, data: bytes | bytearray | memoryview) -> int:
        """Send `data`; return how much of it the socket has taken for certain.

        What it has not taken has to come first the next time, as OpenSSL has begun to send it.

        Raises:
            TlsError: this end has said goodbye, or the handshake is not done.
            OSError: the connection broke.
        """
        ssl, pointer, size, sent = self._ssl, _from_buffer(data), len(data), 0
        while sent < size:
            count: int = _write(ssl, pointer + sent, min(size - sent, _SLICE_BYTES))
            if count <= 0:
                if not _wants_to_write(ssl):
                    # An error keeps this call's frame. CPython 3.11 crashes when it collects a
                    # memoryview as garbage of which anything else still has the memory.
                    _give_back(pointer)
                    raise self._error(count)
                break
            sent += count
        return sent

    def say_goodbye(self) -> bool:
        """Send `close_notify`; return False if the socket is full, to be called again then.

        Bytes can still be received.
        """
        # A second time OpenSSL would read, to wait for the far end's, and object to other bytes.
        if not self._has_said_all:
            try:
                if not _get_shutdown(self._ssl) & _GOODBYE_BEGUN:
                    # This sends what waits of an answer to new keys: OpenSSL refuses to skip it.
                    self._connection.do_handshake()
                self._connection.shutdown()
            except SSL.WantWriteError:
                return False
            except SSL.Error:
                # The far end has gone already; reading will tell.
                _forget_errors()
            self._has_said_all = True
        return True

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

    def _halt(self, result: int) -> Halt:
        if _wants_to_read(self._ssl):
            return Halt.EMPTY
        error: int = _get_error(self._ssl, result)
        # After a goodbye OpenSSL waits for ever to answer whoever asks for new keys twice.
        if error == _WANTS_TO_WRITE and not self._has_said_all:
            return Halt.BLOCKED
        if error == _GOODBYE_CAME:
            return Halt.ENDED
        self.error = self._error(result)
        self._has_said_all = True
        return Halt.BROKEN

    def _error(self, result: int) -> OSError:
        try:
            self._connection._raise_ssl_error(self._ssl, result)
        except SSL.SysCallError as error:
            return _connection_error(error)
        except SSL.Error as error:
            return TlsError(reason(error))
        finally:
            # What is left in this thread's list would be taken for an error of another connection.
            _forget_errors()
        return TlsError("OpenSSL gives no reason")

    def _handshake_error(self, error: SSL.Error) -> TlsError:
        verified: int = _verify_result(self._ssl)
        if verified == _VERIFIED or "certificate verify failed" not in reason(error):
            return TlsError(reason(error))
        if verified in _FOR_ANOTHER:
            return CertificateRefusedError("its certificate is for another name")
        text: bytes = _ffi.string(_verify_text(verified))
        return CertificateRefusedError(text.decode())


def _connection_error(error: SSL.Error) -> OSError:
    """Return what the socket said, or that the connection ended where it must not."""
    number = error.args[0] if isinstance(error, SSL.SysCallError) else -1
    if number > 0:
        return OSError(number, os.strerror(number))
    return ConnectionAbortedError("the connection was cut off")
