import os
import time
from decimal import Decimal
from pathlib import Path

import pytest

import resources
from app.engine.cost.books import CostBooks, UnknownCardError
from app.engine.cost.keeper import Exposed
from app.engine.cost.preferences import load_preferences
from app.engine.cost.usage import Usage
from app.engine.history.database import open_database
from app.engine.history.usage import UsageHistory

SHIPPED = Path(resources.__file__).parent / "rate_cards"
NOON = Decimal(1_794_000_000)
"""In November 2026."""


@pytest.fixture
def connection(tmp_path):
    connection, _ = open_database(tmp_path / "history.sqlite")
    yield connection
    connection.close()


@pytest.fixture
def open_books(connection, tmp_path):
    def open_books():
        return CostBooks(connection, tmp_path / "costs.json", (SHIPPED, tmp_path / "cards"))

    return open_books


def chosen(told):
    return [card.id for card in told.cards if card.is_chosen]


def test_published_prices_are_chosen_at_first(open_books):
    told = open_books().cards()
    assert chosen(told) == ["modal-2026-07-01"]
    assert ("CPU", "core", Decimal("0.04716")) in told.cards[0].prices
    assert ("GPU, H100", "GPU", Decimal("3.9492")) in told.cards[0].prices
    assert (told.problems, told.budget) == ((), 0)


def test_choice_is_kept(open_books):
    assert chosen(open_books().choose("this-computer")) == ["this-computer"]
    assert chosen(open_books().cards()) == ["this-computer"]


def test_unknown_card_is_refused_and_nothing_changes(open_books):
    books = open_books()
    with pytest.raises(UnknownCardError, match="Choose one of: modal-2026-07-01, this-computer"):
        books.choose("none")
    assert chosen(books.cards()) == ["modal-2026-07-01"]


def test_chosen_card_that_has_gone_gives_way_to_the_shipped_one(open_books, tmp_path):
    cards = tmp_path / "cards"
    cards.mkdir()
    mine = cards / "mine.toml"
    mine.write_bytes((SHIPPED / "this-computer.toml").read_bytes())
    open_books().choose("mine")
    mine.unlink()
    assert chosen(open_books().cards()) == ["modal-2026-07-01"]


def test_card_that_is_put_into_the_folder_can_be_chosen_at_once(open_books, tmp_path):
    books = open_books()
    cards = tmp_path / "cards"
    cards.mkdir()
    (cards / "mine.toml").write_bytes((SHIPPED / "this-computer.toml").read_bytes())
    assert chosen(books.choose("mine")) == ["mine"]
    assert books.cards().folder == str(cards)


def test_wrong_card_is_named_with_its_line(open_books, tmp_path):
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "bad.toml").write_text("name = 3\n")
    (problem,) = open_books().cards().problems
    assert "line 1 of bad.toml" in problem


def test_budget_is_told_of_once_for_each_share(open_books, connection, tmp_path):
    history = UsageHistory(connection)
    books = open_books()
    books.set_budget(Decimal(10))

    def use(amount, at_s):
        core_s = Decimal(amount) / Decimal("0.0000131")
        history.add([("web", Usage(at_s - 60, at_s, core_s))])
        return books.budget_notice(at_s)

    assert use(7, NOON) == ""
    assert "over 80 % of your budget of 10.00 USD" in use(2, NOON + 60)
    assert books.budget_notice(NOON + 61) == ""
    assert open_books().budget_notice(NOON + 62) == ""
    assert "over 100 %" in use(2, NOON + 120)
    assert load_preferences(tmp_path / "costs.json").told == {"2026-11": 100}


def test_no_budget_is_never_reached(open_books, connection):
    UsageHistory(connection).add([("web", Usage(NOON - 60, NOON, Decimal(10**9)))])
    assert open_books().budget_notice(NOON) == ""


def test_real_program_is_measured(open_books):
    books = open_books()
    exposed = Exposed("t", "local/1", os.getpid(), "tests", float(NOON))
    books.sample([exposed], NOON, {})
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass
    (cost,) = books.sample([exposed], NOON + 5, {}).costs
    assert cost.lines[0].measured >= Decimal("0.15")
    assert cost.lines[1].measured > 0
    assert cost.lines[-1].amount == 0
