"""Everything that opening or keeping a tunnel can raise.

* Error
    * InvalidError: the caller asked for something that makes no sense (a bug in the call)
    * RemoteError: the relay said no, or could not be reached
        * UnavailableError: no connection to the relay (try again later)
            * LocalRelayUnavailableError: not even to the one on this computer
        * RefusedError: the relay answered no (trying again will not help)
        * KeyOutOfReachError: it does not know this computer, which has no key at hand
        * TokenRefusedError: it does not let in whoever has this token
        * ProbeError: a tunnel's public address does not lead to this program
"""

import os

from relay_link.errors import CertificateRefusedError, TlsError

_NO_TLS = frozenset({"wrong version number", "packet length too long"})
"""What OpenSSL says of the first bytes of other protocols, such as HTTP and SSH."""


class Error(Exception):
    """Base of all errors of this library; the text is one sentence for people."""


class InvalidError(Error):
    """The caller did something wrong."""


class RemoteError(Error):
    """The relay cannot or will not do it."""


class UnavailableError(RemoteError):
    """No connection to the relay could be made; its cause says why."""

    def __init__(self, text: str = "Relay server is unavailable") -> None:
        super().__init__(text)


class LocalRelayUnavailableError(UnavailableError):
    """The relay on this computer does not answer: no network and no address is to blame.

    Attributes:
        process: its process, which may be stopped.
    """

    def __init__(self, process: int) -> None:
        Exception.__init__(self, process)
        self.process = process

    def __str__(self) -> str:
        end = f"taskkill /F /PID {self.process}" if os.name == "nt" else f"kill -9 {self.process}"
        return (
            f"The relay on this computer does not answer. End it with `{end}`: a new one starts by "
            "itself, and tunnels that are open come back."
        )


class RefusedError(RemoteError):
    """The relay answered no.

    Attributes:
        code: which no, as in the protocol.
        text: the relay's sentence.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text

    @property
    def is_passing(self) -> bool:
        """Whether a later login may be let in with nothing changed."""
        return self.code == "busy"

    def __str__(self) -> str:
        return self.text


class KeyOutOfReachError(RemoteError):
    """The relay does not know this computer, whose key cannot be had where this program runs.

    Attributes:
        reason: why there is no key.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return (
            "The relay cannot know this computer, as its key is out of reach here "
            f"({self.reason}). Unlock or install a keyring, set PORTHOLE_PASSPHRASE if the key was "
            "kept with one, or use a token (porthole-relay token)."
        )


class TokenRefusedError(RemoteError):
    """The relay does not let in whoever has this token."""

    def __str__(self) -> str:
        return (
            "The relay does not know this token, has revoked it, or its time is over. "
            "Ask for a new one (porthole-relay token)."
        )


class ProbeError(RemoteError):
    """No proof came through a tunnel's public address; the cause says more.

    Attributes:
        host: the tunnel's public name.
        port: its port.
        reason: what happened, in words for people.
    """

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(host, port, reason)
        self.host = host
        self.port = port
        self.reason = reason

    def __str__(self) -> str:
        return (
            f"{self.host}:{self.port} does not lead to this computer at the moment "
            f"({self.reason}). Check the network, and that the relay runs."
        )


def in_words(error: BaseException) -> str:
    """Return why a connection failed, for people: what the system says, without its numbers."""
    if isinstance(error, TimeoutError) and not str(error):
        return "no answer in time"
    if isinstance(error, CertificateRefusedError):
        return error.reason.rstrip(".")
    if isinstance(error, TlsError) and error.reason in _NO_TLS:
        return "what answers there does not speak TLS"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
