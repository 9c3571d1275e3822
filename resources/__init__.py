"""Files that are data, not code: icons, translations, rate cards and style.

They are a package so that they are found wherever the program is installed.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where they are. `importlib.resources` would find out the same with 0.6 MB of modules."""
