import errno
from pathlib import Path

import pytest

from app.engine.kept_tunnels import DamagedStateError, EngineBusyError
from app.engine.ports.errors import SockDiagError
from app.problems import (
    FAILED,
    USAGE,
    closed_as_planned,
    explain,
    nothing_listens,
    only_in_memory,
    relay_away,
)
from relay_client.errors import (
    InvalidError,
    LocalRelayUnavailableError,
    RefusedError,
    RemoteError,
    UnavailableError,
)
from relay_client.folders import FolderError
from relay_client.known_relays import RelayListError
from relay_client.secret_store import MemorySecrets, SecretStoreError


def unavailable(cause):
    error = UnavailableError()
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        RemoteError("it is away"),
        RefusedError("limit", "it is away"),
        InvalidError("it is away."),
    ],
)
def test_sentence_begins_with_a_capital_and_ends_with_a_full_stop(error):
    assert explain(error).sentence == "It is away."


def test_mistake_in_the_call_is_wrong_usage():
    assert explain(InvalidError("Give a port.")) == ("Give a port.", USAGE, "")


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("credentials", "join the relay with it."),
        ("code", "Ask for a new one."),
        ("busy", "Try again in ten minutes."),
    ],
)
def test_refusal_is_told_in_our_own_words(code, advice):
    problem = explain(RefusedError(code, "\x1b[2J"))
    assert problem.sentence.endswith(advice)
    assert problem.exit_code == FAILED


def test_command_is_told_only_where_it_can_be_typed():
    problem = explain(RefusedError("credentials", ""))
    assert "porthole" not in problem.sentence
    assert problem.line.endswith(", and join the relay with it: porthole join URL")
    assert explain(RefusedError("busy", "")).line == explain(RefusedError("busy", "")).sentence


def test_refusal_we_have_no_words_for_is_told_in_the_relays():
    assert explain(RefusedError("full-moon", "come back tomorrow")).sentence == (
        "Come back tomorrow."
    )


@pytest.mark.parametrize(
    ("cause", "why"),
    [
        (None, ""),
        (TimeoutError(), " (no answer in time)"),
        (
            ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"),
            " (Connection refused)",
        ),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), " (Network is unreachable)"),
        (OSError("odd"), " (odd)"),
        (OSError(), " (OSError)"),
    ],
)
def test_unavailable_relay_says_why_and_where_to_look(cause, why):
    problem = explain(unavailable(cause))
    assert problem.exit_code == FAILED
    assert problem.line == (
        f"Relay server is unavailable{why}. Check the network and the relay's address: "
        "porthole doctor"
    )


@pytest.mark.parametrize(
    ("error", "start"),
    [
        (SockDiagError(errno.EPERM), ""),
        (RelayListError(Path("/r"), "the list is damaged", "correct it"), "The list is damaged"),
        (SecretStoreError("a store", "it is locked", "unlock it"), "It is locked; unlock it."),
        (FolderError(Path("/f"), "a link"), "The folder /f cannot be used (a link); remove it"),
        (DamagedStateError(Path("/s"), "it is broken"), "The list of tunnels from the last time"),
        (EngineBusyError(), "Another Porthole runs already. It keeps its tunnels"),
    ],
)
def test_what_fails_on_this_computer_is_no_bug(error, start):
    problem = explain(error)
    assert problem.sentence.startswith(start)
    assert problem.sentence.endswith(".")
    assert not problem.is_bug
    assert problem.exit_code == FAILED


def test_error_of_the_system_says_which_file_and_what_helps():
    error = OSError(errno.ENOSPC, "No space left on device", "/a")
    sentence = "No space left on device: /a. Make room on the disk, then try again."
    assert explain(error) == (sentence, FAILED, "")


def test_relay_on_this_computer_that_is_silent_is_no_matter_of_the_network():
    error = LocalRelayUnavailableError(4711)
    error.__cause__ = TimeoutError()
    assert explain(error).line == str(error)
    assert "The relay on this computer does not answer" in str(error)


def test_anything_else_is_a_bug_of_ours():
    problem = explain(KeyError("x"))
    assert problem.is_bug
    assert problem.sentence == (
        "This is a bug in Porthole (KeyError: 'x'). "
        "Run it again with --debug and report what it prints."
    )
    assert problem.exit_code == FAILED


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [
        (MemorySecrets("why", is_keyring_locked=True), "The keyring is locked or does not answer,"),
        (MemorySecrets("why"), "There is no keyring that works (why),"),
    ],
)
def test_keys_that_only_memory_keeps_are_explained(kept, sentence):
    assert only_in_memory(kept).startswith(sentence)


def test_what_happens_to_tunnels_has_words():
    assert relay_away("r5", "no answer in time") == (
        "Relay r5 does not answer (no answer in time). Porthole tries again by itself."
    )
    assert relay_away("this computer", "no answer in time").startswith(
        "The relay on this computer does not answer (no answer in time)."
    )
    assert nothing_listens("port 3000") == (
        "Nothing listens on port 3000. The tunnel works again as soon as something does."
    )
    assert closed_as_planned("8000") == (
        "The tunnel to 8000 was closed at the time that was set for it."
    )
