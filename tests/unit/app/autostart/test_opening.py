"""Choosing the way of starting with the login."""

import sys
from pathlib import Path

import pytest

from app.autostart import open_autostart

linux_only = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="other systems differ")


@linux_only
def test_the_desktops_folder_is_used(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    autostart = open_autostart(["/usr/bin/porthole"])
    autostart.enable()
    assert (tmp_path / "autostart" / "porthole.desktop").exists()
    assert autostart.is_enabled()


@linux_only
@pytest.mark.parametrize("given", ["", "relative/folder"])
def test_without_a_folder_of_its_own_it_is_in_the_home_folder(monkeypatch, tmp_path, given):
    monkeypatch.setenv("XDG_CONFIG_HOME", given)
    monkeypatch.setenv("HOME", str(tmp_path))
    open_autostart(["/usr/bin/porthole"]).enable()
    assert (Path(tmp_path) / ".config" / "autostart" / "porthole.desktop").exists()


def test_on_macos_it_is_a_launch_agent(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    open_autostart(["/usr/bin/porthole"]).enable()
    assert list((tmp_path / "Library" / "LaunchAgents").glob("*.plist"))
