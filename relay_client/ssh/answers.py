"""What the user has answered: kept for this process, and in the keyring if told so."""

from collections.abc import Callable

from relay_client.background import in_daemon_thread
from relay_client.secret_store import MemorySecrets, SecretStore, SecretStoreError
from relay_client.ssh.values import Ask, Prompt, PromptKind


class Answers:
    """Secrets and decisions for SSH hosts, by what they are for."""

    def __init__(self, ask: Ask | None, open_store: Callable[[], SecretStore]) -> None:
        """Ask the user with `ask`, if there is one; `open_store` may block."""
        self._ask = ask
        self._open_store = open_store
        self._secrets: dict[str, str] = {}
        self._looked_for: set[str] = set()
        """What the keyring has been asked for."""

    @property
    def can_ask(self) -> bool:
        """Whether there is a user to be asked."""
        return self._ask is not None

    def known(self, name: str) -> str | None:
        """Return the secret called `name` if it is at hand."""
        return self._secrets.get(name)

    async def forget(self, name: str) -> None:
        """Drop a secret that has turned out to be wrong, also from the keyring."""
        if self._secrets.pop(name, None) is not None:
            await self._in_store(lambda store: store.delete(name))

    async def agrees(self, prompt: Prompt) -> bool:
        """Return whether the user says yes."""
        return self._ask is not None and await self._ask(prompt) is not None

    async def live(self, prompt: Prompt) -> str | None:
        """Return what the user answers now; it is good once."""
        reply = await self._ask(prompt) if self._ask is not None else None
        return reply.text if reply is not None else None

    async def find(self, name: str, kind: PromptKind, text: str, detail: str = "") -> str | None:
        """Return a secret from the keyring, else from the user; None if he says no."""
        return await self._remembered(name) or await self._asked(name, kind, text, detail)

    async def _remembered(self, name: str) -> str | None:
        if name in self._looked_for:
            return None
        self._looked_for.add(name)
        found = await self._in_store(lambda store: store.get(name))
        if found is None:
            return None
        self._secrets[name] = found.decode(errors="replace")
        return self._secrets[name]

    async def _asked(self, name: str, kind: PromptKind, text: str, detail: str) -> str | None:
        if self._ask is None:
            return None
        reply = await self._ask(Prompt(kind, text, detail, await self._can_remember()))
        if reply is None:
            return None
        self._secrets[name] = reply.text
        if reply.remember:
            await self._in_store(lambda store: store.set(name, reply.text.encode()))
        return reply.text

    async def _can_remember(self) -> bool:
        store = await in_daemon_thread(self._open_store)
        return not isinstance(store, MemorySecrets)

    async def _in_store(self, work: Callable[[SecretStore], bytes | None]) -> bytes | None:
        """Do something that may block with the store; without one that works there is nothing."""

        def run() -> bytes | None:
            store = self._open_store()
            return None if isinstance(store, MemorySecrets) else work(store)

        try:
            return await in_daemon_thread(run)
        except SecretStoreError:
            return None  # the user is asked each time instead
