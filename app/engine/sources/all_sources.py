"""The places with ports that the engine looks at, in the order they are shown."""

from collections.abc import Sequence

from app.engine.sources.containers.source import ContainersSource
from app.engine.sources.local import LocalSource
from app.engine.sources.published import PublishedPorts
from app.engine.sources.source import PortSource, Watcher
from app.engine.sources.ssh import hosts
from app.engine.sources.ssh.source import SshSource
from relay_client.errors import InvalidError


class AllSources:
    """Makes them: this computer, its containers, SSH hosts."""

    def make(self, watcher: Watcher) -> tuple[Sequence[PortSource], Sequence[str]]:
        """Return all sources there are, and a sentence for each problem met."""
        # The one leaves out what the other shows.
        published = PublishedPorts()
        here = (LocalSource(watcher, published), ContainersSource(watcher, published))
        try:
            return (*here, *hosts.ssh_sources(watcher)), ()
        except InvalidError as error:
            return here, (str(error),)

    def add_host(self, watcher: Watcher, name: str) -> SshSource:
        """Keep a host from now on, and return its source.

        Raises:
            InvalidError: it is no host, or cannot be kept.
        """
        return hosts.add_host(watcher, name)

    def remove_host(self, name: str) -> None:
        """Forget a host.

        Raises:
            InvalidError: it cannot be forgotten.
        """
        hosts.remove_host(name)
