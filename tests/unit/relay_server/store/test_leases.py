import contextlib
import random
import secrets
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import func, select

from relay_link.tokens import new_code
from relay_server.store import Address, CodeRefusedError
from relay_server.store.leases import PORT_REST_SECONDS
from relay_server.store.store import Store
from relay_server.store.tables import codes, given_up_ports
from tests.made_up import examples

NOW = 1_800_000_000.0
LEASE = 24 * 3600.0
PORTS = range(20000, 20004)


def reserve(store, owner="d1", scope="web", now=NOW):
    return store.reserve(owner, scope, now=now, lease_seconds=LEASE)


def reserve_port(store, address, ports=PORTS, now=NOW, avoid=()):
    return store.reserve_port(address.label, ports, now=now, lease_seconds=LEASE, avoid=avoid)


def take_all_ports(store):
    """Give each port to an owner of its own, one second after another."""
    taken = {}
    for age, _ in enumerate(PORTS):
        address = reserve(store, f"owner{age}", now=NOW + age)
        taken[address.label] = reserve_port(store, address, now=NOW + age)
    assert sorted(taken.values()) == list(PORTS)
    return taken


def test_new_address_has_a_random_label(store):
    address = reserve(store)
    assert address == Address(address.label, "d1", "web", None, NOW, NOW)
    assert len(address.label) == 20
    assert store.addresses() == (address,)


def test_same_owner_and_scope_get_the_same_address(store):
    first = reserve(store)
    again = reserve(store, now=NOW + LEASE - 1)
    assert (again.label, again.created_at, again.seen_at) == (first.label, NOW, NOW + LEASE - 1)


def test_other_owners_and_scopes_get_other_addresses(store):
    labels = {reserve(store, owner, scope).label for owner in "ab" for scope in "xy"}
    assert len(labels) == 4


def test_address_and_port_outlive_the_relay(path):
    with contextlib.closing(Store(path)) as store:
        address = reserve(store)
        port = reserve_port(store, address)
    with contextlib.closing(Store(path)) as store:
        again = reserve(store, now=NOW + 1)
        assert (again.label, again.tcp_port) == (address.label, port)


def test_port_is_kept_for_the_lease_and_the_label_as_long_as_it_is_known(store):
    address = reserve(store)
    port = reserve_port(store, address)
    seen = NOW + LEASE - 1
    assert reserve(store, now=seen).tcp_port == port
    late = reserve(store, now=seen + LEASE)
    assert (late.label, late.tcp_port) == (address.label, None)


def test_port_stays_the_same(store):
    address = reserve(store)
    port = reserve_port(store, address)
    others = [each for each in PORTS if each != port]
    assert reserve_port(store, address, now=NOW + 5, avoid=others) == port


def test_port_outside_the_choice_is_replaced(store):
    address = reserve(store)
    port = reserve_port(store, address)
    others = [each for each in PORTS if each != port]
    assert reserve_port(store, address, others) in others


def test_port_that_another_program_has_open_is_replaced(store):
    address = reserve(store)
    tried = []
    for _ in PORTS:
        tried.append(reserve_port(store, address, avoid=tried))
    assert sorted(tried) == list(PORTS)
    assert reserve_port(store, address, avoid=tried) is None


def test_unknown_address_gets_no_port(store):
    missing = Address("nothing", "d1", "web", None, NOW, NOW)
    assert reserve_port(store, missing) is None


def test_ports_are_picked_at_random(store):
    picked = Counter()
    for number in range(80):
        address = reserve(store, f"d{number}")
        picked[reserve_port(store, address)] += 1
        store.give_up(address.label, NOW - PORT_REST_SECONDS)
    assert set(picked) == set(PORTS)


def test_port_in_use_elsewhere_is_avoided(store):
    for number in range(len(PORTS) - 1):
        assert reserve_port(store, reserve(store, f"d{number}"), avoid=[PORTS[0]]) != PORTS[0]


def test_last_resort_is_the_port_of_whoever_is_away_longest(store):
    taken = take_all_ports(store)
    oldest, second = list(taken)[:2]
    late = NOW + 100
    newcomer = reserve(store, "newcomer", now=late)
    assert reserve_port(store, newcomer, now=late) == taken[oldest]
    assert reserve(store, "owner0", now=late).tcp_port is None
    store.touch([second], late)
    another = reserve(store, "another", now=late)
    third = list(taken)[2]
    assert reserve_port(store, another, now=late) == taken[third]


def test_ports_in_use_are_never_taken_away(store):
    taken = take_all_ports(store)
    newcomer = reserve(store, "newcomer")
    assert reserve_port(store, newcomer, avoid=PORTS) is None
    assert {each.label: each.tcp_port for each in store.addresses()} == taken | {
        newcomer.label: None
    }


def test_ports_of_ended_leases_are_free_for_all(store):
    take_all_ports(store)
    later = NOW + 3 + LEASE
    found = {
        reserve_port(store, reserve(store, f"new{number}", now=later), now=later)
        for number in range(len(PORTS))
    }
    assert found == set(PORTS)


def test_free_ports_and_those_of_ended_leases_are_picked_alike(store):
    picked = Counter()
    for _ in range(40):
        holder = reserve(store, "holder")
        reserve_port(store, holder, [PORTS[0]])
        newcomer = reserve(store, "newcomer", now=NOW + LEASE)
        picked[reserve_port(store, newcomer, PORTS[:2], now=NOW + LEASE)] += 1
        for address in (holder, newcomer):
            store.give_up(address.label, NOW - PORT_REST_SECONDS)
    assert set(picked) == set(PORTS[:2])


def test_given_up_port_rests_for_a_minute(store):
    taken = take_all_ports(store)
    label, port = next(iter(taken.items()))
    store.give_up(label, NOW + 10)
    online = set(PORTS) - {port}
    newcomer = reserve(store, "newcomer")
    rested = NOW + 10 + PORT_REST_SECONDS
    assert reserve_port(store, newcomer, now=rested - 1, avoid=online) is None
    assert reserve_port(store, newcomer, now=rested, avoid=online) == port


def test_port_given_up_twice_rests_from_the_second_time_on(store):
    first = reserve(store, "a")
    port = reserve_port(store, first, [PORTS[0]])
    store.give_up(first.label, NOW)
    second = reserve(store, "b", now=NOW + 61)
    assert reserve_port(store, second, [PORTS[0]], now=NOW + 61) == port
    store.give_up(second.label, NOW + 62)
    third = reserve(store, "c", now=NOW + 63)
    assert reserve_port(store, third, [PORTS[0]], now=NOW + 121) is None
    assert reserve_port(store, third, [PORTS[0]], now=NOW + 122) == port


def test_given_up_address_is_gone_for_good(store):
    address = reserve(store)
    store.give_up(address.label, NOW)
    store.give_up(address.label, NOW)
    assert store.addresses() == ()
    assert reserve(store).label != address.label


def test_seen_tunnels_keep_their_leases(store):
    kept, lost = reserve(store, "a"), reserve(store, "b")
    store.touch([kept.label, "unknown"], NOW + LEASE)
    store.touch([], NOW + LEASE)
    store.forget_expired(NOW + LEASE, LEASE)
    assert [each.label for each in store.addresses()] == [kept.label]
    assert reserve(store, "b", now=NOW + LEASE).label != lost.label


def test_many_tunnels_can_be_seen_at_once(store):
    labels = [reserve(store, scope=str(number)).label for number in range(50)]
    store.touch(labels + [f"unknown{number}" for number in range(40_000)], NOW + 7)
    assert {each.seen_at for each in store.addresses()} == {NOW + 7}


def test_expired_codes_and_rested_ports_are_forgotten(store):
    address, code = reserve(store), new_code()
    reserve_port(store, address)
    store.give_up(address.label, NOW)
    store.add_code(code, expires_at=NOW + 60, label="")
    store.forget_expired(NOW + 59, LEASE)
    assert rows(store, given_up_ports) == rows(store, codes) == 1
    store.forget_expired(NOW + 60, LEASE)
    assert rows(store, given_up_ports) == rows(store, codes) == 0
    with pytest.raises(CodeRefusedError):
        store.redeem_code(code, device_id="d", public_key=b"", label="", now=NOW)


def rows(store, table):
    with store._transaction() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def test_racing_relays_share_no_address_and_no_port(open_store):
    stores = [open_store() for _ in range(8)]

    def work(number):
        address = reserve(stores[number], f"d{number % 4}")
        return address.label, reserve_port(stores[number], address)

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(work, range(8)))
    assert len({label for label, _ in results}) == len({port for _, port in results}) == 4


class LeasesOverTime(RuleBasedStateMachine):
    """Any history of the address table, beside a model of what each owner was promised."""

    owners = st.sampled_from(["d1", "d2", "t1"])
    scopes = st.sampled_from(["web", "ssh"])

    def __init__(self):
        super().__init__()
        # Hypothesis can run an example again only if it knows all the dice.
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(secrets, "choice", random.choice)
        self.store = Store(None)
        self.now = NOW
        self.held = {}
        self.resting = {}
        self.owner_of_label = {}

    def teardown(self):
        self.store.close()
        self.patch.undo()

    @rule(seconds=st.sampled_from([1.0, 30.0, 60.0, LEASE / 2, LEASE]))
    def wait(self, seconds):
        self.now += seconds

    @rule(owner=owners, scope=scopes)
    def reserve(self, owner, scope):
        before = self.held.get((owner, scope))
        address = reserve(self.store, owner, scope, self.now)
        if before is None:
            assert address.label not in self.owner_of_label
            self.owner_of_label[address.label] = owner
            assert (address.tcp_port, address.created_at) == (None, self.now)
        else:
            assert address.label == before.label
            assert address.created_at == before.created_at
            assert address.tcp_port == (before.tcp_port if self.is_leased(before) else None)
        assert (address.owner, address.scope, address.seen_at) == (owner, scope, self.now)
        self.held[owner, scope] = address

    @precondition(lambda self: self.held)
    @rule(data=st.data(), avoid=st.sets(st.sampled_from(PORTS)))
    def reserve_port(self, data, avoid):
        key = data.draw(st.sampled_from(sorted(self.held)))
        before = self.held[key]
        port = reserve_port(self.store, before, now=self.now, avoid=avoid)
        assert port in self.acceptable_ports(before, avoid)
        if port is not None:
            self.change(lambda held: held.tcp_port == port, tcp_port=None)
            self.held[key] = Address(**vars(self.held[key]) | {"tcp_port": port})

    def acceptable_ports(self, address, avoid):
        if address.tcp_port is not None and address.tcp_port not in avoid:
            return {address.tcp_port}
        leased = {each.tcp_port for each in self.held.values() if self.is_leased(each)}
        kept_back = avoid | {p for p, t in self.resting.items() if t > self.now - PORT_REST_SECONDS}
        if free := set(PORTS) - kept_back - leased:
            return free
        losers = [each for each in self.held.values() if each.tcp_port in set(PORTS) - kept_back]
        longest = min((each.seen_at for each in losers), default=None)
        return {each.tcp_port for each in losers if each.seen_at == longest} or {None}

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def touch(self, data):
        keys = data.draw(st.sets(st.sampled_from(sorted(self.held))))
        labels = {self.held[key].label for key in keys}
        self.store.touch(labels, self.now)
        self.change(lambda held: held.label in labels, seen_at=self.now)

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def give_up(self, data):
        gone = self.held.pop(data.draw(st.sampled_from(sorted(self.held))))
        self.store.give_up(gone.label, self.now)
        if gone.tcp_port is not None:
            self.resting[gone.tcp_port] = self.now

    @rule()
    def forget_expired(self):
        self.store.forget_expired(self.now, LEASE)
        self.held = {key: each for key, each in self.held.items() if self.is_leased(each)}

    @invariant()
    def store_holds_what_was_promised(self):
        found = {(each.owner, each.scope): each for each in self.store.addresses()}
        assert found == self.held

    @invariant()
    def no_port_and_no_label_has_two_owners(self):
        found = self.store.addresses()
        ports = [each.tcp_port for each in found if each.tcp_port is not None]
        assert len(set(ports)) == len(ports)
        assert len({each.label for each in found}) == len(found)
        assert all(self.owner_of_label[each.label] == each.owner for each in found)

    def is_leased(self, address):
        return address.seen_at > self.now - LEASE

    def change(self, chosen, **values):
        for key, each in self.held.items():
            if chosen(each):
                self.held[key] = Address(**vars(each) | values)


TestLeasesOverTime = LeasesOverTime.TestCase
TestLeasesOverTime.settings = settings(max_examples=examples(60), stateful_step_count=25)
