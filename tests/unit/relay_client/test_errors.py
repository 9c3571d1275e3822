import errno
import pickle
import socket

import pytest

from relay_client.errors import (
    Error,
    InvalidError,
    KeyOutOfReachError,
    LocalRelayUnavailableError,
    ProbeError,
    RefusedError,
    RemoteError,
    TokenRefusedError,
    UnavailableError,
    in_words,
)
from relay_link.errors import CertificateRefusedError, ProtocolError, TlsError


def test_unavailable_relay_is_told_in_one_sentence():
    assert str(UnavailableError()) == "Relay server is unavailable"


def test_refusal_reads_as_the_relays_sentence_and_keeps_its_code():
    error = RefusedError("limit", "64 tunnels are open already.")
    assert str(error) == "64 tunnels are open already."
    assert (error.code, error.text) == ("limit", "64 tunnels are open already.")


@pytest.mark.parametrize("kind", [UnavailableError, RefusedError, ProbeError])
def test_what_the_relay_does_not_do_can_be_caught_as_one(kind):
    assert issubclass(kind, RemoteError)
    assert not issubclass(kind, InvalidError)


@pytest.mark.parametrize("kind", [InvalidError, RemoteError])
def test_all_errors_can_be_caught_as_one(kind):
    assert issubclass(kind, Error)


@pytest.mark.parametrize(
    "error",
    [
        InvalidError("no"),
        UnavailableError(),
        LocalRelayUnavailableError(4711),
        RefusedError("busy", "Later."),
        KeyOutOfReachError("locked"),
        TokenRefusedError(),
        ProbeError("a.example.com", 443, "no answer in time"),
    ],
)
def test_errors_pass_between_processes(error):
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TimeoutError(), "no answer in time"),
        (TimeoutError("the relay does not answer"), "the relay does not answer"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), "Connection refused"),
        (socket.gaierror(-2, "Name or service not known"), "Name or service not known"),
        (ConnectionAbortedError("closed by this end"), "closed by this end"),
        (ProtocolError("message of 70000 bytes"), "message of 70000 bytes"),
        (TlsError("wrong version number"), "what answers there does not speak TLS"),
        (TlsError("unexpected eof while reading"), "unexpected eof while reading"),
        (OSError(), "OSError"),
    ],
    ids=repr,
)
def test_cause_is_told_in_words(error, words):
    assert in_words(error) == words


def test_failed_probe_says_where_and_why():
    error = ProbeError("a.example.com", 443, "no answer in time")
    assert "a.example.com:443 does not lead to this computer" in str(error)
    assert "(no answer in time)" in str(error)


def test_certificate_that_is_not_trusted_is_told_in_words():
    error = CertificateRefusedError("unable to get local issuer certificate.")
    assert in_words(error) == "unable to get local issuer certificate"
