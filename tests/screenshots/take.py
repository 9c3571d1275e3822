"""Writes a picture of every screen and state, light and dark: `make screenshots`."""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

FOLDER = Path("screenshots")
SCREEN = (1400, 1000)


def picture_of(widget, popup):
    """Return what is seen of a window, with the popup in front of it."""
    from PySide6.QtGui import QPainter

    picture = widget.grab()
    if popup is not None and popup is not widget:
        painter = QPainter(picture)
        place = popup.mapToGlobal(popup.rect().topLeft())
        painter.drawPixmap(widget.mapFromGlobal(place), popup.grab())
        painter.end()
    return picture


def text_percent(name):
    """Return the size of texts that the name of a scene asks for."""
    found = re.search(r"(\d+)-percent", name)
    return int(found[1]) if found else 100


def screen_file(scale):
    """Return a file that describes a screen with room for windows and what they pop up."""
    width, height = (each * scale for each in SCREEN)
    screen = {"name": "pictures", "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    path = FOLDER / f".screen-{scale}.json"
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return path


def take(appearance, scale, only):
    """Write all pictures in one look; it needs a process of its own for each scale."""
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QApplication

    from app.views.theme import theme
    from tests.screenshots.scenes import SCENES
    from tests.screenshots.source_scenes import SOURCE_SCENES

    platform = f"offscreen:configfile={screen_file(scale)}"
    app = QApplication(["porthole", "-platform", platform])
    font = QFont("Inter")
    font.setPixelSize(13)
    app.setFont(font)
    suffix = "@2x" if scale == 2 else ""
    for name, scene in (SCENES | SOURCE_SCENES).items():
        if only and only not in name:
            continue
        theme().apply(app, appearance, text_percent(name))
        widget = scene()
        for _ in range(5):
            app.processEvents()
        popup = app.activePopupWidget()
        picture_of(widget, popup).save(str(FOLDER / f"{name}-{appearance}{suffix}.png"))
        if popup is not None:
            popup.close()
        widget.close()
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--appearance", choices=("light", "dark"))
    parser.add_argument("--scale", type=int, choices=(1, 2), default=1)
    parser.add_argument("--only", default="", help="part of the names to take")
    options = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    if options.appearance:
        return take(options.appearance, options.scale, options.only)
    code = 0
    for scale in (1, 2):
        environment = os.environ | {"QT_SCALE_FACTOR": str(scale), "LC_ALL": "en_GB.UTF-8"}
        for appearance in ("light", "dark"):
            words = ["--appearance", appearance, "--scale", str(scale), "--only", options.only]
            command = [sys.executable, "-m", "tests.screenshots.take", *words]
            code |= subprocess.run(command, env=environment).returncode
    return code


if __name__ == "__main__":
    sys.exit(main())
