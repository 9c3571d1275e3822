"""Starting Porthole with the login, by each system's own means."""

from app.autostart.interface import Autostart, AutostartError
from app.autostart.opening import open_autostart

__all__ = ["Autostart", "AutostartError", "open_autostart"]
