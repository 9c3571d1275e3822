"""Numbers for a terminal: the units of the window, in no language."""

from decimal import Decimal

from relay_link.byte_amount import bytes_text

UNKNOWN = "-"


def rate_text(rate: float) -> str:
    """Return bytes a second with 3 significant digits: `41.3 kB/s`."""
    return f"{bytes_text(round(rate))}/s"


def duration_text(seconds: float) -> str:
    """Return a duration in its two largest units: `2 h 14 min`."""
    whole = max(0, int(seconds))
    for size, unit, part, part_unit in (
        (86400, "d", 3600, "h"),
        (3600, "h", 60, "min"),
        (60, "min", 1, "s"),
    ):
        if whole >= size:
            return f"{whole // size} {unit} {whole % size // part} {part_unit}"
    return f"{whole} s"


def money_text(amount: Decimal, currency: str, decimals: int = 2) -> str:
    """Return an amount of money: `12.40 USD`; what is less than its last digit is not hidden."""
    least = Decimal(1).scaleb(-decimals)
    if 0 < amount < least:
        return f"<{least} {currency}"
    return f"{amount:.{decimals}f} {currency}"
