import pytest

from app.contract.values import SourceState
from app.engine.sources.all_sources import AllSources
from app.engine.sources.registry import SourceRegistry
from app.engine.sources.ssh import added_hosts
from app.engine.sources.ssh.hosts import add_host, remove_host, ssh_sources
from relay_client.errors import InvalidError
from tests.unit.relay_client.waiting import eventually


def names(watcher):
    return [(source.name, source._source.is_removable) for source in ssh_sources(watcher)]


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
    with pytest.raises(InvalidError, match="is not an SSH host"):
        add_host(watcher, "no host")
    assert added_hosts.load() == ()


# In the engine, with all other sources.


class Window:
    """Keeps what the engine tells."""

    def __init__(self):
        self.sources = ()
        self.ports = {}

    def sources_changed(self, sources):
        self.sources = sources

    def ports_changed(self, source_id, ports):
        self.ports[source_id] = ports

    def notice(self, text):
        raise AssertionError(text)

    def state(self, source_id):
        return next((each.state for each in self.sources if each.id == source_id), None)


@pytest.fixture
def window():
    return Window()


@pytest.fixture
def with_sources(run, sshd, window):
    """Run a coroutine function with all sources."""

    def with_sources(work):
        async def main():
            sources = SourceRegistry(AllSources(), window)
            await sources.start()
            try:
                await work(sources)
            finally:
                await sources.aclose()

        run(main())

    return with_sources


def test_host_is_connected_and_disconnected(with_sources, window):
    async def work(sources):
        assert window.state("ssh:gpu-box") is SourceState.OFF
        sources.connect("ssh:gpu-box")
        await eventually(lambda: window.state("ssh:gpu-box") is SourceState.READY)
        await sources.disconnect("ssh:gpu-box")
        assert window.state("ssh:gpu-box") is SourceState.OFF

    with_sources(work)


def test_added_host_lists_its_ports_at_once(with_sources, window, sshd):
    name = f"{sshd.user}@127.0.0.1:{sshd.port}"

    async def work(sources):
        sources.look(True)
        await sources.add_host(name)
        await eventually(lambda: window.ports.get(f"ssh:{name}"))
        assert added_hosts.load() == (name,)
        await sources.remove_source(f"ssh:{name}")
        assert window.state(f"ssh:{name}") is None
        assert added_hosts.load() == ()

    with_sources(work)


def test_tunnel_to_a_host_shows_at_once_that_it_is_away(with_sources, window, sshd):
    async def work(sources):
        place = sources.place(f"ssh:gpu-box:{sshd.port}")
        assert place.port_id == f"ssh:gpu-box:{sshd.port}"
        assert (place.source, place.port) == ("ssh:gpu-box", sshd.port)
        await eventually(lambda: sources.listens(place) is True)
        sshd.crash()
        await eventually(lambda: sources.listens(place) is False)
        sshd.start()
        await eventually(lambda: sources.listens(place) is True)

    with_sources(work)
