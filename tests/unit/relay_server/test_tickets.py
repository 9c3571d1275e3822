from concurrent.futures import ThreadPoolExecutor

import pytest

from relay_link.messages import TICKET_BYTES
from relay_server.tickets import TicketBook

NOW = 1000.0
LIFETIME = 10.0


class Book(TicketBook):
    """A book of tickets that keeps what has run out."""

    def __init__(self):
        super().__init__(LIFETIME, lambda holder, count: self.expired.append((holder, count)))
        self.expired = []


@pytest.fixture
def book():
    return Book()


def test_ticket_is_good_for_its_holder(book):
    [mine], [yours] = book.issue("me", 1, NOW), book.issue("you", 1, NOW)
    assert book.redeem(yours, NOW + 1) == "you"
    assert book.redeem(mine, NOW + 1) == "me"


def test_tickets_are_long_and_all_different(book):
    tickets = book.issue("me", 100, NOW)
    assert len(set(tickets)) == 100
    assert {len(each) for each in tickets} == {TICKET_BYTES}


def test_ticket_is_good_once(book):
    [ticket] = book.issue("me", 1, NOW)
    book.redeem(ticket, NOW)
    assert book.redeem(ticket, NOW) is None


@pytest.mark.parametrize("guess", [b"", bytes(TICKET_BYTES), b"x" * 4096])
def test_guess_is_worth_nothing(book, guess):
    book.issue("me", 10, NOW)
    assert book.redeem(guess, NOW) is None


def test_part_of_a_ticket_is_worth_nothing(book):
    [ticket] = book.issue("me", 1, NOW)
    assert book.redeem(ticket[:-1], NOW) is None
    assert book.redeem(ticket + b"\0", NOW) is None
    assert book.redeem(ticket, NOW) == "me"


def test_only_one_of_many_racers_gets_in(book):
    [ticket] = book.issue("me", 1, NOW)
    with ThreadPoolExecutor(50) as racers:
        results = list(racers.map(lambda _: book.redeem(ticket, NOW), range(50)))
    assert results.count("me") == 1


def test_ticket_is_good_to_the_end_of_its_time_only(book):
    first, second = book.issue("me", 2, NOW)
    assert book.redeem(first, NOW + LIFETIME) == "me"
    assert book.redeem(second, NOW + LIFETIME + 0.1) is None


def test_holder_is_told_how_many_ran_out(book):
    book.issue("me", 3, NOW)
    book.issue("you", 1, NOW)
    [last] = book.issue("me", 1, NOW + 5)
    book.sweep(NOW + LIFETIME + 1)
    assert book.expired == [("me", 3), ("you", 1)]
    assert book.redeem(last, NOW + LIFETIME + 1) == "me"


def test_holder_is_told_of_what_ran_out_whoever_notices_and_once(book):
    [ticket] = book.issue("me", 1, NOW)
    book.redeem(ticket, NOW + LIFETIME + 0.1)
    book.sweep(NOW + LIFETIME + 0.2)
    assert book.expired == [("me", 1)]


def test_used_tickets_do_not_run_out(book):
    [ticket] = book.issue("me", 1, NOW)
    book.redeem(ticket, NOW)
    book.sweep(NOW + LIFETIME + 1)
    assert book.expired == []


def test_holder_may_ask_for_more_when_told(book):
    fresh = []
    book = TicketBook(
        LIFETIME, lambda holder, count: fresh.extend(book.issue(holder, count, NOW + 20))
    )
    book.issue("me", 2, NOW)
    book.sweep(NOW + 20)
    assert [book.redeem(each, NOW + 20) for each in fresh] == ["me", "me"]


def test_book_does_not_keep_the_tickets_themselves(book):
    tickets = book.issue("me", 5, NOW)
    assert not set(book._entries) & set(tickets)
