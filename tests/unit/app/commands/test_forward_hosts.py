import pytest

from app.commands.forward_hosts import HostAway, HostBack, HostWatch, ssh_host_of
from relay_client.ssh.values import HostState, HostStatus

LOST = "The connection to gpu-box was lost."
REFUSES = "gpu-box refuses connections. Does its SSH server run?"
CHANGED = "The key of gpu-box has changed."
READY = HostStatus(HostState.READY, 1000.0)


@pytest.fixture
def told():
    return []


@pytest.fixture
def watch(told):
    return HostWatch(told.append, clock=lambda: 1062.5)


def away(since, reason):
    return HostStatus(HostState.UNREACHABLE, since, reason)


def test_host_that_goes_away_and_comes_back_is_told_of_once_each(watch, told):
    watch.status("gpu-box", READY)
    watch.status("gpu-box", away(1020.0, LOST))
    watch.status("gpu-box", away(1020.0, REFUSES))
    watch.status("gpu-box", READY)
    assert told == [HostAway("gpu-box", 1020.0, LOST), HostBack("gpu-box", 1020.0, 42.5)]


def test_host_that_asks_before_it_is_back_was_away_all_the_time(watch, told):
    watch.status("gpu-box", READY)
    watch.status("gpu-box", away(1020.0, LOST))
    watch.status("gpu-box", HostStatus(HostState.ASKING, 1030.0))
    watch.status("gpu-box", HostStatus(HostState.CONNECTING, 1040.0))
    watch.status("gpu-box", away(1050.0, REFUSES))
    watch.status("gpu-box", READY)
    assert told == [HostAway("gpu-box", 1020.0, LOST), HostBack("gpu-box", 1020.0, 42.5)]


def test_host_that_does_not_let_us_in_any_more_is_away_for_good(watch, told):
    watch.status("gpu-box", READY)
    watch.status("gpu-box", away(1020.0, LOST))
    watch.status("gpu-box", HostStatus(HostState.REFUSED, 1030.0, CHANGED))
    assert told[1:] == [HostAway("gpu-box", 1020.0, CHANGED, is_final=True)]


def test_nothing_is_told_of_a_host_that_was_never_there(watch, told):
    watch.status("gpu-box", HostStatus(HostState.CONNECTING, 1.0))
    watch.status("gpu-box", away(2.0, REFUSES))
    watch.status("gpu-box", HostStatus(HostState.REFUSED, 3.0, CHANGED))
    assert told == []


def test_hosts_are_told_apart(watch, told):
    watch.status("a", READY)
    watch.status("b", READY)
    watch.status("a", away(1020.0, LOST))
    watch.status("b", READY)
    assert told == [HostAway("a", 1020.0, LOST)]


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("ssh:gpu-box:8888", "gpu-box"),
        ("ssh:me@192.0.2.1:22:80", "me@192.0.2.1:22"),
        ("docker:ssh:80", ""),
        ("127.0.0.1:8000", ""),
    ],
)
def test_target_tells_its_ssh_host(target, host):
    assert ssh_host_of(target) == host
