"""What the user has chosen about costs: the rate card and a month's budget, kept in a file."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import msgspec

from relay_link.atomic_file import write_private

VERSION = 1
DEFAULT_CARD = "modal-2026-07-01"


class CostPreferences(msgspec.Struct, frozen=True):
    """What the user has chosen, and what has been told already.

    Attributes:
        version: of the file.
        card: id of the rate card.
        budget: for a calendar month (UTC), in the card's currency; 0 for none.
        told: the highest share of the budget, in percent, that was told of, by month.
    """

    version: int = VERSION
    card: str = DEFAULT_CARD
    budget: Decimal = Decimal(0)
    told: Mapping[str, int] = {}


def load_preferences(path: Path) -> CostPreferences:
    """Return what the file says; the defaults if it is missing, damaged or too new."""
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=CostPreferences)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return CostPreferences()
    is_amount = kept.budget.is_finite() and kept.budget >= 0
    return kept if kept.version == VERSION and is_amount else CostPreferences()


def save_preferences(path: Path, preferences: CostPreferences) -> None:
    """Write the file.

    Raises:
        OSError: it cannot be written.
    """
    write_private(path, msgspec.json.format(msgspec.json.encode(preferences)))
