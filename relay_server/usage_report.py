"""What `porthole-relay usage` prints."""

import time
from collections.abc import Sequence

import msgspec

from relay_link.byte_amount import bytes_text
from relay_server.store import Usage

_HEAD = ("owner", "address", "in", "out", "connections", "last")


def as_json(usage: Sequence[Usage]) -> str:
    """Return a JSON object for each address, one on each line; counts are bytes."""
    return "\n".join(msgspec.json.encode(each).decode() for each in usage)


def as_table(usage: Sequence[Usage]) -> str:
    """Return a table for people, the sum of all addresses in its last line."""
    rows = [_HEAD, *(_row(each) for each in usage), _sum(usage)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join(_line(row, widths) for row in rows)


def _row(usage: Usage) -> tuple[str, ...]:
    last = time.strftime("%Y-%m-%d %H:%M", time.localtime(usage.ended_at))
    carried = bytes_text(usage.in_bytes), bytes_text(usage.out_bytes)
    return usage.owner, usage.label, *carried, str(usage.connections), last


def _sum(usage: Sequence[Usage]) -> tuple[str, ...]:
    in_bytes, out_bytes = sum(u.in_bytes for u in usage), sum(u.out_bytes for u in usage)
    connections = sum(each.connections for each in usage)
    return "all", "", bytes_text(in_bytes), bytes_text(out_bytes), str(connections), ""


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    words = zip(row, widths, strict=True)
    aligned = [
        word.rjust(width) if 2 <= column <= 4 else word.ljust(width)
        for column, (word, width) in enumerate(words)
    ]
    return "  ".join(aligned).rstrip()
