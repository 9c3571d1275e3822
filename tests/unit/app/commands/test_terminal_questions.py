import contextlib
import os
import pty
import sys

import pytest

from app.commands import terminal_questions
from app.commands.terminal_questions import terminal_asker
from relay_client.ssh.values import Prompt, PromptKind, Reply


@pytest.fixture
def sit_down(monkeypatch):
    """Put this process on a terminal; return the end where somebody sits.

    Called by the test itself, because pytest has its own streams again after each fixture.
    """
    with contextlib.ExitStack() as leaving:

        def sit_down():
            far, near = pty.openpty()
            leaving.callback(os.close, far)
            leaving.callback(os.close, near)
            stdin = leaving.enter_context(os.fdopen(os.dup(near), "r"))
            stderr = leaving.enter_context(os.fdopen(os.dup(near), "w"))
            monkeypatch.setattr(sys, "stdin", stdin)
            monkeypatch.setattr(sys, "stderr", stderr)
            return far

        yield sit_down


@pytest.fixture
def secret(monkeypatch):
    """Let this be what is typed without being shown, which needs a terminal of the process's."""
    typed = []
    monkeypatch.setattr(terminal_questions.getpass, "getpass", lambda *_: typed.pop())
    return typed


def test_without_a_terminal_nobody_can_be_asked(monkeypatch):
    monkeypatch.setattr(sys, "stdin", open(os.devnull))  # noqa: SIM115
    assert terminal_asker() is None
    sys.stdin.close()


@pytest.mark.parametrize(
    ("typed", "reply"), [("y", Reply("yes")), ("YES", Reply("yes")), ("", None), ("n", None)]
)
def test_key_of_a_host_is_accepted_with_yes_alone(run, sit_down, typed, reply):
    terminal = sit_down()
    os.write(terminal, f"{typed}\n".encode())
    prompt = Prompt(PromptKind.HOST_KEY, "Is this \x1b[31mits key?", "SHA256:abc")
    assert run(terminal_asker()(prompt)) == reply
    shown = ""
    while "[y/N]" not in shown:
        shown += os.read(terminal, 4096).decode()
    assert "SHA256:abc" in shown
    assert "\x1b[31m" not in shown


@pytest.mark.parametrize(("typed", "remember"), [("y", True), ("", False)])
def test_secret_is_remembered_if_told_so(run, sit_down, secret, typed, remember):
    secret.append("sesame")
    terminal = sit_down()
    os.write(terminal, f"{typed}\n".encode())
    prompt = Prompt(PromptKind.PASSWORD, "Password?", can_remember=True)
    assert run(terminal_asker()(prompt)) == Reply("sesame", remember)


def test_secret_that_cannot_be_remembered_is_not_asked_about(run, sit_down, secret):
    secret.append("sesame")
    sit_down()
    assert run(terminal_asker()(Prompt(PromptKind.PASSPHRASE, "Passphrase?"))) == Reply("sesame")


def test_empty_secret_is_a_no(run, sit_down, secret):
    secret.append("")
    sit_down()
    assert run(terminal_asker()(Prompt(PromptKind.PASSPHRASE, "Passphrase?"))) is None


def test_end_of_the_input_is_a_no(run, sit_down, monkeypatch):
    def end(*arguments):
        raise EOFError

    monkeypatch.setattr(terminal_questions.getpass, "getpass", end)
    sit_down()
    assert run(terminal_asker()(Prompt(PromptKind.PASSPHRASE, "Passphrase?"))) is None
