"""Tells whether windows can be translucent, for which X11 needs a compositor."""

import ctypes
import functools

from PySide6.QtGui import QGuiApplication

_X11 = "xcb"
"""Qt's name for the platform."""


def is_translucency_shown() -> bool:
    """Tell whether what lies below a window shows where the window has no colour.

    Where it does not, such places are black. A compositor may start or end at any time.

    Source: freedesktop.org, "Extended Window Manager Hints" 1.5, section "Compositing Managers":
    a compositor owns the selection _NET_WM_CM_Sn of the screen n.
    """
    if QGuiApplication.platformName() != _X11:
        return True
    display = QGuiApplication.instance().nativeInterface().display()  # type: ignore[union-attr]
    try:
        library = _library()
    except OSError:
        return True  # Qt could not have shown windows on X11 without it.
    name = f"_NET_WM_CM_S{library.XDefaultScreen(display)}"
    selection = library.XInternAtom(display, name.encode(), False)
    return bool(library.XGetSelectionOwner(display, selection))


@functools.cache
def _library() -> ctypes.CDLL:
    """Return Xlib, which Qt has loaded: it hands out what it calls a display."""
    library = ctypes.CDLL("libX11.so.6")
    library.XDefaultScreen.argtypes = [ctypes.c_void_p]
    library.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    library.XInternAtom.restype = ctypes.c_ulong
    library.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    library.XGetSelectionOwner.restype = ctypes.c_ulong
    return library
