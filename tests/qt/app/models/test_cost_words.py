from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLocale

from app.models.cost_words import card_date, cost_records, cost_rows, falling, product_text
from app.models.numbers import SPACE, UNKNOWN
from tests.qt.samples import COSTS, cost_line

COST = COSTS[0]


@pytest.fixture(autouse=True, scope="module")
def _in_english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def plain(text):
    return text.replace(SPACE, " ")


def row(name, cost=COST):
    return next(each for each in cost_rows(cost, 317_000_000, 131) if each.name == name)


def test_memory_is_shown_with_its_quantity_and_rate():
    memory = row("Memory")
    assert plain(memory.measured) == "6.30 GiB average, 12.60 peak"
    assert plain(memory.quantity) == "14.068 GiB-h"
    assert plain(memory.rate) == "$0.00794 per GiB-h"
    assert memory.amount == "$0.1117"
    assert plain(memory.now) == "6.30 GiB"
    assert memory.per_hour == "$0.050/h"


def test_gpu_is_named_and_counted():
    assert plain(row("GPU").now) == "1 × NVIDIA L4"
    assert plain(row("GPU").measured) == "1 × NVIDIA L4, reserved"


def test_tunnel_is_always_there_and_free():
    tunnel = cost_rows(COST, 317_000_000, 131)[-1]
    assert (tunnel.name, tunnel.rate, tunnel.amount) == ("Tunnel", "free", "$0.0000")
    assert plain(tunnel.measured) == "317 MB, 131 connections"
    assert plain(tunnel.quantity) == "2 h 14 min"


def test_resource_without_a_price_has_no_amount():
    gpu = cost_line("Some GPU", "1", None)
    rows = cost_rows(replace(COST, lines=(gpu,)))
    assert (rows[0].rate, rows[0].amount, rows[0].per_hour) == (UNKNOWN, UNKNOWN, UNKNOWN)


def test_dearest_comes_first_and_the_tunnel_last():
    rows = falling(cost_rows(replace(COST, lines=COST.lines[::-1])))
    assert [each.name for each in rows] == ["GPU", "Memory", "CPU", "Tunnel"]


def test_product_is_quantity_times_rate():
    memory, tunnel = COST.lines[1], COST.lines[-1]
    assert (
        plain(product_text(memory, "USD")) == "Memory: 14.068 GiB-h × $0.00794 per GiB-h = $0.1117"
    )
    assert plain(product_text(replace(tunnel, measured=Decimal(8040)), "USD")) == (
        "Tunnel: 2 h 14 min × free = $0.0000"
    )
    unpriced = cost_line("Some GPU", "1", None)
    assert plain(product_text(unpriced, "USD")) == f"Some GPU: 2.233 GPU-h × {UNKNOWN} = {UNKNOWN}"


def test_file_has_plain_numbers_and_the_time_that_was_measured():
    records = cost_records(replace(COST, measured_from=1_800_000_000.0))
    assert [each["resource"] for each in records] == ["NVIDIA L4", "Memory", "CPU", "Tunnel"]
    assert records[1]["charged"] == "50644.44"
    assert Decimal(records[1]["charged"]) == COST.lines[1].charged.quantize(Decimal("1E-12"))
    assert records[0]["unit"] == "GPU-second"
    assert records[-1]["amount"] == "0"
    assert records[0]["measured_from"] == "2027-01-15T08:00:00.000+00:00"
    assert [each["counted_by"] for each in records] == ["", "pss", "processes", ""]
    assert {each["gaps_s"] for each in records} == {"0"}


def test_date_of_a_card_is_written_as_people_do():
    assert card_date("2026-07-01") == "1 July 2026"
    assert card_date("soon") == UNKNOWN


def test_minimum_is_shown_where_it_is_charged():
    idle = {"mean": Decimal("0.01"), "peak": Decimal("0.05"), "now": Decimal(0)}
    cpu = replace(COST.lines[2], charged=Decimal(10**6), minimum=Decimal("0.125"), **idle)
    memory = replace(COST.lines[1], charged=Decimal(10**6), minimum=Decimal("0.5"), **idle)
    rows = cost_rows(replace(COST, lines=(cpu, memory)))
    assert [plain(each.measured) for each in rows] == [
        "0.01 core average, 0.05 peak, 0.125 core minimum",
        "0.01 GiB average, 0.05 peak, 0.50 GiB minimum",
    ]
    assert [plain(each.now) for each in rows] == ["0.125 core minimum", "0.50 GiB minimum"]
    busy = replace(cpu, charged=cpu.measured, now=Decimal(2))
    (row,) = cost_rows(replace(COST, lines=(busy,)))
    assert (plain(row.measured), plain(row.now)) == ("0.01 core average, 0.05 peak", "2.00 core")


def test_what_a_program_uses_now_is_not_known_while_it_does_not_run():
    rows = cost_rows(replace(COST, is_running=False, per_hour=None))
    assert [(each.now, each.per_hour) for each in rows[:3]] == [(UNKNOWN, UNKNOWN)] * 3
    assert plain(rows[2].measured) == "0.42 core average, 0.84 peak"
