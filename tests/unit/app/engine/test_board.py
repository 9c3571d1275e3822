import os
import stat
import subprocess
import sys

import pytest

from app.contract.values import Connection, Counters, Tunnel, TunnelState
from app.engine.board import Board, Page, read_pages

TUNNEL = Tunnel(
    "t", "local", 8000, "127.0.0.1:8000", "p", TunnelState.LIVE, 1.0, 1.0, "r5", title="web"
)
PAGE = Page(
    os.getpid(),
    5.0,
    (TUNNEL,),
    (Counters("t", 5.0, 1, 2, 3, 4),),
    {"t": (Connection(1, "192.0.2.1", 5000, 4.0, 1, 2),)},
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "board"


def test_page_is_read_by_others_of_this_user_only(folder):
    board = Board(folder)
    board.show(PAGE)
    assert read_pages(folder) == (PAGE,)
    (path,) = folder.glob("*.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    board.close()
    assert read_pages(folder) == ()
    assert list(folder.iterdir()) == []


def test_page_that_says_nothing_new_is_not_written_again(folder):
    board = Board(folder)
    board.show(PAGE)
    (path,) = folder.glob("*.json")
    before = path.stat().st_ino
    board.show(Page(PAGE.pid, 6.0, PAGE.tunnels, PAGE.counters, PAGE.connections))
    assert path.stat().st_ino == before
    board.show(Page(PAGE.pid, 7.0, ()))
    assert read_pages(folder)[0].tunnels == ()
    board.close()


def test_what_a_killed_process_left_is_removed(folder):
    code = (
        "import os, pathlib, sys; from app.engine.board import Board, Page;"
        f"board = Board(pathlib.Path({str(folder)!r})); board.show(Page(os.getpid(), 1.0, ()));"
        "print('shown', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout.readline() == "shown\n"
        assert [page.pid for page in read_pages(folder)] == [child.pid]
    finally:
        child.kill()
        child.communicate()
    assert read_pages(folder) == ()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"pid":1,"written_at":1,"tunnels":[],"version":2}']
)
def test_page_that_cannot_be_read_is_left_out(folder, text):
    board = Board(folder)
    board.show(PAGE)
    next(folder.glob("*.json")).write_text(text)
    assert read_pages(folder) == ()
    board.close()


def test_missing_folder_has_no_pages(folder):
    assert read_pages(folder) == ()
