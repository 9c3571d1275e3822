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


def made(run):
    async def work():
        sources, problems = AllSources().make(Watcher())
        return [each.id for each in sources], problems

    return run(work())


def test_this_computer_comes_first_then_containers_then_hosts(run, home):
    AllSources().add_host(Watcher(), "me@192.0.2.2:2222")
    assert made(run) == (
        ["local", "containers", "ssh:gpu-box", "ssh:me@192.0.2.2:2222"],
        (),
    )
    AllSources().remove_host("me@192.0.2.2:2222")
    assert made(run)[0] == ["local", "containers", "ssh:gpu-box"]


def test_damaged_list_of_hosts_leaves_the_others(run, home):
    added_hosts.path().parent.mkdir(parents=True)
    added_hosts.path().write_text("{broken")
    ids, problems = made(run)
    assert ids == ["local", "containers"]
    assert "is damaged" in problems[0]


def test_what_is_no_host_is_not_kept(home):
    with pytest.raises(InvalidError):
        AllSources().add_host(Watcher(), "no host")
    assert not added_hosts.path().exists()
