"""A watcher of sources for tests, which can be waited for."""

import asyncio

from app.contract.values import SourceState


class Watching:
    """Keeps what a source has told."""

    def __init__(self):
        self.source = None
        self.states = []
        self.ports = None
        self.rounds = 0
        """How often the ports were told."""
        self._told = asyncio.Event()

    def source_changed(self, source):
        self.source = source
        self.states.append(source.state)
        self._told.set()

    def ports_changed(self, source_id, ports):
        assert list(ports) == sorted(ports, key=lambda each: each.port)
        assert {each.source for each in ports} <= {source_id}
        assert len({each.id for each in ports}) == len(ports)
        self.ports = ports
        self.rounds += 1
        self._told.set()

    def ask(self, question, answer):
        raise AssertionError(question)

    def withdraw(self, question_id):
        raise AssertionError(question_id)

    async def until(self, condition):
        """Wait until `condition()` holds, and return what it gave."""
        while not (result := condition()):
            self._told.clear()
            await self._told.wait()
        return result

    async def port(self, number):
        """Wait for a row with this port, and return it."""
        return await self.until(lambda: self.found(number))

    async def no_port(self, number):
        """Wait until no row has this port."""
        await self.until(lambda: self.ports is not None and not self.found(number))

    async def state(self, state):
        """Wait for the source to be in a state, and return it."""
        await self.until(lambda: self.source is not None and self.source.state is state)
        return self.source

    async def ready(self):
        """Wait for the source to be ready, and return it."""
        return await self.state(SourceState.READY)

    def found(self, number):
        """Return the row with this port, None if there is none."""
        return next((each for each in self.ports or () if each.port == number), None)
