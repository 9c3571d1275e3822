"""`porthole cost`: what the programs behind ports have cost, by the chosen rate card."""

import argparse
import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from app.commands.cost_basis import basis_lines
from app.commands.cost_json import estimate_object
from app.commands.printing import print_line, print_table
from app.commands.table import Column
from app.commands.units import UNKNOWN, duration_text, money_text
from app.contract.costs import CPU, MEMORY, TUNNEL
from app.engine.account_files import AccountFiles, account_files
from app.engine.cost.dates import day_start
from app.engine.cost.estimate import Estimate, Line, Tally
from app.engine.cost.lines import HOUR_S
from app.engine.cost.preferences import DEFAULT_CARD, load_preferences
from app.engine.cost.rate_cards import RateCard, load_rate_cards
from app.engine.history.database import read_database
from app.engine.history.usage import UsageHistory
from app.plain_text import plain_text

_COLUMNS = (
    Column("PROGRAM", shrinks_to=10),
    Column("MEASURED", flush_right=True),
    Column("CORE-H", flush_right=True),
    Column("GIB-H", flush_right=True),
    Column("GPU-H", flush_right=True),
    Column("TUNNEL", flush_right=True),
    Column("COST", flush_right=True),
)
_NONE = "Nothing has been measured in that time. The app measures what it exposes."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument(
        "--since", metavar="DAY", default="", help="a day such as 2026-11-01; else this month (UTC)"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object a line; amounts are strings with up to 12 decimals",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print an estimate for each program, the dearest first; return the exit code.

    Raises:
        DateError: that is no day.
        OSError: the history cannot be read.
    """
    since_s, until_s = _start(options.since), int(time.time()) + 1
    files = account_files()
    card = _card(files)
    estimates = _estimates(files, card, since_s, until_s)
    if options.json:
        for title, found in estimates:
            print_line(json.dumps(estimate_object(title, found, since_s, until_s)))
    else:
        _print(estimates, card, since_s)
    return 0


def _start(text: str) -> int:
    now = datetime.now(UTC)
    if not text:
        return int(now.replace(day=1, hour=0, minute=0, second=0, microsecond=0).timestamp())
    return int(day_start(text).timestamp())


def _card(files: AccountFiles) -> RateCard:
    cards, problems = load_rate_cards(*files.card_folders)
    for problem in problems:
        print(plain_text(str(problem)), file=sys.stderr)
    by_id = {card.id: card for card in cards}
    return by_id.get(load_preferences(files.preferences).card) or by_id[DEFAULT_CARD]


def _estimates(
    files: AccountFiles, card: RateCard, since_s: int, until_s: int
) -> list[tuple[str, Estimate]]:
    connection = read_database(files.history)
    if connection is None:
        return []
    history = UsageHistory(connection)
    tallies: dict[str, Tally] = {}
    try:
        for resource, usage in history.spans(since_s, until_s):
            tallies.setdefault(resource, Tally(card)).add(usage)
        titles = history.titles()
    except sqlite3.Error as error:
        raise OSError(f"{files.history.name}: {error}") from error
    finally:
        connection.close()
    found = [(titles.get(each, each), tally.estimate()) for each, tally in tallies.items()]
    return sorted(found, key=lambda pair: -pair[1].total)


def _print(estimates: list[tuple[str, Estimate]], card: RateCard, since_s: int) -> None:
    if not estimates:
        print_line(_NONE)
        return
    total = sum((found.total for _, found in estimates), Decimal(0))
    rows = [_cells(title, found) for title, found in estimates]
    print_table(
        _COLUMNS, [*rows, ("Total", "", "", "", "", "", money_text(total, card.currency, 4))]
    )
    day = datetime.fromtimestamp(since_s, UTC).date()
    print_line()
    print_line(
        f"Estimated since {day} (UTC) by {card.name} of {card.dated}: a plan, not a bill. "
        "No provider is contacted."
    )
    for line in basis_lines(estimates):
        print_line(line)


def _cells(title: str, found: Estimate) -> tuple[str, ...]:
    lines = {line.resource: line for line in found.lines}
    gpu_s = sum((line.charged for line in _gpu_lines(found)), Decimal(0))
    currency = found.card.currency
    return (
        title,
        duration_text(float(found.duration_s)),
        f"{lines[CPU].charged / HOUR_S:.3f}",
        f"{lines[MEMORY].charged / HOUR_S:.3f}",
        f"{gpu_s / HOUR_S:.3f}" if gpu_s else UNKNOWN,
        money_text(lines[TUNNEL].amount, currency),
        money_text(found.total, currency, 4),
    )


def _gpu_lines(found: Estimate) -> Iterator[Line]:
    yield from (line for line in found.lines if line.resource not in (CPU, MEMORY, TUNNEL))
