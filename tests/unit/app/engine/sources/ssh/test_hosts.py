import pytest

from app.engine.sources.ssh import added_hosts
from app.engine.sources.ssh.hosts import add_host, remove_host, ssh_sources
from relay_client.errors import InvalidError


def names(watcher):
    sources = ssh_sources(watcher)
    for source in sources:
        source.start()
    return [(source.name, source._source.is_removable) for source in sources]


def test_hosts_are_those_of_the_configuration_and_those_added(home, watcher):
    (home / ".ssh/config").write_text("Host one *.example two\nHost *\nHost three\n")
    add_host(watcher, "alice@four:2222")
    add_host(watcher, "two")
    assert names(watcher) == [
        ("one", False),
        ("two", False),
        ("three", False),
        ("alice@four:2222", True),
    ]
    remove_host("alice@four:2222")
    assert len(names(watcher)) == 3


def test_computer_without_a_configuration_has_no_hosts(home, watcher):
    assert names(watcher) == []


def test_what_is_no_host_is_not_added(home, watcher):
    with pytest.raises(InvalidError):
        add_host(watcher, "no host")
    assert added_hosts.load() == ()
