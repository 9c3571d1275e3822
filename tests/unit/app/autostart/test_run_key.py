"""Starting with the login on Windows."""

import pytest

from app.autostart.interface import AutostartError
from app.autostart.run_key import KEY, VALUE_NAME, RunKey


class Values(dict):
    """A key of a registry in memory."""

    def set(self, name, value):
        self[name] = value

    def remove(self, name):
        self.pop(name, None)


class LockedValues:
    """A key that this user may not touch."""

    def get(self, name):
        raise PermissionError(13, "Access is denied")

    def set(self, name, value):
        raise PermissionError(13, "Access is denied")

    def remove(self, name):
        raise PermissionError(13, "Access is denied")


def test_it_is_off_at_first_and_can_be_switched():
    values = Values()
    key = RunKey((r"C:\Program Files\Porthole\porthole.exe", "--tray"), values)
    assert not key.is_enabled()
    key.enable()
    assert key.is_enabled()
    assert values == {VALUE_NAME: r'"C:\Program Files\Porthole\porthole.exe" --tray'}
    key.disable()
    assert not key.is_enabled()
    key.disable()


def test_a_locked_registry_is_told_with_its_key():
    key = RunKey(("porthole.exe",), LockedValues())
    for work in (key.is_enabled, key.enable, key.disable):
        with pytest.raises(AutostartError, match="Access is denied") as caught:
            work()
        assert KEY in caught.value.place
