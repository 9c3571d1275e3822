"""Tables of text for a terminal, as wide as their content or as the terminal."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from app.plain_text import plain_text

GAP = "  "
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

MAX_PADDING_CELLS = 60
"""Without a limit on the line, one long cell must not push the next column away in all rows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and how its cells are laid out. Widths count terminal cells."""

    title: str
    shrinks_to: int | None = None
    """The width down to which cells may be elided; None if they must stay whole."""
    keeps_end: bool = False
    """Whether the end of a cell says more than its start, as in a path."""
    flush_right: bool = False


def table_lines(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None
) -> list[str]:
    """Lay out a heading and `rows` under it; whatever the cells hold is made plain text.

    Args:
        columns: at least one.
        rows: a cell for each column.
        width: cells a line may take, 1 or more. Columns are elided as far as they allow, and
            lines are cut after that. None elides nothing.
    """
    grid = _grid(columns, rows)
    widths = _widths(grid)
    if width is None:
        widths = [min(cells, MAX_PADDING_CELLS) for cells in widths]
        return [_line(columns, row, widths) for row in grid]
    widths = _shrunk(columns, widths, width)
    return [elided(_line(columns, _fitted(columns, row, widths), widths), width) for row in grid]


def natural_width(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> int:
    """Return the cells that a line takes where nothing has to be elided."""
    return sum(_widths(_grid(columns, rows))) + len(GAP) * (len(columns) - 1)


def cell_width(text: str) -> int:
    """Return how many cells of a terminal plain text takes: 2 for wide characters, 0 for marks."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def elided(text: str, width: int, *, keeps_end: bool = False) -> str:
    """Return `text`, cut to `width` cells with an ellipsis where something is missing."""
    if cell_width(text) <= width:
        return text
    if keeps_end:
        return ELLIPSIS + _cut(text[::-1], width - 1)[::-1]
    return _cut(text, width - 1) + ELLIPSIS


def _grid(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the texts of the heading and of `rows` under it."""
    titles = [column.title for column in columns]
    return [titles, *([plain_text(cell) for cell in row] for row in rows)]


def _widths(grid: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column is."""
    return [max(cell_width(cell) for cell in cells) for cells in zip(*grid, strict=True)]


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(text: str, width: int) -> str:
    """Return as much of the start of `text` as fits into `width` cells."""
    used = 0
    for index, character in enumerate(text):
        used += _character_width(character)
        if used > width:
            return text[:index]
    return text


def _shrunk(columns: Sequence[Column], widths: Sequence[int], total: int) -> list[int]:
    """Take from the widest column that may shrink, cell by cell, until the line fits."""
    limits = [column.shrinks_to for column in columns]
    shrunk = [
        min(width, total) if limit else width for width, limit in zip(widths, limits, strict=True)
    ]
    excess = sum(shrunk) + len(GAP) * (len(columns) - 1) - total
    for _ in range(excess):
        candidates = [i for i, limit in enumerate(limits) if limit and shrunk[i] > limit]
        if not candidates:
            break
        shrunk[max(candidates, key=shrunk.__getitem__)] -= 1
    return shrunk


def _fitted(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        elided(cell, width, keeps_end=column.keeps_end)
        for column, cell, width in zip(columns, row, widths, strict=True)
    ]


def _line(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> str:
    padded = []
    for column, cell, width in zip(columns, row, widths, strict=True):
        padding = " " * (width - cell_width(cell))
        padded.append(padding + cell if column.flush_right else cell + padding)
    return GAP.join(padded).rstrip()
