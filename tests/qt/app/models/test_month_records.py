from decimal import Decimal

from msgspec.structs import replace

from app.models.month_records import month_records
from tests.qt.app.models.test_months import TOLD, WEB
from tests.qt.samples import cost_line


def test_amounts_are_not_rounded():
    record = month_records(TOLD)[1]
    assert (record["month"], record["amount"], record["days"]) == ("2026-11", "1.5", "1.5")
    assert (record["card"], record["card_dated"]) == ("Card", "2026-07-01")


def test_record_has_quantities_rates_and_what_was_assumed():
    record = month_records(TOLD)[0]
    cpu = WEB.lines[0]
    assert Decimal(record["cpu_core_seconds_charged"]) == cpu.charged
    assert Decimal(record["cpu_rate_per_second"]) == cpu.rate
    assert Decimal(record["tunnel_amount"]) == 0
    assert (record["cpu_counted_by"], record["memory_counted_by"]) == ("unknown", "pss rss")
    assert (record["measured_s"], record["gaps_s"]) == ("7200", "3600")
    assert record["cpu_core_seconds_measured"] == record["cpu_core_seconds_charged"]


def test_minimum_and_gpus_are_told():
    floored = replace(WEB.lines[0], charged=Decimal(10**6))
    gpus = (cost_line("NVIDIA L4", "1", "3.6", "1"), cost_line("Old GPU", "1", None, "1"))
    told = replace(TOLD, resources=(replace(WEB, lines=(floored, *gpus)),))
    (record,) = month_records(told)
    assert Decimal(record["cpu_core_seconds_charged"]) == 10**6
    assert Decimal(record["cpu_core_seconds_measured"]) == WEB.lines[0].measured
    assert record["gpu_seconds_charged_x_rate"] == (
        "NVIDIA L4: 3600 x 0.001; Old GPU: 3600 x no rate"
    )


def test_all_records_have_the_same_names():
    assert len({tuple(each) for each in month_records(TOLD)}) == 1
