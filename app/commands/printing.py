"""Prints lines and tables on the standard output, whatever it can show."""

import shutil
import sys
from collections.abc import Sequence

from app.commands.table import Column, natural_width, table_lines


def print_line(line: str = "") -> None:
    """Print `line`, with `?` for what the terminal's encoding does not have."""
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, errors="replace").decode(encoding))


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, elided only on a terminal: other programs want whole values."""
    for line in table_lines(columns, rows, _width()):
        print_line(line)


def is_wide_enough(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the terminal, if it is one, has room for a whole table."""
    width = _width()
    return width is None or natural_width(columns, rows) <= width


def _width() -> int | None:
    """Return the cells of a line of the terminal, None if it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
