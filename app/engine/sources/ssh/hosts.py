"""The SSH hosts that are shown: those of the user's configuration, and those added by hand."""

from collections.abc import Sequence

from app.engine.sources.source import Watcher
from app.engine.sources.ssh import added_hosts
from app.engine.sources.ssh.source import SshSource
from relay_client.ssh import configuration


def host_names() -> dict[str, bool]:
    """Return the names of all hosts, and for each whether it was added by hand.

    Raises:
        InvalidError: the list of added hosts cannot be used.
    """
    names = dict.fromkeys(configuration.host_names(), False)
    for name in added_hosts.load():
        names.setdefault(name, True)
    return names


def ssh_sources(watcher: Watcher) -> Sequence[SshSource]:
    """Return a source for each host, none of which is connected.

    Raises:
        InvalidError: the list of added hosts cannot be used.
    """
    return [SshSource(watcher, name, is_added) for name, is_added in host_names().items()]


def add_host(watcher: Watcher, name: str) -> SshSource:
    """Keep a host and return its source, which is not connected yet.

    Raises:
        InvalidError: it is no host, or the list of added hosts cannot be used.
    """
    added_hosts.add(name)
    return SshSource(watcher, name, is_added=True)


def remove_host(name: str) -> None:
    """Forget a host that was added by hand.

    Raises:
        InvalidError: the list of added hosts cannot be used.
    """
    added_hosts.remove(name)
