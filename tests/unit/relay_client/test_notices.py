import os
import stat
import subprocess
import sys

import pytest

from relay_client.notices import Notice, read_notices

MAX_BYTES = 100


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "notices"


def shown(folder):
    return list(read_notices(folder, MAX_BYTES))


def test_others_of_this_user_only_read_what_is_shown_until_it_is_closed(folder):
    notice = Notice(folder, "one")
    assert shown(folder) == []
    notice.write(b"first")
    notice.write(b"second")
    assert shown(folder) == [b"second"]
    (path,) = folder.glob("*.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    notice.close()
    notice.write(b"too late")
    assert list(folder.iterdir()) == []


def test_notice_that_was_never_written_leaves_nothing(folder):
    Notice(folder, "one").close()
    assert not folder.exists()
    assert shown(folder) == []


def test_no_more_is_read_than_asked_for(folder):
    notice = Notice(folder, "one")
    notice.write(b"x" * 1000)
    assert shown(folder) == [b"x" * (MAX_BYTES + 1)]
    notice.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_forked_child_leaves_the_notice_to_its_parent(folder):
    code = (
        "import os, pathlib, sys; from relay_client.notices import Notice;"
        f"notice = Notice(pathlib.Path({str(folder)!r}), 'one'); notice.write(b'shown');"
        "child = not os.fork();"
        "child and (notice.forget(), notice.close(), print('forked', flush=True));"
        "sys.stdin.read() if child else os.kill(os.getpid(), 19)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert parent.stdout.readline() == "forked\n"
        assert shown(folder) == [b"shown"]
        parent.kill()
        parent.wait()
        assert shown(folder) == []
        assert list(folder.iterdir()) == []
    finally:
        parent.kill()
        parent.communicate()
