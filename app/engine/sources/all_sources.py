"""The places with ports that the engine looks at, in the order they are shown."""

from collections.abc import Mapping, Sequence

from app.engine.sources.containers.source import ContainersSource
from app.engine.sources.local import LocalSource
from app.engine.sources.published import PublishedPorts
from app.engine.sources.source import PortSource, Watcher
from app.engine.sources.ssh.hosts import SshHostList
from app.engine.sources.ssh.source import SshSource


class AllSources:
    """Makes them: this computer, its containers, SSH hosts."""

    def __init__(self) -> None:
        self._hosts = SshHostList()

    def make(self, watcher: Watcher) -> Sequence[PortSource]:
        """Return the sources that there are everywhere."""
        # The one leaves out what the other shows.
        published = PublishedPorts()
        return LocalSource(watcher, published), ContainersSource(watcher, published)

    def host_names(self) -> Mapping[str, bool]:
        """Return all hosts as of now, and for each whether it was added by hand.

        Raises:
            InvalidError: the list of added hosts cannot be used.
        """
        return self._hosts.read()

    def make_host(self, watcher: Watcher, name: str, is_added: bool) -> SshSource:
        """Return the source of a host, which is not connected."""
        return SshSource(watcher, name, is_added)

    def add_host(self, watcher: Watcher, name: str) -> SshSource:
        """Keep a host from now on, and return its source.

        Raises:
            InvalidError: it is no host, or cannot be kept.
        """
        return self._hosts.add(watcher, name)

    def remove_host(self, name: str) -> None:
        """Forget a host.

        Raises:
            InvalidError: it cannot be forgotten.
        """
        self._hosts.remove(name)
