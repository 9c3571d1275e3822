"""What can go wrong on a link between client and relay.

* ProtocolError: the far end said something it must not say
* TlsError: the encrypted connection to it cannot go on
    * CertificateRefusedError: it does not prove to be who it should be
"""


class ProtocolError(Exception):
    """The far end broke the protocol: a bug in it, another version, or not our program at all."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return self.problem


class TlsError(ConnectionError):
    """TLS with the far end failed.

    Attributes:
        reason: what OpenSSL says of it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CertificateRefusedError(TlsError):
    """The far end's certificate does not prove that it is who it should be."""
