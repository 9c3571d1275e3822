"""Waits for what no event tells of."""

import asyncio

PATIENCE_S = 60
"""How long anything may take. It is there to end hangs, not to measure."""


async def eventually(condition):
    """Return the first result of `condition` that is true; fail when there is none in time."""
    async with asyncio.timeout(PATIENCE_S):
        while not (result := condition()):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        return result
