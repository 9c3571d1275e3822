"""Writes exact decimals for other programs: plain digits, never an exponent.

The command line and the window's files write the same texts, so nothing of ours is imported here.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal

DECIMALS = 12
"""Amounts and quantities are written with so many decimals at most: whoever adds up a million of
them is still right to a millionth of a currency's unit."""
_STEP = Decimal(1).scaleb(-DECIMALS)
_WIDE = Context(prec=80, rounding=ROUND_HALF_EVEN)
"""Rounds as banks do, so that sums do not drift."""


def decimal_text(value: Decimal) -> str:
    """Return an amount or a quantity with at most `DECIMALS` decimals: `0.09432`, `0`."""
    return exact_text(value.quantize(_STEP, context=_WIDE))


def exact_text(value: Decimal) -> str:
    """Return all digits, as of a rate: `0.0000131`."""
    if not value:
        return "0"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
