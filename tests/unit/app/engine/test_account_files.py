import os
from pathlib import Path

from app.engine.account_files import account_files
from app.engine.cost.rate_cards import load_rate_cards


def test_own_rate_cards_come_after_the_shipped_ones():
    files = account_files()
    cards, problems = load_rate_cards(*files.card_folders)
    assert len(cards) >= 2
    assert problems == ()
    home = Path(os.environ["PORTHOLE_HOME"])
    assert files.card_folders[-1].is_relative_to(home)
    assert files.history.is_relative_to(home)
    assert files.preferences.is_relative_to(home)
