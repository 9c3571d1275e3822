"""What can keep us from an SSH host.

* SshError
    * SshUnreachableError: no connection; trying again may help
    * SshRefusedError: it does not let us in, or we do not trust it; trying again will not help
        * SshKeyRefusedError: its key is not trusted, unless the user's known hosts change
"""

from typing import TYPE_CHECKING

from relay_client.errors import RemoteError

if TYPE_CHECKING:
    from relay_client.ssh.known_hosts import KnownHosts, Version


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


class SshKeyRefusedError(SshRefusedError):
    """Its key is not to be trusted as long as the known hosts are what they are.

    Attributes:
        known_hosts: what it was looked up in.
        version: of that, as it was then.
    """

    def __init__(
        self, host: str, reason: str, known_hosts: "KnownHosts", version: "Version"
    ) -> None:
        super().__init__(host, reason)
        self.args = (host, reason, known_hosts, version)
        self.known_hosts = known_hosts
        self.version = version

    @property
    def is_outdated(self) -> bool:
        """Whether these files have changed since. It reads their times."""
        return self.known_hosts.version() != self.version
