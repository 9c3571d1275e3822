"""What can keep us from an SSH host.

* SshError
    * SshUnreachableError: no connection; trying again may help
    * SshRefusedError: it does not let us in, or we do not trust it; trying again will not help
"""

from relay_client.errors import RemoteError


class SshError(RemoteError):
    """An SSH host cannot be used.

    Attributes:
        host: what the user calls it.
        reason: one sentence for people that says what to do.
    """

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(host, reason)
        self.host = host
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class SshUnreachableError(SshError):
    """There is no connection to it."""


class SshRefusedError(SshError):
    """It does not let us in, or its key is not to be trusted."""
