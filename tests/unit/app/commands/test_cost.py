import json
import time
from decimal import Decimal

import pytest

from app.cli import main
from app.contract.costs import Basis, CountedBy
from app.engine.account_files import account_files
from app.engine.cost.usage import Usage
from app.engine.history.database import open_database
from app.engine.history.usage import UsageHistory

PSS = Basis((CountedBy.PROCESSES,), (CountedBy.PSS,))


@pytest.fixture
def cost(capsys):
    """Run the command; return its exit code, output and errors."""

    def cost(*words):
        code = main(["cost", *words])
        return (code, *capsys.readouterr())

    return cost


@pytest.fixture
def used():
    """One hour of one core and 2 GiB, a minute ago; and a lot more, 100 days ago."""
    connection, _ = open_database(account_files().history)
    history = UsageHistory(connection)
    now = Decimal(int(time.time()))
    history.name("web", "vite")
    for end in (now, now - 100 * 86400):
        history.add([("web", Usage(end - 1, end, Decimal(3600), Decimal(7200), basis=PSS))])
    connection.close()


def test_programs_are_listed_with_quantities_and_cost(used, cost):
    code, output, errors = cost()
    assert (code, errors) == (0, "")
    row = output.splitlines()[1]
    assert row.split() == ["vite", "1", "s", "1.000", "2.000", "-", "0.00", "USD", "0.0631", "USD"]
    assert "0.0631 USD" in output.splitlines()[2]
    assert "a plan, not a bill" in output
    assert "Only what was measured is charged" in output
    assert "floor" not in output
    assert "Rates: 0.04716 USD per core-h, 0.007992 USD per GiB-h; tunnels 0.00." in output
    assert "memory as PSS (what is shared is divided): vite." in output


def test_since_takes_more_in(used, cost):
    (line,) = cost("--since", "2020-01-01", "--json")[1].splitlines()
    found = json.loads(line)
    assert (found["program"], found["currency"]) == ("vite", "USD")
    assert found["card_dated"] == "2026-07-01"
    cpu, memory, tunnel = found["lines"]
    assert cpu == {
        "resource": "CPU",
        "unit": "core-second",
        "measured": "7200",
        "charged": "7200",
        "is_floor_applied": False,
        "rate_per_unit": "0.0000131",
        "amount": "0.09432",
        "mean": "3600",
        "peak": "3600",
        "minimum": "0.125",
    }
    assert (memory["unit"], memory["measured"]) == ("GiB-second", "14400")
    assert (tunnel["unit"], tunnel["amount"]) == ("tunnel-second", "0")
    assert (found["cpu_counted_by"], found["memory_counted_by"]) == (["processes"], ["pss"])
    assert (found["measured_s"], found["gaps_s"]) == ("2", str(100 * 86400 - 1))


def test_json_tells_the_interval_and_when_measuring_began(used, cost):
    before = time.time()
    (line,) = cost("--since", "2020-01-01", "--json")[1].splitlines()
    found = json.loads(line)
    assert found["since"] == 1_577_836_800
    assert before <= found["until"] <= time.time() + 2
    assert found["measured_until"] - found["measured_from"] == 100 * 86400 + 1
    assert abs(found["measured_until"] - before) < 60


def test_amounts_in_json_are_plain_and_add_up(cost):
    connection, _ = open_database(account_files().history)
    now = Decimal(int(time.time())) - 60
    third = Usage(now, now + 3, Decimal("1E-9") / 3, Decimal("0E-9"))
    UsageHistory(connection).add([("web", part) for part in third.split(now + Decimal(1) / 7)])
    connection.close()
    (line,) = cost("--json")[1].splitlines()
    found = json.loads(line)
    amounts = [each["amount"] for each in found["lines"]]
    assert amounts[1:] == ["0", "0"]
    assert all(len(each) <= 14 and "E" not in each for each in (*amounts, found["measured_s"]))
    assert sum(map(Decimal, amounts)) == Decimal(found["total"])


def test_floor_that_is_applied_is_said(cost):
    connection, _ = open_database(account_files().history)
    now = Decimal(int(time.time()))
    idle = Usage(now - 60, now, Decimal("0.6"), Decimal(60))
    UsageHistory(connection).add([("web", idle)])
    connection.close()
    assert "more is charged than was used" in cost()[1]
    (line,) = cost("--json")[1].splitlines()
    cpu = json.loads(line)["lines"][0]
    assert (Decimal(cpu["measured"]), Decimal(cpu["charged"])) == (Decimal("0.6"), Decimal("7.5"))
    assert cpu["is_floor_applied"]


def test_nothing_measured_is_said(cost):
    assert cost()[:2] == (
        0,
        "Nothing has been measured in that time. The app measures what it exposes.\n",
    )


def test_history_that_cannot_be_opened_is_no_bug(cost):
    account_files().history.mkdir(parents=True)
    code, output, errors = cost()
    assert (code, output) == (1, "")
    assert errors.startswith("porthole: History.sqlite: ")


def test_history_that_is_damaged_is_no_bug(cost):
    connection, _ = open_database(account_files().history)
    now = Decimal(int(time.time()))
    spans = [Usage(now - 2 * number - 2, now - 2 * number - 1) for number in range(1000)]
    UsageHistory(connection).add([("web", span) for span in spans])
    connection.close()
    data = bytearray(account_files().history.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    account_files().history.write_bytes(data)
    code, output, errors = cost()
    assert (code, output) == (1, "")
    assert errors == "porthole: History.sqlite: database disk image is malformed.\n"


@pytest.mark.parametrize("day", ["yesterday", "2026-11", "2026-11-31", ""])
def test_wrong_day_is_named(cost, day):
    code, output, errors = cost("--since", day)
    if day:
        assert (code, output) == (2, "")
        assert f"'{day}' is not a day. Give one such as 2026-11-01." in errors
    else:
        assert code == 0


def test_wrong_card_is_skipped_with_a_note(used, cost):
    cards = account_files().card_folders[-1]
    cards.mkdir(parents=True)
    (cards / "bad.toml").write_text("name = 3\n")
    code, output, errors = cost("--json")
    assert code == 0
    assert json.loads(output)
    assert "line 1 of bad.toml" in errors
