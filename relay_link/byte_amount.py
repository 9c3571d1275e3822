"""Writes amounts of bytes for a terminal, in decimal units and no language."""

from decimal import Decimal

_UNITS = ("kB", "MB", "GB", "TB", "PB", "EB")


def bytes_text(count: int) -> str:
    """Return an amount with 3 significant digits: `41.3 kB`, of 1000 bytes each."""
    if count < 1000:
        return f"{count} B"
    number = Decimal(count)
    for unit in _UNITS:
        number /= 1000
        for decimals, limit in ((2, 10), (1, 100), (0, 1000)):
            text = f"{number:.{decimals}f}"
            if Decimal(text) < limit:
                return f"{text} {unit}"
    return f"{number:.0f} {_UNITS[-1]}"
