"""Where this user's accounts are kept: the history, the choices, the rate cards."""

from dataclasses import dataclass
from pathlib import Path

import resources
from relay_client.folders import config_folder, state_folder


@dataclass(frozen=True)
class AccountFiles:
    """Where accounts are kept.

    Attributes:
        history: the SQLite file.
        preferences: the rate card and the budget.
        card_folders: of rate cards; later ones replace earlier ones.
    """

    history: Path
    preferences: Path
    card_folders: tuple[Path, ...]


def account_files() -> AccountFiles:
    """Return the files of this user. They need not exist."""
    shipped = Path(resources.__file__).parent / "rate_cards"
    return AccountFiles(
        state_folder() / "history.sqlite",
        config_folder() / "costs.json",
        (shipped, config_folder() / "rate_cards"),
    )
