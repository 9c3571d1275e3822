"""Runs the store's blocking calls in a thread of their own, one after the other."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from relay_server.store.store import Store

Result = TypeVar("Result")


class StoreThread:
    """The event loop's way to the store: a slow disk must not hold up the data path."""

    def __init__(self, store: "Store") -> None:
        """Serve `store`, which this object closes."""
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")

    async def run(self, work: Callable[["Store"], Result]) -> Result:
        """Return what `work` returns or raises when called with the store."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, work, self._store)

    async def aclose(self) -> None:
        """Finish what was begun and close the store."""
        await self.run(lambda store: store.close())
        self._thread.shutdown()
