"""Tells how the user can run Porthole again."""

import os
import shutil
import sys


def own_name() -> str:
    """Return what to type for `porthole`: its path as it was typed, unless it is on the PATH."""
    typed = sys.argv[0]
    found = shutil.which("porthole")
    if os.path.basename(typed) != "porthole" or (found and os.path.samefile(found, typed)):
        return "porthole"
    return typed
