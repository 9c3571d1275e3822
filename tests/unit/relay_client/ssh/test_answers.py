import pytest

from relay_client.secret_store import MemorySecrets, SecretStoreError
from relay_client.ssh import answers as module
from relay_client.ssh.answers import Answers
from relay_client.ssh.values import Prompt, PromptKind, Reply

KIND = PromptKind.PASSWORD


class Store(MemorySecrets):
    """Counts as a keyring where `no_memory` says so."""


class BrokenStore(Store):
    def get(self, name):
        raise SecretStoreError("keyring", "broken", "repair it")

    set = delete = lambda self, *arguments: self.get("")


@pytest.fixture
def no_memory(monkeypatch):
    """Let every store count as one that outlives the process."""

    class Nothing:
        pass

    monkeypatch.setattr(module, "MemorySecrets", Nothing)


class User:
    def __init__(self, *replies):
        self.replies = list(replies)
        self.prompts = []

    async def ask(self, prompt):
        self.prompts.append(prompt)
        return self.replies.pop(0)


def answers(user, store):
    return Answers(user and user.ask, lambda: store)


def test_answer_is_known_from_then_on(run):
    user = User(Reply("secret"))
    kept = answers(user, Store())
    assert kept.known("a") is None
    assert run(kept.find("a", KIND, "Who?", "detail")) == "secret"
    assert kept.known("a") == "secret"
    assert user.prompts == [Prompt(KIND, "Who?", "detail", can_remember=False)]


def test_answer_is_remembered_only_if_told_so(run, no_memory):
    store = Store()
    user = User(Reply("one"), Reply("two", remember=True))
    run(answers(user, store).find("a", KIND, "Who?"))
    assert store.get("a") is None
    run(answers(user, store).find("a", KIND, "Who?"))
    assert store.get("a") == b"two"
    assert run(answers(User(), store).find("a", KIND, "Who?")) == "two"
    assert user.prompts[0].can_remember


def test_memory_alone_is_no_place_to_remember(run):
    store = Store()
    run(answers(User(Reply("one", remember=True)), store).find("a", KIND, "Who?"))
    assert store.get("a") is None


def test_forgotten_answer_is_asked_for_again(run, no_memory):
    store = Store()
    store.set("a", b"old")
    kept = answers(User(Reply("new")), store)
    assert run(kept.find("a", KIND, "Who?")) == "old"
    run(kept.forget("a"))
    assert store.get("a") is None
    assert kept.known("a") is None
    assert run(kept.find("a", KIND, "Who?")) == "new"


def test_broken_keyring_asks_each_time(run, no_memory):
    kept = answers(User(Reply("one", remember=True)), BrokenStore())
    assert run(kept.find("a", KIND, "Who?")) == "one"
    run(kept.forget("a"))


def test_nobody_to_ask_means_no_answer(run):
    kept = answers(None, Store())
    assert not kept.can_ask
    assert run(kept.find("a", KIND, "Who?")) is None
    assert run(kept.live(Prompt(KIND, "Who?"))) is None
    assert not run(kept.agrees(Prompt(PromptKind.HOST_KEY, "Is it?")))


def test_no_is_no(run):
    kept = answers(User(None, None, None), Store())
    assert run(kept.find("a", KIND, "Who?")) is None
    assert run(kept.live(Prompt(KIND, "Who?"))) is None
    assert not run(kept.agrees(Prompt(PromptKind.HOST_KEY, "Is it?")))


def test_reply_does_not_show_its_secret():
    assert "secret" not in repr(Reply("secret"))
