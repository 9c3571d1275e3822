"""Where the relay keeps its data unless it is told otherwise."""

import os
from pathlib import Path

DATA_VARIABLE = "PORTHOLE_RELAY_DATA"
_SYSTEM_FOLDER = Path("/var/lib/porthole-relay")


def data_dir() -> Path:
    """Return PORTHOLE_RELAY_DATA, else the system's folder for root, else one of the user's."""
    given = os.environ.get(DATA_VARIABLE)
    if given:
        return Path(given).expanduser().absolute()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return _SYSTEM_FOLDER
    from platformdirs import user_data_path

    return user_data_path("porthole-relay", appauthor=False)
