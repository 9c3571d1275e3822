"""What the user has set in the window."""

import json
import os
import stat
import sys

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings import (
    FILE_NAME,
    MAX_FILE_BYTES,
    Appearance,
    Notifications,
    Settings,
    SettingsFile,
)

SET = Settings(
    appearance=Appearance.DARK,
    text_percent=130,
    restore_tunnels=False,
    notifications=Notifications(closes_soon=False),
    geometry="AdnQywAD",
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / FILE_NAME


def test_nothing_kept_means_the_defaults(path):
    assert SettingsFile(path).load() == Settings()
    assert not path.exists()


def test_settings_are_kept(path):
    SettingsFile(path).save(SET)
    assert SettingsFile(path).load() == SET


def test_settings_are_in_the_users_own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTHOLE_HOME", str(tmp_path))
    assert SettingsFile().path == tmp_path / "config" / FILE_NAME


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_nobody_else_can_read_them(path):
    SettingsFile(path).save(SET)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert os.listdir(path.parent) == [FILE_NAME]


def test_what_a_later_version_has_written_is_kept(path):
    path.parent.mkdir()
    later = {"version": 2, "appearance": "dark", "wallpaper": {"a": [1]}}
    path.write_text(json.dumps(later | {"notifications": {"budget": False, "rain": True}}))
    file = SettingsFile(path)
    settings = file.load()
    assert settings == Settings(
        appearance=Appearance.DARK, notifications=Notifications(budget=False)
    )
    file.save(msgspec.structs.replace(settings, reduce_motion=True))
    kept = json.loads(path.read_text())
    assert kept["wallpaper"] == {"a": [1]}
    assert kept["version"] == 2
    assert kept["reduce_motion"] is True
    assert (kept["notifications"]["budget"], kept["notifications"]["rain"]) == (False, True)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"a": ' + b"[" * 100_000,
        b'{"appearance": "pink"}',
        b'{"text_percent": 900}',
        b'{"text_percent": "100"}',
        b'{"geometry": null}',
        b'{"geometry": "' + b"x" * MAX_FILE_BYTES + b'"}',
    ],
)
def test_a_file_that_makes_no_sense_is_set_aside(path, data):
    path.parent.mkdir()
    path.write_bytes(data)
    assert SettingsFile(path).load() == Settings()
    (aside,) = path.parent.iterdir()
    assert aside.name.startswith(f"{FILE_NAME}.unreadable-")
    assert aside.read_bytes() == data


@given(st.binary(max_size=200))
def test_no_file_is_a_reason_not_to_start(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(data)
    assert isinstance(SettingsFile(path).load(), Settings)


def test_a_file_that_cannot_be_read_is_an_error_and_stays(path):
    path.mkdir(parents=True)
    with pytest.raises(OSError, match=FILE_NAME):
        SettingsFile(path).load()
    assert path.is_dir()


def test_settings_that_cannot_be_kept_are_an_error_and_change_nothing(path):
    path.parent.write_text("in the way")
    with pytest.raises(OSError, match="config"):
        SettingsFile(path).save(SET)
    assert path.parent.read_text() == "in the way"
