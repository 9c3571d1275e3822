"""`porthole tunnels`: what is open on this computer, once or as it changes."""

import argparse
import dataclasses
import sys
import time
from collections.abc import Callable, Sequence

import msgspec

from app.commands.boards import Row, add_json, rows
from app.commands.cost_json import cost_object
from app.commands.own_name import own_name
from app.commands.printing import is_wide_enough, print_line, print_table
from app.commands.reader_watch import has_reader
from app.commands.table import Column
from app.commands.units import UNKNOWN, money_text, rate_text
from app.commands.words import state_text
from app.contract.costs import Cost
from app.contract.values import Tunnel
from app.plain_text import plain_text
from relay_link.byte_amount import bytes_text

_TUNNEL = Column("TUNNEL", shrinks_to=10)
_PLACES = (
    _TUNNEL,
    Column("ADDRESS"),
    Column("TARGET", shrinks_to=8, keeps_end=True),
    Column("STATE", shrinks_to=12),
)
_NUMBERS = (
    Column("OPEN", flush_right=True),
    Column("TOTAL", flush_right=True),
    Column("IN", flush_right=True),
    Column("OUT", flush_right=True),
    Column("RATE", flush_right=True),
    Column("PEAK", flush_right=True),
    Column("COST/H", flush_right=True),
)
Show = Callable[[Sequence[Row]], None]
_NONE = "No tunnel is open. `{program} forward 8000` opens one to port 8000."
_WATCH_SECONDS = 1.0
_CLEAR = "\x1b[H\x1b[J"
"""Moves the terminal's cursor to its first cell, and clears all behind it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_json(parser)
    parser.add_argument("--watch", action="store_true", help="go on until Ctrl-C")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the tunnels; return the exit code."""
    found = rows()
    show: Show = _print_json if options.json else _print_table
    if not options.watch:
        show(found)
        return 0
    before: list[Row] = []
    while has_reader(sys.stdout):  # who has seen enough need not wait for the next change
        _print_change(show, before, found)
        time.sleep(_WATCH_SECONDS)
        before, found = found, rows()
    return 0


def _print_change(show: Show, before: list[Row], now: list[Row]) -> None:
    """Draw a terminal's table anew; elsewhere print only the tunnels that have changed."""
    if show is _print_table and sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
        show(now)
    else:
        known = {row.tunnel.id: _without_time(row) for row in before}
        changed = [row for row in now if known.get(row.tunnel.id) != _without_time(row)]
        if changed:
            show(changed)
    sys.stdout.flush()


def _without_time(row: Row) -> Row:
    """Return what a reader sees of a row: that it was looked at again is no change."""
    counters = row.counters and msgspec.structs.replace(row.counters, at=0.0)
    return dataclasses.replace(row, counters=counters, connections=())


def _print_table(found: Sequence[Row]) -> None:
    if not found:
        print_line(_NONE.format(program=own_name()))
        return
    places = [_places(row.tunnel) for row in found]
    numbers = [_numbers(row) for row in found]
    _print_side_by_side(places, numbers)
    for row in found:
        if sys.stdout.isatty() and row.tunnel.reason:
            print_line(plain_text(f"{_title(row.tunnel)}: {row.tunnel.reason}"))


def _print_side_by_side(
    places: Sequence[tuple[str, ...]], numbers: Sequence[tuple[str, ...]]
) -> None:
    """Print one table, or two below each other where an address would have to be cut."""
    columns = (*_PLACES, *_NUMBERS)
    whole = [(*place, *number) for place, number in zip(places, numbers, strict=True)]
    if is_wide_enough(columns, whole):
        print_table(columns, whole)
        return
    print_table(_PLACES, places)
    print_line()
    named = [(place[0], *number) for place, number in zip(places, numbers, strict=True)]
    print_table((_TUNNEL, *_NUMBERS), named)


def _places(tunnel: Tunnel) -> tuple[str, ...]:
    return (
        _title(tunnel),
        tunnel.url or UNKNOWN,
        tunnel.target,
        state_text(tunnel, time.time()),
    )


def _numbers(row: Row) -> tuple[str, ...]:
    counters = row.counters
    numbers = (UNKNOWN,) * 6
    if counters is not None:
        numbers = (
            str(counters.open_connections),
            str(counters.connections),
            bytes_text(counters.in_bytes),
            bytes_text(counters.out_bytes),
            rate_text(counters.in_rate + counters.out_rate),
            rate_text(counters.peak_rate),
        )
    return (*numbers, _per_hour(row.cost))


def _title(tunnel: Tunnel) -> str:
    return tunnel.name or tunnel.title or str(tunnel.port)


def _per_hour(cost: Cost | None) -> str:
    if cost is None or cost.per_hour is None:
        return UNKNOWN
    return money_text(cost.per_hour, cost.currency, 3)


def _print_json(found: Sequence[Row]) -> None:
    """Print what the engine tells of each tunnel; names there are a promise to other programs."""
    for row in found:
        cost = None if row.cost is None else cost_object(row.cost)
        whole = {"tunnel": row.tunnel, "counters": row.counters, "cost": cost}
        print_line(msgspec.json.encode(whole).decode())
