import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from relay_client import folders
from relay_client.folders import (
    FolderError,
    config_folder,
    data_folder,
    runtime_folder,
    state_folder,
)

POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="names of folders on Linux")
ROOT_ONLY = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can give folders away"
)


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch, tmp_path):
    for name in list(os.environ):
        if name.startswith("XDG_") or name == "PORTHOLE_HOME":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    shared = tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setattr(folders, "_SHARED_FOLDER", shared)


@pytest.fixture
def shared_name(tmp_path):
    """The name that anybody could have made before us."""
    return tmp_path / "shared" / f"porthole-{os.geteuid()}"


@LINUX_ONLY
def test_folders_are_where_the_desktop_wants_them(tmp_path):
    assert config_folder() == tmp_path / "home/.config/porthole"
    assert data_folder() == tmp_path / "home/.local/share/porthole"
    assert state_folder() == tmp_path / "home/.local/state/porthole"


def test_porthole_home_holds_all_folders(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTHOLE_HOME", str(tmp_path / "stick"))
    found = [each() for each in (config_folder, data_folder, state_folder, runtime_folder)]
    assert found == [tmp_path / "stick" / name for name in ("config", "data", "state", "run")]


def test_porthole_home_may_be_relative_or_use_a_tilde(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORTHOLE_HOME", "here")
    assert config_folder() == tmp_path / "here/config"
    monkeypatch.setenv("PORTHOLE_HOME", "~/there")
    assert config_folder() == tmp_path / "home/there/config"


def test_empty_porthole_home_is_none(monkeypatch):
    usual = config_folder()
    monkeypatch.setenv("PORTHOLE_HOME", "")
    assert config_folder() == usual


def test_asking_creates_no_folder_but_the_runtime_folder(monkeypatch, tmp_path):
    home = tmp_path / "stick"
    monkeypatch.setenv("PORTHOLE_HOME", str(home))
    config_folder(), data_folder(), state_folder()
    assert not home.exists()
    runtime_folder()
    assert [each.name for each in home.iterdir()] == ["run"]


@POSIX_ONLY
def test_login_folder_is_used_if_it_is_private(monkeypatch, tmp_path):
    login = tmp_path / "login"
    login.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(login))
    assert runtime_folder() == login / "porthole"
    assert stat.S_IMODE(runtime_folder().stat().st_mode) == 0o700


@POSIX_ONLY
@pytest.mark.parametrize("login", ["missing", "relative", "", "file"])
def test_login_folder_that_is_none_is_not_used(monkeypatch, tmp_path, shared_name, login):
    monkeypatch.chdir(tmp_path)
    Path("relative").mkdir(mode=0o700)
    Path("file").touch(mode=0o600)
    path = login if login in ("relative", "") else str(tmp_path / login)
    monkeypatch.setenv("XDG_RUNTIME_DIR", path)
    assert runtime_folder() == shared_name


@POSIX_ONLY
def test_login_folder_open_to_others_is_not_used(monkeypatch, tmp_path, shared_name):
    (tmp_path / "login").mkdir(mode=0o755)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "login"))
    assert runtime_folder() == shared_name


@ROOT_ONLY
def test_login_folder_of_another_user_is_not_used(monkeypatch, tmp_path, shared_name):
    (tmp_path / "login").mkdir(mode=0o700)
    os.chown(tmp_path / "login", 65534, 65534)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "login"))
    assert runtime_folder() == shared_name


@POSIX_ONLY
def test_runtime_folder_without_login_is_private(shared_name):
    assert runtime_folder() == shared_name
    assert stat.S_IMODE(shared_name.stat().st_mode) == 0o700
    assert runtime_folder() == shared_name


def refusal():
    with pytest.raises(FolderError) as caught:
        runtime_folder()
    return str(caught.value)


@POSIX_ONLY
def test_symbolic_link_made_before_us_is_refused(tmp_path, shared_name):
    (tmp_path / "own").mkdir(mode=0o700)
    shared_name.symlink_to(tmp_path / "own")
    assert refusal() == (
        f"the folder {shared_name} cannot be used (it is a symbolic link); remove it, "
        "or set PORTHOLE_HOME to a folder of your own"
    )


@POSIX_ONLY
def test_folder_open_to_others_is_refused(shared_name):
    shared_name.mkdir(mode=0o755)
    assert "is open to other users" in refusal()


@ROOT_ONLY
def test_folder_of_another_user_is_refused(shared_name):
    shared_name.mkdir(mode=0o700)
    os.chown(shared_name, 65534, 65534)
    assert "belongs to another user" in refusal()


@POSIX_ONLY
@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to("nowhere")])
def test_what_is_no_folder_is_refused(shared_name, make):
    make(shared_name)
    assert "cannot be used (File exists)" in refusal()


def test_importing_platformdirs_waits_until_it_is_needed():
    script = "import sys, relay_client.folders; sys.exit('platformdirs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0
