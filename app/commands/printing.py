"""Prints lines and tables on the standard output, whatever it can show."""

import shutil
import sys
from collections.abc import Sequence

from app.commands.table import Column, table_lines


def print_line(line: str = "") -> None:
    """Print `line`, with `?` for what the terminal's encoding does not have."""
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, errors="replace").decode(encoding))


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, elided only on a terminal: other programs want whole values."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for line in table_lines(columns, rows, width):
        print_line(line)
