"""An entry among what the login starts, in memory."""

from app.autostart.interface import AutostartError


class LoginEntry:
    """Starts with the login, or refuses to."""

    def __init__(self):
        self.is_on = False
        self.is_locked = False

    def is_enabled(self):
        return self.is_on

    def enable(self):
        self._set(True)

    def disable(self):
        self._set(False)

    def _set(self, is_on):
        if self.is_locked:
            raise AutostartError("/home/ann/.config/autostart", "Read-only file system")
        self.is_on = is_on
