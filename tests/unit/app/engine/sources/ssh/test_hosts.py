import pytest

from app.contract.values import SourceState
from app.engine.sources.all_sources import AllSources
from app.engine.sources.registry import SourceRegistry
from app.engine.sources.ssh import added_hosts
from app.engine.sources.ssh.hosts import SshHostList
from relay_client.errors import InvalidError
from tests.sshd import make_key
from tests.unit.relay_client.waiting import eventually


@pytest.fixture
def hosts():
    return SshHostList()


def test_hosts_are_those_of_the_configuration_and_those_added(home, watcher, hosts):
    (home / ".ssh/config").write_text("Host one *.example two\nHost *\nHost three\n")
    added = hosts.add(watcher, "alice@four:2222")
    assert added._source.is_removable
    hosts.add(watcher, "two")
    expected = {"one": False, "two": False, "three": False, "alice@four:2222": True}
    assert hosts.read() == expected
    assert list(hosts.read()) == list(expected)
    hosts.remove("alice@four:2222")
    assert len(hosts.read()) == 3


def test_changes_of_the_configuration_are_noticed(home, hosts):
    assert hosts.read() == {}
    (home / ".ssh/config").write_text("Host one\n")
    assert hosts.read() == {"one": False}


def test_what_is_no_host_is_not_added(home, watcher, hosts):
    with pytest.raises(InvalidError, match="is not an SSH host"):
        hosts.add(watcher, "no host")
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


def test_host_is_there_while_the_configuration_names_it(with_sources, window, home, sshd):
    file = home / ".ssh/config"
    before = file.read_text()

    async def work(sources):
        sources.look(True)
        file.write_text(f"{before}Include more\n")
        (home / ".ssh/more").write_text("Host nas\n HostName 192.0.2.1\n")
        sources.scan()
        await eventually(lambda: window.state("ssh:nas") is SourceState.OFF)
        sources.connect("ssh:gpu-box")
        await eventually(lambda: window.state("ssh:gpu-box") is SourceState.READY)
        file.unlink()
        sources.scan()
        await eventually(lambda: window.state("ssh:nas") is None)
        # It is in use, until the user disconnects it.
        assert window.state("ssh:gpu-box") is SourceState.READY
        await sources.disconnect("ssh:gpu-box")
        sources.scan()
        await eventually(lambda: window.state("ssh:gpu-box") is None)

    with_sources(work)


def test_changed_settings_and_known_keys_count_at_the_next_attempt(
    with_sources, window, home, sshd
):
    known = home / ".ssh/known_hosts"
    right = known.read_text()
    other = make_key(home / "other")
    known.write_text(f"[127.0.0.1]:{sshd.port} {other.with_suffix('.pub').read_text()}")

    async def work(sources):
        sources.connect("ssh:gpu-box")
        await eventually(lambda: window.state("ssh:gpu-box") is SourceState.REFUSED)
        known.write_text(right)
        sources.connect("ssh:gpu-box")
        await eventually(lambda: window.state("ssh:gpu-box") is SourceState.READY)
        await sources.disconnect("ssh:gpu-box")
        config = home / ".ssh/config"
        config.write_text(config.read_text().replace(str(sshd.port), "1"))
        sources.connect("ssh:gpu-box")
        await eventually(lambda: window.state("ssh:gpu-box") is SourceState.UNREACHABLE)
        config.write_text(config.read_text().replace("Port 1", f"Port {sshd.port}"))
        sources.scan()
        await eventually(lambda: window.state("ssh:gpu-box") is SourceState.READY)

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
