"""A client's session in the test's own process, at a relay that is a process of its own."""

import asyncio
import contextlib

from relay_client.access import FixedRelay, RelayAccess
from relay_client.identity import load_identity
from relay_client.secret_store import MemorySecrets
from relay_client.session import Session
from tests.e2e.programs import PATIENCE_S


@contextlib.asynccontextmanager
async def session_at(relay, events):
    """Log in with the relay's token; what happens is appended to `events`."""
    access = RelayAccess(
        "relay", relay.domain, relay.port, ca_pem=relay.ca_file.read_text(), token=relay.token
    )
    identity = load_identity(MemorySecrets())
    session = Session(FixedRelay(access), identity, "instance-1", events.append)
    await session.start()
    try:
        yield session
    finally:
        await session.aclose()
        # One whose far end breaks it at that moment goes with the next turn of the loop.
        async with asyncio.timeout(PATIENCE_S):
            while session.reactor.sockets:  # noqa: ASYNC110
                await asyncio.sleep(0)
