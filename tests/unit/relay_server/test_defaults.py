import os
from pathlib import Path

import pytest

from relay_server import defaults


@pytest.fixture
def user(monkeypatch, tmp_path):
    """Let this process look like somebody's."""

    def become(number):
        monkeypatch.setattr(os, "geteuid", lambda: number, raising=False)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
        return tmp_path

    return become


@pytest.mark.parametrize("number", [0, 1000])
def test_variable_goes_first(user, number, monkeypatch):
    user(number)
    monkeypatch.setenv(defaults.DATA_VARIABLE, "/srv/relay")
    assert defaults.data_dir() == Path("/srv/relay")


def test_variable_may_be_relative_to_where_the_relay_is_started(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(defaults.DATA_VARIABLE, "relay")
    assert defaults.data_dir() == tmp_path / "relay"


def test_variable_may_name_the_users_home(user, monkeypatch):
    home = user(1000)
    monkeypatch.setenv(defaults.DATA_VARIABLE, "~/relay")
    assert defaults.data_dir() == home / "relay"


def test_empty_variable_counts_as_none(user, monkeypatch):
    user(0)
    monkeypatch.setenv(defaults.DATA_VARIABLE, "")
    assert defaults.data_dir() == Path("/var/lib/porthole-relay")


def test_root_uses_the_folder_of_services(user):
    user(0)
    assert defaults.data_dir() == Path("/var/lib/porthole-relay")


def test_others_use_a_folder_of_their_own(user):
    home = user(1000)
    folder = defaults.data_dir()
    assert folder.name == "porthole-relay"
    assert home in folder.parents


def test_looking_makes_no_folder(user):
    user(1000)
    assert not defaults.data_dir().exists()
