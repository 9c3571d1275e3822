import pytest

from app.engine.sources.ssh import added_hosts
from relay_client.errors import InvalidError


def test_there_are_none_at_first():
    assert added_hosts.load() == ()


def test_added_hosts_are_kept_in_their_order_once_each():
    for host in ("b", "alice@a:2222", "b"):
        added_hosts.add(host)
    assert added_hosts.load() == ("b", "alice@a:2222")
    added_hosts.remove("b")
    assert added_hosts.load() == ("alice@a:2222",)
    added_hosts.remove("never added")


def test_only_this_user_may_read_the_list():
    added_hosts.add("a")
    assert added_hosts.path().stat().st_mode & 0o777 == 0o600


def test_what_is_no_host_is_not_added():
    with pytest.raises(InvalidError, match="is not an SSH host"):
        added_hosts.add("no host")
    assert not added_hosts.path().exists()


def test_there_are_not_too_many(monkeypatch):
    monkeypatch.setattr(added_hosts, "MAX_HOSTS", 1)
    added_hosts.add("a")
    with pytest.raises(InvalidError, match="There are 1 SSH hosts already"):
        added_hosts.add("b")
    assert added_hosts.load() == ("a",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "is damaged"),
        ('{"version": 1}', "is damaged"),
        ('{"version": 1, "hosts": ["\udcff"]}', "is damaged"),
        ("[" * 100_000, "is damaged"),
        ('{"version": 2, "hosts": []}', "was written by a newer Porthole"),
    ],
)
def test_damaged_list_is_left_as_it_is(text, problem):
    data = text.encode("utf-8", "surrogateescape")
    added_hosts.path().parent.mkdir(parents=True)
    added_hosts.path().write_bytes(data)
    with pytest.raises(InvalidError, match=problem):
        added_hosts.add("a")
    assert added_hosts.path().read_bytes() == data


def test_list_that_cannot_be_read_is_told():
    added_hosts.path().mkdir(parents=True)
    with pytest.raises(InvalidError, match="cannot be read"):
        added_hosts.load()
