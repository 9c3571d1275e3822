"""Finding a row by typing the beginning of its port or program."""

from collections.abc import Sequence

from app.models.arrangement import Entry
from app.models.ports import PortRow


def next_match(entries: Sequence[Entry], typed: str, current: int) -> int | None:
    """Return the row that what has been typed so far leads to.

    A single character typed again and again leads from one match to the next.

    Args:
        entries: all rows.
        typed: all characters typed lately.
        current: the row chosen now, -1 for none.
    """
    wanted = typed.casefold()
    is_repeated = len(set(wanted)) == 1
    start = current + 1 if is_repeated else max(current, 0)
    order: list[int] = [*range(start, len(entries)), *range(min(start, len(entries)))]
    wishes = [wanted, wanted[:1]] if is_repeated else [wanted]
    for wish in wishes:
        for number in order:
            entry = entries[number]
            if isinstance(entry, PortRow) and _begins_with(entry, wish):
                return number
    return None


def _begins_with(row: PortRow, wish: str) -> bool:
    return str(row.number).startswith(wish) or row.program.casefold().startswith(wish)
