"""The SSH hosts that are shown: those of the user's configuration, and those added by hand."""

from app.engine.sources.source import Watcher
from app.engine.sources.ssh import added_hosts
from app.engine.sources.ssh.source import SshSource
from relay_client.ssh.configuration import HostNames


class SshHostList:
    """Both lists as one. Everything here may block for a moment."""

    def __init__(self) -> None:
        self._configured = HostNames()

    def read(self) -> dict[str, bool]:
        """Return the names of all hosts, and for each whether it was added by hand.

        Raises:
            InvalidError: the list of added hosts cannot be used.
        """
        names = dict.fromkeys(self._configured.read(), False)
        for name in added_hosts.load():
            names.setdefault(name, True)
        return names

    def add(self, watcher: Watcher, name: str) -> SshSource:
        """Keep a host and return its source, which is not connected yet.

        Raises:
            InvalidError: it is no host, or the list of added hosts cannot be used.
        """
        added_hosts.add(name)
        return SshSource(watcher, name, is_added=True)

    def remove(self, name: str) -> None:
        """Forget a host that was added by hand.

        Raises:
            InvalidError: the list of added hosts cannot be used.
        """
        added_hosts.remove(name)
