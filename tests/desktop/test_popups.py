"""Popups on a desktop that shows nothing translucent."""

import subprocess
import sys

from PySide6.QtGui import QImage

from tests.desktop.session import eventually

BLACK = 0xFF000000

ASK = """
import ctypes
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget
from app.views.translucency import _library, is_translucency_shown

app = QApplication([])
print(is_translucency_shown())
display, window = app.nativeInterface().display(), QWidget()
selection = _library().XInternAtom(display, b"_NET_WM_CM_S0", False)
own = _library().XSetSelectionOwner
own.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_ulong]
own(display, selection, int(window.winId()), 0)
print(is_translucency_shown())
"""
"""Asks before and after there is somebody who says that he is a compositor."""


def test_popup_has_no_black_edge_without_a_compositor(desktop, start_app):
    desktop.start_tray()
    app = start_app()
    app.window()
    before = desktop.folder / "before.png"
    eventually(lambda: is_still(desktop, before), "the window has settled")
    windows = desktop._visible()
    desktop.press("ctrl+n")
    eventually(lambda: desktop._visible() - windows, "no popup")
    after = desktop.folder / "after.png"
    eventually(lambda: is_still(desktop, after), "the popup has settled")
    assert len(changed(before, after)) > 10_000
    assert changed(before, after).count(BLACK) < 100


def is_still(desktop, path):
    """Take a picture of the screen; tell whether it is as the one before."""
    last = path.read_bytes() if path.exists() else b""
    desktop.screenshot(path)
    return path.read_bytes() == last


def changed(before, after):
    """Return the colours that pixels have now and had not before."""
    pictures = [
        QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32) for path in (before, after)
    ]
    old, new = ([word | BLACK for word in each.constBits().cast("I")] for each in pictures)
    return [colour for was, colour in zip(old, new, strict=True) if was != colour]


def test_compositor_is_noticed(desktop):
    command = (sys.executable, "-c", ASK)
    done = subprocess.run(command, env=desktop.environment, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"], done.stderr
