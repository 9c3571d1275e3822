import contextlib
import logging
import stat

import pytest

from app import log_file
from app.log_file import log_to_file


@pytest.fixture(autouse=True)
def root():
    """Leave the logging of the tests as it was."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = [handler.level for handler in handlers]
    yield root
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        with contextlib.suppress(OSError):  # what a full disk did not take
            handler.close()
    root.setLevel(level)
    for handler, old in zip(handlers, levels, strict=True):
        handler.setLevel(old)


def test_log_is_for_this_user_only(tmp_path):
    path = log_to_file(tmp_path)
    logging.getLogger("app.test").info("a line")
    assert path.read_text().endswith("INFO app.test a line\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_standard_error_gets_no_more_than_before(tmp_path, root):
    shown = []
    handler = logging.Handler()
    handler.emit = shown.append
    root.setLevel(logging.CRITICAL)
    root.addHandler(handler)
    log_to_file(tmp_path)
    logging.getLogger("app.test").info("a line")
    assert shown == []


def test_large_log_is_put_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(log_file, "MAX_BYTES", 3)
    (tmp_path / "window.log").write_text("long")
    (tmp_path / "window.1.log").write_text("older")
    assert log_to_file(tmp_path).read_text() == ""
    assert (tmp_path / "window.1.log").read_text() == "long"


def test_small_log_is_continued(tmp_path):
    (tmp_path / "window.log").write_text("before\n")
    log_to_file(tmp_path)
    logging.getLogger("app.test").info("after")
    assert (tmp_path / "window.log").read_text().startswith("before\n")


def test_full_disk_fills_the_terminal_with_nothing(tmp_path, capsys):
    (tmp_path / "window.log").symlink_to("/dev/full")
    log_to_file(tmp_path)
    logging.getLogger("app.test").info("a line")
    assert capsys.readouterr().err == ""
