from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import resources
from app.engine.cost.rate_cards import (
    MAX_FILE_BYTES,
    RateCardError,
    load_rate_card,
    load_rate_cards,
)

SHIPPED = Path(resources.__file__).parent / "rate_cards"
CARD = """name = "Mine"
date = 2026-02-03
currency = "EUR"
source = "my provider"
cpu_core_second = "0.00002"
memory_gib_second = "0.000003"
"""


@pytest.fixture
def write(tmp_path):
    def write(text, name="mine.toml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_shipped_cards_have_the_published_prices():
    cards, problems = load_rate_cards(SHIPPED)
    assert problems == ()
    by_id = {card.id: card for card in cards}
    modal = by_id["modal-2026-07-01"]
    assert modal.dated == date(2026, 7, 1)
    assert modal.cpu_core_second == Decimal("0.0000131")
    assert modal.memory_gib_second * 3600 == Decimal("0.007992")
    assert modal.gpu_second["H100"] * 3600 == Decimal("3.9492")
    assert modal.cpu_floor_cores == Decimal("0.125")
    assert by_id["this-computer"].cpu_core_second == 0


def test_card_of_the_user_replaces_a_shipped_one(write, tmp_path):
    write(CARD, "modal-2026-07-01.toml")
    cards, _ = load_rate_cards(SHIPPED, tmp_path)
    assert [card.name for card in cards if card.id == "modal-2026-07-01"] == ["Mine"]


def test_what_is_left_out_costs_nothing_more(write):
    card = load_rate_card(write(CARD))
    assert (card.multiplier, card.cpu_floor_cores, card.monthly_credit) == (1, 0, 0)
    assert card.gpu_second == {}


@pytest.mark.parametrize(
    ("model", "price"),
    [
        ("NVIDIA L4", "0.000222"),
        ("NVIDIA L40S", "0.000542"),
        ("NVIDIA A100-SXM4-80GB", "0.000694"),
        ("NVIDIA A100-PCIE-40GB", "0.000583"),
        ("NVIDIA H100 80GB HBM3", "0.001097"),
        ("NVIDIA RTX PRO 6000 Blackwell", "0.000842"),
        ("NVIDIA GeForce RTX 4090", None),
        ("", None),
    ],
)
def test_gpu_is_found_by_its_full_name(model, price):
    card = load_rate_card(SHIPPED / "modal-2026-07-01.toml")
    assert card.gpu_price(model) == (price and Decimal(price))


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (CARD.replace('"0.00002"', "0.00002"), 5, "number in quotes"),
        (CARD.replace("0.00002", "-1"), 5, "number in quotes"),
        (CARD.replace("0.00002", "1e9"), 5, "number in quotes"),
        (CARD.replace('"EUR"', '"euro"'), 3, "three letters"),
        (CARD.replace("2026-02-03", '"today"'), 2, "a date"),
        (CARD.replace('"Mine"', '""'), 1, "line of text"),
        (CARD + 'colour = "red"\n', 7, "'colour' is not known"),
        (CARD + "gpu_second = 3\n", 7, "table of prices"),
        (CARD + '[gpu_second]\n"L4" = 0.1\n', 8, "number in quotes"),
        (CARD + "x = = 3\n", 7, ""),
        (CARD.replace("source", "sauce"), 0, "'source' is missing"),
        (b"\xff\xfe", 0, "UTF-8"),
        ("#" * (MAX_FILE_BYTES + 1), 0, "longer than 256 KiB"),
    ],
)
def test_wrong_card_is_skipped_with_its_line(write, tmp_path, text, line, problem):
    write(CARD, "good.toml")
    write(text, "wrong.toml")
    cards, problems = load_rate_cards(tmp_path)
    assert [card.id for card in cards] == ["good"]
    assert [(each.path.name, each.line) for each in problems] == [("wrong.toml", line)]
    assert problem in str(problems[0])
    assert not line or f"line {line} of wrong.toml" in str(problems[0])


def test_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(RateCardError, match=r"No such file or directory: .*none\.toml\."):
        load_rate_card(tmp_path / "none.toml")
