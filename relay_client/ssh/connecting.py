"""Connects to SSH hosts, through others if need be, and asks the user what that takes."""

import asyncio
import socket
from dataclasses import dataclass
from pathlib import Path

import asyncssh

from relay_client.errors import in_words
from relay_client.ssh import keys
from relay_client.ssh.answers import Answers
from relay_client.ssh.destination import MAX_JUMPS, Destination, resolve
from relay_client.ssh.errors import (
    SshError,
    SshKeyRefusedError,
    SshRefusedError,
    SshUnreachableError,
)
from relay_client.ssh.known_hosts import Verdict
from relay_client.ssh.login import Attempt, Connection, Findings, passphrase_name
from relay_client.ssh.values import Prompt, PromptKind

MAX_ASKED = 3
"""How often the user may try a password or a passphrase, as in OpenSSH."""


@dataclass(frozen=True)
class Route:
    """A connection to a host, and those to the hosts in between, the nearest first."""

    connection: Connection
    hops: tuple[Connection, ...] = ()

    def close(self) -> None:
        """Begin to close all of them."""
        for connection in (self.connection, *reversed(self.hops)):
            connection.close()

    async def wait_closed(self) -> None:
        """Wait until the first of them is closed, then close the others."""
        await self.connection.wait_closed()
        for connection in reversed(self.hops):
            connection.close()
            await connection.wait_closed()

    def abort(self) -> None:
        """Close all of them without a word to the hosts."""
        for connection in (self.connection, *self.hops):
            connection.abort()


async def connect(name: str, answers: Answers) -> Route:
    """Connect to the host called `name` and log in.

    Raises:
        SshRefusedError: it cannot work.
        SshUnreachableError: it did not work this time.
    """
    hops: list[Connection] = []
    try:
        await _connect_hops(name, answers, hops, 0)
    except BaseException:
        for hop in reversed(hops):
            hop.abort()
        raise
    return Route(hops[-1], tuple(hops[:-1]))


async def _connect_hops(name: str, answers: Answers, hops: list[Connection], depth: int) -> None:
    """Connect to a host and before that to those in front of it; add each to `hops`."""
    there = await asyncio.to_thread(resolve, name)
    if depth >= MAX_JUMPS or len(hops) >= MAX_JUMPS:
        raise SshRefusedError(
            name, f"There are too many ProxyJump hosts in front of {name}; perhaps a circle."
        )
    # As in OpenSSH: the first of several hosts may have hosts in front of it as well.
    if there.jumps and not hops:
        for jump in there.jumps:
            await _connect_hops(jump, answers, hops, depth + 1)
    hops.append(await _log_in(there, hops[-1] if hops else None, answers))


async def _log_in(there: Destination, tunnel: Connection | None, answers: Answers) -> Connection:
    """Try to log in, and ask for what is missing, until it works or cannot work."""
    needs = _Needs(there, answers)
    while True:
        attempt = Attempt(there, answers, needs.skipped)
        try:
            return await attempt.run(tunnel)
        except (OSError, asyncssh.Error, ValueError) as error:
            is_curable = attempt.findings.key or isinstance(error, asyncssh.PermissionDenied)
            if not (is_curable and await needs.meet(attempt.findings)):
                raise explain(there, error) from error


class _Needs:
    """What a host wants to know, as one attempt after the other finds out.

    Attributes:
        skipped: encrypted keys that the user would not unlock.
    """

    def __init__(self, there: Destination, answers: Answers) -> None:
        self.skipped: set[Path] = set()
        self._there = there
        self._answers = answers
        self._asked_for_password = 0

    async def meet(self, findings: Findings) -> bool:
        """Ask for what is missing; return whether another attempt makes sense.

        Raises:
            SshRefusedError: the host's key is not to be trusted.
        """
        if findings.key is not None:
            await self._agree_to(findings.key, findings.verdict)
            return True
        if findings.locked_files:
            await self._unlock(findings.locked_files[0])
            return True
        if findings.password_was_wrong:
            await self._answers.forget(self._there.password_name)
        elif not findings.wants_password:
            return False
        return await self._find_password()

    async def _agree_to(self, key: asyncssh.SSHKey, verdict: Verdict) -> None:
        there = self._there
        refusal = _REFUSED_KEYS.get(verdict)
        if refusal is not None:
            raise _untrusted(there, refusal.format(**_key_facts(there)))
        if not (there.asks_about_keys and self._answers.can_ask):
            raise _untrusted(there, _UNKNOWN_KEY.format(**_key_facts(there)))
        kind = key.get_algorithm().removeprefix("ssh-").upper()
        text = f"The computer {_address(there)} is not known yet. Is this its {kind} key?"
        if not await self._answers.agrees(Prompt(PromptKind.HOST_KEY, text, key.get_fingerprint())):
            raise SshRefusedError(there.name, f"The key of {there.name} was not accepted.")
        try:
            there.known_hosts.add(there.trust_name, there.port, key)
        except OSError as error:
            file = there.known_hosts.files[0]
            raise SshRefusedError(
                there.name, f"The key cannot be added to {file}: {in_words(error)}."
            ) from error

    async def _unlock(self, file: Path) -> None:
        """Find the passphrase of a key; if the user does not know it, go on without the key."""
        name = passphrase_name(file)
        text = f"Logging in at {self._there.name} takes the passphrase of a key."
        for _ in range(1 + MAX_ASKED):
            found = await self._answers.find(name, PromptKind.PASSPHRASE, text, str(file))
            if found is None:
                break
            if await asyncio.to_thread(keys.opens, file, found):
                return
            await self._answers.forget(name)
            text = "That was not the passphrase of the key. Try again."
        self.skipped.add(file)

    async def _find_password(self) -> bool:
        if self._asked_for_password >= MAX_ASKED:
            return False
        there = self._there
        text = f"{there.name} asks for the password of {there.user}."
        if self._asked_for_password:
            text = f"That was not the password of {there.user} at {there.name}. Try again."
        self._asked_for_password += 1
        found = await self._answers.find(there.password_name, PromptKind.PASSWORD, text)
        return found is not None


_UNKNOWN_KEY = (
    "The key of {name} is not known on this computer. Connect to it once by yourself, "
    "with: ssh {command}"
)
_REFUSED_KEYS = {
    Verdict.CHANGED: "The key of {name} has changed: somebody may pretend to be that computer. "
    "If you know that it was set up anew, forget its old key with: "
    "ssh-keygen -R '{entry}' -f {file}",
    Verdict.REVOKED: "The key of {name} has been revoked. Do not connect to it.",
}


def _key_facts(there: Destination) -> dict[str, str]:
    is_usual = there.port == asyncssh.DEFAULT_PORT
    return {
        "name": there.name,
        "command": there.alias if "@" not in there.name else there.name,
        "entry": there.trust_name if is_usual else f"[{there.trust_name}]:{there.port}",
        "file": str(there.known_hosts.files[0]),
    }


def _untrusted(there: Destination, reason: str) -> SshKeyRefusedError:
    return SshKeyRefusedError(there.name, reason, there.known_hosts, there.known_hosts.version())


def _address(there: Destination) -> str:
    place = there.host if there.port == asyncssh.DEFAULT_PORT else f"{there.host}:{there.port}"
    return there.name if there.name == place else f"{there.name} ({place})"


def explain(there: Destination, error: Exception) -> SshError:
    """Return why there is no connection, for people."""
    name, address = there.name, _address(there)
    match error:
        case asyncssh.PermissionDenied():
            return SshRefusedError(
                name,
                f"{name} does not let {there.user} in with the keys and passwords offered. "
                "Check user and keys in your SSH configuration.",
            )
        case asyncssh.HostKeyNotVerifiable():
            return _untrusted(there, f"The key of {name} is not to be trusted: {_in_words(error)}.")
        case asyncssh.KeyExchangeFailed() | asyncssh.ProtocolNotSupported():
            return SshRefusedError(
                name, f"{address} and this program have no way to encrypt in common: {error}."
            )
        case asyncssh.ChannelOpenError():
            return SshUnreachableError(
                name, f"The host in front of {name} cannot reach it: {error.reason}."
            )
        case socket.gaierror():
            return SshUnreachableError(
                name, f"No computer is called {there.host}. Check the name and the network."
            )
        case TimeoutError():
            return SshUnreachableError(name, f"{address} does not answer. Is it on?")
        case ConnectionRefusedError():
            return SshUnreachableError(
                name, f"{address} refuses connections. Does its SSH server run?"
            )
        case OSError() | asyncssh.Error():
            return SshUnreachableError(name, f"No connection to {address}: {_in_words(error)}.")
    return SshRefusedError(name, f"The configuration of SSH for {name} is wrong: {error}.")


def _in_words(error: Exception) -> str:
    return in_words(error).rstrip(".")
