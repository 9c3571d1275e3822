import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_link import tally as tally_module
from relay_link.tally import Tally


class Socket:
    """A socket that knows what has not arrived."""

    def __init__(self):
        self.unacknowledged = 0
        self.is_closed = False

    def fileno(self):
        return -1 if self.is_closed else 9


@pytest.fixture(autouse=True)
def told_by_the_socket(monkeypatch):
    monkeypatch.setattr(
        tally_module,
        "unacknowledged_bytes",
        lambda sock: 0 if sock.is_closed else sock.unacknowledged,
    )


def test_what_waits_has_not_been_taken():
    assert Tally().taken(100, 0, 0) == 100
    assert Tally().taken(100, 30, 12) == 88


def test_connection_that_tells_no_more_has_taken_nothing_of_the_chunk_that_waited():
    assert Tally().taken(100, 30, 0) == 70


def test_piece_of_tls_that_was_sent_in_part_has_not_been_taken():
    tally = Tally(None, record_bytes=16)
    assert tally.taken(100, 30, 40) == 70
    assert tally.taken(100, 30, 10) == 74
    assert tally.taken(100, 0, 0) == 100


def test_count_of_taken_bytes_does_not_fall_when_the_connection_breaks():
    tally = Tally()
    assert tally.taken(100, 30, 1) == 99
    assert tally.taken(100, 30, 0) == 99


def test_what_is_under_way_has_not_been_delivered():
    sock = Socket()
    tally = Tally(sock)
    sock.unacknowledged = 40
    assert tally.delivered(100, 0) == 60
    sock.unacknowledged = 0
    assert tally.delivered(100, 0) == 100


def test_piece_of_tls_that_is_under_way_in_part_has_not_been_delivered():
    sock = Socket()
    tally = Tally(sock, record_bytes=16)
    sock.unacknowledged = 1
    assert tally.delivered(100, 0) == 83
    sock.unacknowledged = 0
    assert tally.delivered(100, 0) == 100


def test_orderly_closed_connection_delivers_all_that_it_has_taken():
    sock = Socket()
    tally = Tally(sock)
    sock.unacknowledged = 40
    tally.delivered(100, 0)
    sock.is_closed = True
    assert tally.delivered(100, 0) == 100


def test_cut_connection_delivers_no_more():
    sock = Socket()
    tally = Tally(sock)
    sock.unacknowledged = 40
    tally.cut_off(100, 0)
    sock.is_closed = True
    assert tally.delivered(100, 0) == 60


def test_connection_that_broke_while_it_was_behind_has_delivered_what_was_known():
    sock = Socket()
    tally = Tally(sock)
    sock.unacknowledged = 40
    tally.delivered(100, 0)
    sock.is_closed = True
    assert tally.delivered(200, 1) == 60


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))))
def test_counts_never_fall_and_never_say_too_much(steps):
    sock = Socket()
    tally = Tally(sock)
    written, last = 0, (0, 0)
    for size, unsent, unacknowledged in steps:
        written += size
        behind = min(unsent, size)
        sock.unacknowledged = min(unacknowledged, written - behind)
        taken = tally.taken(written, behind, min(unsent, behind))
        delivered = tally.delivered(taken, behind)
        assert last[0] <= taken <= written
        assert last[1] <= delivered <= taken
        last = taken, delivered
