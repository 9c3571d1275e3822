from hypothesis import given
from hypothesis import strategies as st

from relay_server.ledger import Delivered, Ledger

NOW = 1_800_000_000.0


class Counted:
    """An exchange that has delivered something."""

    def __init__(self, in_bytes=0, out_bytes=0):
        self.in_bytes = in_bytes
        self.out_bytes = out_bytes


def visit(meter, in_bytes=0, out_bytes=0):
    exchange = Counted(in_bytes, out_bytes)
    meter.add(exchange)
    return exchange


def booked(ledger, now=NOW):
    """Let the store write; return what it got."""
    batches = ledger.batches(now)
    ledger.confirm(batches)
    return [(each.label, each.in_bytes, each.out_bytes, each.connections) for each in batches]


def test_batch_says_who_delivered_what_and_when():
    ledger = Ledger("r5.example.com", NOW)
    visit(ledger.open("device:d1", "label1"), 3, 4)
    [batch] = ledger.batches(NOW + 5)
    assert (batch.relay, batch.sequence) == ("r5.example.com", 1)
    assert (batch.owner, batch.label) == ("device:d1", "label1")
    assert (batch.in_bytes, batch.out_bytes, batch.connections) == (3, 4, 1)
    assert (batch.began_at, batch.ended_at) == (NOW, NOW + 5)


def test_next_batch_has_what_is_new():
    ledger = Ledger("r5.example.com", NOW)
    meter = ledger.open("device:d1", "label1")
    exchange = visit(meter, 3, 4)
    booked(ledger, NOW + 5)
    exchange.in_bytes = 10
    visit(meter, 0, 1)
    [batch] = ledger.batches(NOW + 10)
    assert (batch.sequence, batch.in_bytes, batch.out_bytes, batch.connections) == (2, 7, 1, 1)
    assert (batch.began_at, batch.ended_at) == (NOW + 5, NOW + 10)


def test_silence_makes_no_batch():
    ledger = Ledger("r5.example.com", NOW)
    visit(ledger.open("device:d1", "label1"), 3, 4)
    assert len(booked(ledger)) == 1
    assert booked(ledger) == []


def test_batch_is_offered_until_it_is_confirmed_and_nothing_else_meanwhile():
    ledger = Ledger("r5.example.com", NOW)
    meter = ledger.open("device:d1", "label1")
    visit(meter, 3)
    offered = ledger.batches(NOW + 5)
    assert ledger.is_waiting
    visit(meter, 4)
    assert ledger.batches(NOW + 10) is offered
    ledger.confirm(offered)
    assert not ledger.is_waiting
    assert [each.in_bytes for each in ledger.batches(NOW + 15)] == [4]


def test_each_run_of_a_relay_has_a_name_of_its_own():
    runs = set()
    for _ in range(2):
        ledger = Ledger("r5.example.com", NOW)
        visit(ledger.open("device:d1", "label1"))
        runs.add(ledger.batches(NOW)[0].boot)
    assert len(runs) == 2


def test_addresses_are_booked_each_by_itself():
    ledger = Ledger("r5.example.com", NOW)
    visit(ledger.open("device:d1", "label1"), 1)
    visit(ledger.open("device:d1", "label2"), 2)
    assert booked(ledger) == [("label1", 1, 0, 1), ("label2", 2, 0, 1)]


def test_tunnel_that_follows_on_the_same_address_counts_on():
    ledger = Ledger("r5.example.com", NOW)
    first = ledger.open("device:d1", "label1")
    visit(first, 1)
    second = ledger.open("device:d1", "label1")
    ledger.close("device:d1", "label1")
    visit(second, 2)
    assert booked(ledger) == [("label1", 3, 0, 2)]
    booked(ledger)
    visit(second, 4)
    assert booked(ledger) == [("label1", 4, 0, 1)]


def test_last_bytes_of_a_closed_tunnel_are_booked_and_then_it_is_forgotten():
    ledger = Ledger("r5.example.com", NOW)
    meter = ledger.open("device:d1", "label1")
    exchange = visit(meter, 1, 1)
    ledger.close("device:d1", "label1")
    assert booked(ledger) == [("label1", 1, 1, 1)]
    assert booked(ledger) == []
    exchange.out_bytes += 1  # the client's word came later
    meter.settle(exchange)
    assert booked(ledger) == [("label1", 0, 1, 0)]
    assert booked(ledger) == []
    assert ledger._accounts == {}
    assert ledger.total == Delivered(1, 2, 1)


class Play:
    """Opens and closes tunnels, serves visitors, and writes to a store that may fail."""

    def __init__(self):
        self.ledger = Ledger("r5.example.com", NOW)
        self.written = {}
        self.delivered = (0, 0, 0)
        self._meters = {}
        self._running = {}

    def open(self, number):
        if number not in self._meters:
            self._meters[number] = self.ledger.open("d1", f"label{number}")
            self._running[number] = []

    def close(self, number):
        if number in self._meters:
            meter = self._meters.pop(number)
            for exchange in self._running.pop(number):
                meter.settle(exchange)
            self.ledger.close("d1", f"label{number}")

    def visit(self, number, in_bytes, out_bytes):
        if number in self._meters:
            self._running[number].append(visit(self._meters[number], in_bytes, out_bytes))
            self._add(in_bytes, out_bytes, 1)

    def go_on(self, number, in_bytes, out_bytes):
        for exchange in self._running.get(number, []):
            exchange.in_bytes += in_bytes
            exchange.out_bytes += out_bytes
            self._add(in_bytes, out_bytes, 0)

    def settle(self, number):
        if self._running.get(number):
            self._meters[number].settle(self._running[number].pop())

    def book(self):
        self.ledger.confirm(self._write())

    def book_without_an_answer(self):
        self._write()

    def _write(self):
        batches = self.ledger.batches(NOW)
        for each in batches:
            self.written.setdefault(each.sequence, each)
        return batches

    def _add(self, *new):
        self.delivered = tuple(map(sum, zip(self.delivered, new, strict=True)))


numbers = st.integers(0, 2)
sizes = st.integers(0, 99)
steps = st.one_of(
    st.tuples(st.sampled_from(["open", "close", "settle"]), numbers),
    st.tuples(st.sampled_from(["visit", "go_on"]), numbers, sizes, sizes),
    st.tuples(st.sampled_from(["book", "book_without_an_answer"])),
)


@given(st.lists(steps, max_size=60))
def test_every_byte_is_booked_once_whatever_happens_in_between(steps):
    play = Play()
    for name, *arguments in steps:
        getattr(play, name)(*arguments)
    for _ in range(2):
        play.book()
    rows = [(each.in_bytes, each.out_bytes, each.connections) for each in play.written.values()]
    assert tuple(map(sum, zip((0, 0, 0), *rows, strict=True))) == play.delivered
    assert play.ledger.total == Delivered(*play.delivered)
