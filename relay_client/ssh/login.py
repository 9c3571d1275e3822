"""One attempt to log in at an SSH host: it succeeds, or finds out what it needs to know first.

Nothing is asked while a connection waits: hosts cut those off, and the user may be at lunch. Only
one-time codes are, because they belong to one connection.
"""

import asyncio
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncssh

from relay_client.ssh.answers import Answers
from relay_client.ssh.destination import Destination
from relay_client.ssh.keys import UserKeys, load_keys
from relay_client.ssh.known_hosts import Verdict
from relay_client.ssh.values import Prompt, PromptKind

LOGIN_SECONDS = 20.0
"""How long connecting and logging in may take, without the time in which the user is asked."""
LIVE_ANSWER_SECONDS = 100.0
"""How long a one-time code may take; OpenSSH's server waits 120 s for the whole login."""
KEEPALIVE_SECONDS = 4.0
KEEPALIVES = 2
"""After this many without an answer, and one more pause, the connection is lost: 12 s."""

Connection = asyncssh.SSHClientConnection


def passphrase_name(file: Path) -> str:
    """Return what a key's passphrase is called in the keyring."""
    return f"ssh passphrase {file}"


@dataclass
class Findings:
    """What an attempt has found out.

    Attributes:
        key: the host's, if it is not trusted.
        verdict: why it is not.
        locked_files: keys that the host would take, or might, and whose passphrase is not known.
        wants_password: whether it would take a password that is not known.
        password_was_wrong: whether the known one was.
    """

    key: asyncssh.SSHKey | None = None
    verdict: Verdict = Verdict.KNOWN
    locked_files: list[Path] = field(default_factory=list)
    wants_password: bool = False
    password_was_wrong: bool = False


class Attempt:
    """One attempt; when it fails, `findings` says what it needs."""

    def __init__(self, destination: Destination, answers: Answers, skipped: Set[Path]) -> None:
        """Prepare to log in with what is known by now, and without the keys that are `skipped`."""
        self.findings = Findings()
        self._skipped = skipped
        self._destination = destination
        self._answers = answers
        self._deadline = asyncio.timeout(LOGIN_SECONDS)
        self._has_sent_password = False

    async def run(self, tunnel: Connection | None) -> Connection:
        """Connect, through `tunnel` if there is one, and log in.

        Raises:
            OSError, asyncssh.Error, ValueError: whatever asyncssh raises; TimeoutError among them.
        """
        there = self._destination
        async with self._deadline:
            keys = await asyncio.to_thread(
                load_keys, there.key_files, there.certificate_files, self._passphrase
            )
            return await asyncssh.connect(
                there.alias,
                there.port,
                username=there.user,
                tunnel=tunnel,  # None, so that asyncssh does not follow ProxyJump by itself
                config=[str(file) for file in there.config_files],
                known_hosts=self._vouchers,
                client_factory=lambda: _Client(self),
                client_keys=keys.pairs,
                login_timeout=0,
                keepalive_interval=KEEPALIVE_SECONDS,
                keepalive_count_max=KEEPALIVES,
                **self._key_kinds(),
                **_agent(there, keys),
            )

    # Asked by asyncssh, on the event loop except for the passphrase.

    def trusts(self, port: int, key: asyncssh.SSHKey) -> bool:
        """Return whether the host may have that key."""
        there = self._destination
        verdict = there.known_hosts.judge(there.trust_name, port, key)
        if verdict is Verdict.KNOWN:
            return True
        self.findings.key, self.findings.verdict = key, verdict
        return False

    def password(self) -> str | None:
        """Return the password if it is known, once."""
        if self.findings.locked_files:
            return None  # the user has a key for this host, whose passphrase comes first
        known = self._answers.known(self._destination.password_name)
        if known is None:
            self.findings.wants_password = True
        elif self._has_sent_password:
            self.findings.password_was_wrong = True
        else:
            self._has_sent_password = True
            return known
        return None

    async def responses(self, prompts: Sequence[tuple[str, bool]]) -> list[str] | None:
        """Return what to answer to the host's own questions, None to give up."""
        if not prompts:
            return []
        if len(prompts) == 1 and "password" in prompts[0][0].lower():
            password = self.password()
            return None if password is None else [password]
        if self.findings.locked_files or not self._answers.can_ask:
            return None
        self._deadline.reschedule(asyncio.get_running_loop().time() + LIVE_ANSWER_SECONDS)
        answers = []
        for text, _ in prompts:
            prompt = Prompt(PromptKind.PASSWORD, f"{self._destination.name} asks: {text.strip()}")
            answer = await self._answers.live(prompt)
            if answer is None:
                return None
            answers.append(answer)
        return answers

    def _passphrase(self, file: Path) -> str | None:
        known = self._answers.known(passphrase_name(file))
        if known is None and file not in {*self._skipped, *self.findings.locked_files}:
            self.findings.locked_files.append(file)
        return known

    def _vouchers(self, host: str, address: str, port: int | None) -> Any:
        """Return no keys of the host, of which `trusts` knows more, but its authorities."""
        there = self._destination
        _, authorities, revoked = there.known_hosts.keys(there.trust_name, there.port)
        return [], authorities, revoked

    def _key_kinds(self) -> dict[str, Any]:
        """Prefer the kinds of key that the host is known by; it may have others as well.

        The signs are asyncssh's: what is in front of its own choice, behind it, or left out of it.
        """
        there = self._destination
        keys, authorities, _ = there.known_hosts.keys(there.trust_name, there.port)
        kinds = [kind.decode() for key in keys for kind in key.sig_algorithms]
        if there.picks_key_kinds:
            return {}
        if kinds:
            return {"server_host_key_algs": "^" + ",".join(kinds)}
        if authorities:
            return {"server_host_key_algs": "+*"}  # by itself it would take certificates only
        return {"server_host_key_algs": "-*-cert-v0*"}


class _Client(asyncssh.SSHClient):
    """Passes on what asyncssh asks."""

    def __init__(self, attempt: Attempt) -> None:
        self._attempt = attempt

    def validate_host_public_key(
        self, host: str, addr: str, port: int, key: asyncssh.SSHKey
    ) -> bool:
        return self._attempt.trusts(port, key)

    def password_auth_requested(self) -> str | None:
        return self._attempt.password()

    def kbdint_auth_requested(self) -> str:
        return ""

    async def kbdint_challenge_received(
        self, name: str, instructions: str, lang: str, prompts: Sequence[tuple[str, bool]]
    ) -> list[str] | None:
        return await self._attempt.responses(prompts)


def _agent(there: Destination, keys: UserKeys) -> dict[str, Any]:
    """Let an agent offer no other keys than those configured, if that is wanted."""
    if not there.uses_only_these_keys:
        return {"agent_identities": None}
    if not keys.public:
        return {"agent_path": None, "agent_identities": None}
    return {"agent_identities": keys.public}
