"""Asks on the terminal what an SSH host wants to know."""

import contextlib
import getpass
import sys
from collections.abc import Iterator

from app.plain_text import plain_text
from relay_client.background import in_daemon_thread
from relay_client.ssh.values import Ask, Prompt, PromptKind, Reply

if sys.platform != "win32":
    import termios

_YES = frozenset({"y", "yes"})


def terminal_asker() -> Ask | None:
    """Return what asks on the terminal; None if there is none, so that nobody can be asked."""
    return _ask if sys.stdin.isatty() and sys.stderr.isatty() else None


async def _ask(prompt: Prompt) -> Reply | None:
    with _restored_terminal():
        # Not in a thread of the loop's own, which would put off the end of a program that is told
        # to stop meanwhile.
        return await in_daemon_thread(lambda: _read(prompt))


def _read(prompt: Prompt) -> Reply | None:
    """Wait for the answer; an empty one, and the end of the input, mean no."""
    _say(prompt.text)
    if prompt.detail:
        _say(prompt.detail)
    try:
        if prompt.kind is PromptKind.HOST_KEY:
            return Reply("yes") if _agrees("Connect to it") else None
        secret = getpass.getpass("Answer (not shown, empty to give up): ", sys.stderr)
        if not secret:
            return None
        return Reply(secret, prompt.can_remember and _agrees("Keep it in the keyring"))
    except EOFError:
        return None


def _agrees(what: str) -> bool:
    print(f"{what}? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in _YES


def _say(text: str) -> None:
    print(plain_text(text), file=sys.stderr)


@contextlib.contextmanager
def _restored_terminal() -> Iterator[None]:
    """Let the terminal show what is typed again, if the program ends while a secret is read."""
    if sys.platform == "win32":
        yield
        return
    before = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
