import pytest

from app.engine.sources.all_sources import AllSources
from app.engine.sources.ssh import added_hosts
from relay_client.errors import InvalidError


class Watcher:
    """Nobody."""

    def __getattr__(self, name):
        return lambda *words: None


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A user with a host in the configuration of SSH."""
    folder = tmp_path / ".ssh"
    folder.mkdir()
    (folder / "config").write_text("Host gpu-box\n  HostName 192.0.2.1\n")
    monkeypatch.setenv("HOME", str(tmp_path))


def test_this_computer_comes_first_then_containers(run):
    async def work():
        assert [each.id for each in AllSources().make(Watcher())] == ["local", "containers"]

    run(work())


def test_hosts_are_those_configured_then_those_added(home):
    sources = AllSources()
    sources.add_host(Watcher(), "me@192.0.2.2:2222")
    assert sources.host_names() == {"gpu-box": False, "me@192.0.2.2:2222": True}
    source = sources.make_host(Watcher(), "gpu-box", False)
    assert source.id == "ssh:gpu-box"
    sources.remove_host("me@192.0.2.2:2222")
    assert sources.host_names() == {"gpu-box": False}


def test_damaged_list_of_hosts_is_told(home):
    added_hosts.path().parent.mkdir(parents=True)
    added_hosts.path().write_text("{broken")
    with pytest.raises(InvalidError, match="is damaged"):
        AllSources().host_names()


def test_what_is_no_host_is_not_kept(home):
    with pytest.raises(InvalidError):
        AllSources().add_host(Watcher(), "no host")
    assert not added_hosts.path().exists()
