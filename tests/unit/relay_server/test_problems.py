import errno
import os
from pathlib import Path

import pytest

from relay_link.atomic_file import FileBusyError
from relay_server.certificates import CertificateError
from relay_server.problems import UsageError, explain
from relay_server.store import StoreError

FAILED, USAGE = 1, 2


def system_error(number, filename=None):
    return OSError(number, os.strerror(number), filename)


def test_wrong_usage_has_its_own_exit_code():
    assert explain(UsageError("Give both, or none.")) == ("Give both, or none.", USAGE)


@pytest.mark.parametrize(
    "error",
    [
        CertificateError("chain.pem expired on 2020-01-01."),
        StoreError(Path("relay.sqlite"), "is damaged; move it away."),
    ],
)
def test_our_errors_speak_for_themselves(error):
    assert explain(error) == (str(error), FAILED)


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.EADDRINUSE, "Stop the program that uses that port"),
        (errno.EACCES, "Let this user have low ports"),
        (errno.EADDRNOTAVAIL, "Choose another address with --listen."),
    ],
)
@pytest.mark.parametrize("address", ["192.0.2.1:443", "::1:443"])
def test_address_that_cannot_be_listened_on_is_named_with_what_to_do(address, number, advice):
    sentence, code = explain(system_error(number, address))
    assert sentence.startswith(f"Cannot listen on {address}: {os.strerror(number)}. {advice}")
    assert code == FAILED


def test_file_is_named():
    sentence = explain(system_error(errno.ENOSPC, Path("relay.log")))
    assert sentence == ("No space left on device (relay.log)", FAILED)


def test_error_without_a_file_names_none():
    assert explain(system_error(errno.EMFILE)) == ("Too many open files", FAILED)


def test_error_of_the_system_that_is_one_of_ours_keeps_its_sentence():
    error = FileBusyError(Path("relay.json"))
    assert explain(error) == (str(error), FAILED)


@pytest.mark.parametrize("error", [ValueError("x"), AssertionError(), KeyError("port")])
def test_our_own_mistakes_get_no_sentence(error):
    assert explain(error) == (None, FAILED)
