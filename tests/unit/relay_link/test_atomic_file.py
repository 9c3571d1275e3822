import os
import stat
import subprocess
import sys
import threading

import pytest

from relay_link.atomic_file import FileBusyError, exclusive, make_private_folder, write_private

POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_what_was_written_is_read(tmp_path):
    write_private(tmp_path / "a", b"first")
    write_private(tmp_path / "a", b"second")
    assert (tmp_path / "a").read_bytes() == b"second"


@POSIX_ONLY
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_file_and_new_folders_are_for_this_user_only(tmp_path, umask):
    before = os.umask(umask)
    try:
        write_private(tmp_path / "new" / "newer" / "a", b"")
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "new") == 0o700
    assert mode_of(tmp_path / "new" / "newer") == 0o700
    assert mode_of(tmp_path / "new" / "newer" / "a") == 0o600


@POSIX_ONLY
def test_file_that_others_could_read_becomes_private(tmp_path):
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "a").chmod(0o644)
    write_private(tmp_path / "a", b"")
    assert mode_of(tmp_path / "a") == 0o600


@POSIX_ONLY
def test_folder_that_exists_keeps_its_mode(tmp_path):
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path)
    assert mode_of(tmp_path) == 0o755


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_failure_names_the_file_and_not_its_draft(tmp_path, monkeypatch, step):
    def fail(path, *_arguments):
        raise OSError(28, "No space left on device", path)

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(OSError, match="No space left") as failed:
            write_private(tmp_path / "a", b"")
    assert (failed.value.errno, failed.value.filename) == (28, str(tmp_path / "a"))


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_failure_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, step):
    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    write_private(tmp_path / "a", b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(OSError, match="No space left"):
            write_private(tmp_path / "a", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_folder_in_the_place_of_the_file_leaves_nothing_behind(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 -- which one depends on the system.
        write_private(tmp_path / "a", b"")
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_symbolic_link_is_replaced_not_followed(tmp_path):
    (tmp_path / "victim").write_bytes(b"mine")
    (tmp_path / "a").symlink_to(tmp_path / "victim")
    write_private(tmp_path / "a", b"new")
    assert (tmp_path / "victim").read_bytes() == b"mine"
    assert not (tmp_path / "a").is_symlink()


def test_data_is_synced_before_it_gets_its_name(tmp_path, monkeypatch):
    steps = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(
            os, name, lambda *args, name=name, real=real: (steps.append(name), real(*args))
        )
    write_private(tmp_path / "a", b"")
    assert steps[:2] == ["fsync", "replace"]


def test_exclusive_changes_lose_nothing_between_threads(tmp_path):
    path = tmp_path / "count"
    write_private(path, b"0")

    def add_ten():
        for _ in range(10):
            with exclusive(path):
                write_private(path, b"%d" % (int(path.read_bytes()) + 1))

    threads = [threading.Thread(target=add_ten) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert path.read_bytes() == b"40"


HOLD = """
import sys
from pathlib import Path
from relay_link.atomic_file import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_other_process_is_waited_for_until_it_ends(tmp_path):
    path = tmp_path / "a"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        busy = pytest.raises(FileBusyError, match="for too long")
        with busy as caught, exclusive(path, timeout_seconds=0.05):
            pytest.fail("two at once")
        assert caught.value.path == path
        holder.kill()
    with exclusive(path):
        pass


def test_lock_is_given_back_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), exclusive(tmp_path / "a"):
        raise ZeroDivisionError
    with exclusive(tmp_path / "a"):
        pass
