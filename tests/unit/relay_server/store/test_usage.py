from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from relay_server.store import Usage, UsageBatch
from relay_server.store.store import Store

BATCH = UsageBatch("r5.example.com", "boot", 1, "device:d1", "label1", 10, 20, 3, 1000.0, 1005.0)


def test_batches_of_an_address_are_added_up(store):
    later = replace(BATCH, sequence=2, in_bytes=1, out_bytes=2, connections=0, ended_at=1010.0)
    store.add_usage([BATCH, later])
    assert store.usage() == (Usage("device:d1", "label1", 11, 22, 3, 1000.0, 1010.0),)


def test_addresses_are_told_apart(store):
    store.add_usage([BATCH, replace(BATCH, sequence=2, label="label2")])
    store.add_usage([replace(BATCH, sequence=3, owner="token:t1")])
    assert [(each.owner, each.label) for each in store.usage()] == [
        ("device:d1", "label1"),
        ("device:d1", "label2"),
        ("token:t1", "label1"),
    ]


def test_batch_that_is_written_again_counts_once(store):
    for _ in range(3):
        store.add_usage([BATCH])
    store.add_usage([BATCH, replace(BATCH, in_bytes=99)])
    [usage] = store.usage()
    assert (usage.in_bytes, usage.out_bytes, usage.connections) == (10, 20, 3)


def test_same_number_of_another_run_or_relay_is_another_batch(store):
    store.add_usage([BATCH, replace(BATCH, boot="next"), replace(BATCH, relay="r6.example.com")])
    assert store.usage()[0].in_bytes == 30


def test_only_what_ended_later_is_shown_if_asked_so(store):
    store.add_usage([BATCH, replace(BATCH, sequence=2, ended_at=2000.0)])
    assert store.usage(since=1005.0)[0].in_bytes == 10
    assert store.usage(since=2000.0) == ()


def test_old_batches_are_forgotten(store):
    store.add_usage([BATCH, replace(BATCH, sequence=2, in_bytes=7, ended_at=2000.0)])
    store.forget_usage(before=2000.0)
    assert store.usage()[0].in_bytes == 7


def test_large_counts_are_kept(store):
    store.add_usage([replace(BATCH, in_bytes=2**62)])
    assert store.usage()[0].in_bytes == 2**62


def test_nothing_to_write_is_no_error(store):
    store.add_usage([])
    assert store.usage() == ()


def test_ledger_outlives_the_relay(path):
    store = Store(path)
    store.add_usage([BATCH])
    store.close()
    store = Store(path)
    assert store.usage()[0].in_bytes == 10
    store.close()


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 8), st.integers(0, 1 << 40)), max_size=5), max_size=10
    )
)
def test_any_replay_of_batches_gives_the_same_sum(writes):
    """The first one with its number is the one that counts, however they are repeated."""
    store = Store(None)
    first = {}
    for write in writes:
        store.add_usage([replace(BATCH, sequence=n, in_bytes=size) for n, size in write])
        for number, size in write:
            first.setdefault(number, size)
    assert sum(each.in_bytes for each in store.usage()) == sum(first.values())
    store.close()
