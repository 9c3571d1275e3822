import stat
from decimal import Decimal

import pytest

from app.engine.cost.preferences import (
    DEFAULT_CARD,
    CostPreferences,
    load_preferences,
    save_preferences,
)

CHOSEN = CostPreferences(card="mine", budget=Decimal("30.50"), told={"2026-11": 80})


def test_what_was_chosen_is_kept_for_the_user_only(tmp_path):
    path = tmp_path / "new" / "costs.json"
    save_preferences(path, CHOSEN)
    assert load_preferences(path) == CHOSEN
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{",
        "[]",
        '{"version": 2}',
        '{"budget": "-1"}',
        '{"budget": "NaN"}',
        '{"budget": "Infinity"}',
        '{"card": 3}',
        "\xff",
        '{"a": ' + "[" * 100_000,
    ],
)
def test_what_cannot_be_read_means_the_defaults(tmp_path, text):
    path = tmp_path / "costs.json"
    if text is not None:
        path.write_bytes(text.encode("latin-1"))
    assert load_preferences(path) == CostPreferences()
    assert load_preferences(path).card == DEFAULT_CARD
