import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_server import limits
from relay_server.limits import (
    PENALTY_GRACE_SECONDS,
    PENALTY_MAX_SECONDS,
    PENALTY_SECONDS,
    Penalties,
    Undecided,
    network_of,
)

NOW = 1000.0
ADA = "203.0.113.7"
FREE_FAILURES = int(PENALTY_GRACE_SECONDS / PENALTY_SECONDS)


@pytest.fixture
def penalties():
    return Penalties()


def fail(penalties, address, times, now=NOW):
    for _ in range(times):
        penalties.add(address, now)


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2ff::5", "2001:db8:1:200::/56"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/56"),
        ("127.0.0.1", ""),
        ("127.77.0.1", ""),
        ("::1", ""),
        ("::ffff:127.0.0.1", ""),
        ("not an address", ""),
    ],
)
def test_addresses_are_grouped_as_their_owners_get_them(address, group):
    assert network_of(address) == group


@given(st.ip_addresses())
def test_address_is_in_its_own_group(address):
    group = network_of(str(address))
    if group:
        inside = getattr(address, "ipv4_mapped", None) or address
        assert inside in ipaddress.ip_network(group)


def test_a_few_failures_cost_nothing(penalties):
    fail(penalties, ADA, FREE_FAILURES)
    assert not penalties.refuses(ADA, NOW)


def test_more_failures_cost_time(penalties):
    fail(penalties, ADA, FREE_FAILURES + 1)
    assert penalties.refuses(ADA, NOW)
    assert penalties.refuses(ADA, NOW + PENALTY_SECONDS - 0.1)
    assert not penalties.refuses(ADA, NOW + PENALTY_SECONDS)


def test_penalty_has_a_limit(penalties):
    fail(penalties, ADA, 10_000)
    assert penalties.refuses(ADA, NOW + PENALTY_MAX_SECONDS - PENALTY_GRACE_SECONDS - 0.1)
    assert not penalties.refuses(ADA, NOW + PENALTY_MAX_SECONDS - PENALTY_GRACE_SECONDS)


def test_old_failures_are_forgiven(penalties):
    fail(penalties, ADA, FREE_FAILURES)
    later = NOW + FREE_FAILURES * PENALTY_SECONDS
    fail(penalties, ADA, FREE_FAILURES, later)
    assert not penalties.refuses(ADA, later)


def test_neighbours_share_a_penalty_and_strangers_do_not(penalties):
    fail(penalties, ADA, FREE_FAILURES + 1)
    assert penalties.refuses("203.0.113.200", NOW)
    assert not penalties.refuses("203.0.114.7", NOW)


def test_loopback_is_exempt(penalties):
    fail(penalties, "127.0.0.1", 1000)
    assert not penalties.refuses("127.0.0.1", NOW)


def test_only_so_many_groups_are_remembered(penalties, monkeypatch):
    monkeypatch.setattr(limits, "MAX_TRACKED", 3)
    fail(penalties, ADA, FREE_FAILURES + 2)
    for number in range(10):
        penalties.add(f"198.51.{number}.1", NOW)
    assert len(penalties._until) == 3
    # Who has failed most is not the one that is forgotten.
    assert penalties.refuses(ADA, NOW)


def test_what_is_over_is_forgotten_when_it_is_asked_for(penalties):
    fail(penalties, ADA, 1)
    assert not penalties.refuses(ADA, NOW + PENALTY_SECONDS)
    assert penalties._until == {}


def test_connections_of_one_group_have_a_limit():
    undecided = Undecided(per_group=2, in_all=100)
    assert undecided.enter(ADA)
    assert undecided.enter("203.0.113.8")
    assert not undecided.enter("203.0.113.9")
    assert undecided.enter("203.0.114.9")
    undecided.leave(ADA)
    assert undecided.enter("203.0.113.9")


def test_connections_have_a_limit_in_all_that_holds_for_loopback_too():
    undecided = Undecided(per_group=1, in_all=3)
    assert [undecided.enter("127.0.0.1") for _ in range(4)] == [True, True, True, False]
    assert not undecided.enter(ADA)
    undecided.leave("127.0.0.1")
    assert undecided.enter(ADA)


def test_nothing_is_kept_of_connections_that_have_left():
    undecided = Undecided(per_group=5, in_all=5)
    for address in (ADA, ADA, "127.0.0.1"):
        undecided.enter(address)
    for address in (ADA, ADA, "127.0.0.1"):
        undecided.leave(address)
    assert not undecided._counts
    assert [undecided.enter(ADA) for _ in range(6)] == [True] * 5 + [False]
