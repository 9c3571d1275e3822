import dataclasses
from pathlib import Path

import asyncssh
import pytest

from relay_client.secret_store import MemorySecrets
from relay_client.ssh.answers import Answers
from relay_client.ssh.destination import resolve
from relay_client.ssh.known_hosts import KnownHosts, Verdict
from relay_client.ssh.login import Attempt, passphrase_name
from relay_client.ssh.values import Reply

KEY = asyncssh.generate_private_key("ssh-ed25519").convert_to_public()


@pytest.fixture
def make(run, home, tmp_path):
    """Make an attempt with what is known: secrets by name, and a file of known hosts."""

    def make(secrets=None, known_hosts="", skipped=frozenset(), **changes):
        file = tmp_path / "known_hosts"
        file.write_text(known_hosts)
        there = dataclasses.replace(
            resolve("alice@gpu-box"), known_hosts=KnownHosts((file,)), **changes
        )

        async def work():
            answers = Answers(reply_with(secrets or {}), MemorySecrets)
            for name in secrets or {}:
                await answers.find(name, None, name)
            return Attempt(there, answers, skipped)

        return run(work())

    return make


def reply_with(secrets):
    async def ask(prompt):
        return Reply(secrets.get(prompt.text, "live"))

    return ask


PASSWORD = "ssh password alice@gpu-box:22"


def test_password_is_given_once(make):
    attempt = make({PASSWORD: "right"})
    assert attempt.password() == "right"
    assert attempt.password() is None
    assert attempt.findings.password_was_wrong


def test_unknown_password_is_a_finding(make):
    attempt = make()
    assert attempt.password() is None
    assert attempt.findings.wants_password
    assert not attempt.findings.password_was_wrong


def test_key_of_the_user_comes_before_his_password(make):
    attempt = make({PASSWORD: "right"})
    assert attempt._passphrase(Path("/key")) is None
    assert attempt.findings.locked_files == [Path("/key")]
    assert attempt.password() is None


def test_key_that_the_user_has_skipped_is_no_finding(make):
    attempt = make({PASSWORD: "right"}, skipped={Path("/key")})
    assert attempt._passphrase(Path("/key")) is None
    assert attempt.password() == "right"


def test_known_passphrase_is_given(make):
    assert make({passphrase_name(Path("/key")): "right"})._passphrase(Path("/key")) == "right"


def test_key_that_is_not_trusted_is_a_finding(make):
    attempt = make()
    assert not attempt.trusts(22, KEY)
    assert (attempt.findings.key, attempt.findings.verdict) == (KEY, Verdict.UNKNOWN)


def test_key_that_is_trusted_is_none(make):
    line = KEY.export_public_key().decode()
    attempt = make(known_hosts=f"gpu-box {line}")
    assert attempt.trusts(22, KEY)
    assert attempt.findings.key is None


def test_known_kinds_of_keys_are_preferred(make):
    line = KEY.export_public_key().decode()
    assert make()._key_kinds() == {"server_host_key_algs": "-*-cert-v0*"}
    known = make(known_hosts=f"gpu-box {line}")
    assert known._key_kinds() == {"server_host_key_algs": "^ssh-ed25519"}
    vouched = make(known_hosts=f"@cert-authority * {line}")
    assert vouched._key_kinds() == {"server_host_key_algs": "+*"}
    assert make(picks_key_kinds=True)._key_kinds() == {}


def test_host_may_ask_for_its_password_in_its_own_words(make, run):
    attempt = make({PASSWORD: "right"})
    assert run(attempt.responses([])) == []
    assert run(attempt.responses([("Password: ", False)])) == ["right"]
    assert run(attempt.responses([("Password: ", False)])) is None
