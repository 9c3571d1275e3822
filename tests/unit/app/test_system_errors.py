import errno
import os

import pytest

from app.system_errors import full_stop, system_sentence


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.EIO, "Input/output error", "/a"), "Input/output error: /a."),
        (OSError(errno.EIO, "Input/output error", "/a", None, "/b"), "Input/output error: /b."),
        (TimeoutError("too long"), "Too long."),
        (TimeoutError(), "TimeoutError."),
    ],
)
def test_error_says_which_file(error, sentence):
    assert system_sentence(error) == sentence


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Make room on the disk, then try again."),
        (errno.EDQUOT, "Remove files of yours, then try again."),
        (errno.EACCES, "Make that possible for your user, then try again."),
        (errno.EMFILE, "Close a few tunnels, then try again."),
    ],
)
def test_error_that_people_can_cure_says_how(number, advice):
    error = OSError(number, os.strerror(number), "/a")
    assert system_sentence(error) == f"{os.strerror(number)}: /a. {advice}"


def test_sentence_ends_once():
    assert [full_stop(each) for each in ("no.", "really?", "no")] == ["No.", "Really?", "No."]
