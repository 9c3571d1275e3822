import pytest

from relay_server import limits
from relay_server.limits import (
    PENALTY_GRACE_SECONDS,
    PENALTY_MAX_SECONDS,
    PENALTY_SECONDS,
    Penalties,
    Undecided,
    network_of,
)

STRANGER = "203.0.113.7"
NOW = 1000.0
FAILURES_WITHIN_GRACE = int(PENALTY_GRACE_SECONDS / PENALTY_SECONDS)
BEYOND_THE_MOST = int(PENALTY_MAX_SECONDS / PENALTY_SECONDS) + 10


@pytest.fixture
def penalties():
    return Penalties()


def fail(penalties, times, address=STRANGER, now=NOW):
    for _ in range(times):
        penalties.add(address, now)


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("203.0.113.255", "203.0.113.0/24"),
        ("203.0.114.7", "203.0.114.0/24"),
        ("2001:db8:1:2ff::7", "2001:db8:1:200::/56"),
        ("2001:db8:1:300::7", "2001:db8:1:300::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("127.0.0.1", ""),
        ("127.3.2.1", ""),
        ("::1", ""),
        ("::ffff:127.0.0.1", ""),
        ("", ""),
        ("/run/porthole.sock", ""),
    ],
)
def test_addresses_are_grouped_as_their_owners_get_them(address, group):
    assert network_of(address) == group


def test_few_failures_cost_nothing(penalties):
    fail(penalties, FAILURES_WITHIN_GRACE)
    assert not penalties.refuses(STRANGER, NOW)


def test_one_more_failure_than_the_grace_is_refused(penalties):
    fail(penalties, FAILURES_WITHIN_GRACE + 1)
    assert penalties.refuses(STRANGER, NOW)


def test_penalties_add_up_and_fade(penalties):
    fail(penalties, 10)
    heard_again = NOW + 10 * PENALTY_SECONDS - PENALTY_GRACE_SECONDS
    assert penalties.refuses(STRANGER, heard_again - 0.01)
    assert not penalties.refuses(STRANGER, heard_again)


def test_slow_failures_never_add_up(penalties):
    for number in range(100):
        now = NOW + number * PENALTY_SECONDS
        penalties.add(STRANGER, now)
        assert not penalties.refuses(STRANGER, now)


def test_penalties_stop_growing_at_the_most(penalties):
    fail(penalties, BEYOND_THE_MOST)
    heard_again = NOW + PENALTY_MAX_SECONDS - PENALTY_GRACE_SECONDS
    assert penalties.refuses(STRANGER, heard_again - 0.01)
    assert not penalties.refuses(STRANGER, heard_again)


@pytest.mark.parametrize(
    ("other", "refused"),
    [("203.0.113.200", True), ("::ffff:203.0.113.9", True), ("203.0.112.7", False)],
)
def test_a_neighbour_shares_the_penalty(penalties, other, refused):
    fail(penalties, BEYOND_THE_MOST)
    assert penalties.refuses(other, NOW) is refused


def test_the_same_customer_of_ipv6_shares_the_penalty(penalties):
    fail(penalties, BEYOND_THE_MOST, "2001:db8:1:200::7")
    assert penalties.refuses("2001:db8:1:2ff:1:2:3:4", NOW)
    assert not penalties.refuses("2001:db8:1:300::7", NOW)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_loopback_is_never_refused(penalties, address):
    fail(penalties, BEYOND_THE_MOST, address)
    assert not penalties.refuses(address, NOW)


def test_a_penalty_that_is_over_is_forgotten(penalties):
    fail(penalties, BEYOND_THE_MOST)
    assert not penalties.refuses(STRANGER, NOW + PENALTY_MAX_SECONDS)
    # What is remembered would count on from its end, which is later than this.
    fail(penalties, FAILURES_WITHIN_GRACE)
    assert not penalties.refuses(STRANGER, NOW)


@pytest.fixture
def full(penalties, monkeypatch):
    """Penalties of three groups, and no room for more."""
    monkeypatch.setattr(limits, "MAX_TRACKED", 3)
    for group, failures in enumerate((20, 4, 10)):
        fail(penalties, failures, f"10.0.{group}.1")
    return penalties


def refused_groups(penalties, now=NOW):
    return [group for group in range(5) if penalties.refuses(f"10.0.{group}.1", now)]


def test_memory_is_bounded_and_the_worst_stay_in_it(full):
    for _ in range(100):
        fail(full, 1, "10.0.3.1")
    assert refused_groups(full) == [0, 1, 2]


def test_a_penalty_that_is_over_makes_room(full):
    later = NOW + 4 * PENALTY_SECONDS
    fail(full, 4, "10.0.3.1", later)
    assert refused_groups(full, later) == [0, 2, 3]


def test_so_many_may_be_undecided_and_no_more():
    undecided = Undecided(per_group=2, in_all=100)
    assert [undecided.enter(STRANGER) for _ in range(4)] == [True, True, False, False]
    assert undecided.enter("198.51.100.1")


def test_neighbours_are_counted_together():
    undecided = Undecided(per_group=2, in_all=100)
    assert [undecided.enter(f"203.0.113.{host}") for host in range(3)] == [True, True, False]


def test_who_leaves_makes_room():
    undecided = Undecided(per_group=1, in_all=100)
    assert undecided.enter(STRANGER)
    assert not undecided.enter(STRANGER)
    undecided.leave("203.0.113.99")
    assert undecided.enter(STRANGER)
    assert not undecided.enter(STRANGER)


def test_all_together_are_limited_too():
    undecided = Undecided(per_group=100, in_all=3)
    answers = [undecided.enter(f"10.0.{group}.1") for group in range(4)]
    assert answers == [True, True, True, False]
    undecided.leave("10.0.1.1")
    assert undecided.enter("10.0.9.1")
    assert not undecided.enter("10.0.10.1")


def test_who_was_not_let_in_is_not_counted():
    undecided = Undecided(per_group=1, in_all=2)
    assert undecided.enter(STRANGER)
    for _ in range(5):
        assert not undecided.enter(STRANGER)
    assert undecided.enter("198.51.100.1")


def test_loopback_counts_among_all_but_has_no_limit_of_its_own():
    undecided = Undecided(per_group=1, in_all=4)
    assert all(undecided.enter("127.0.0.1") for _ in range(4))
    assert not undecided.enter("::1")
    assert not undecided.enter(STRANGER)
    undecided.leave("::1")
    assert undecided.enter(STRANGER)
