import contextlib

import pytest

from relay_server.store.store import Store


@pytest.fixture
def store():
    """A store in memory."""
    with contextlib.closing(Store(None)) as opened:
        yield opened


@pytest.fixture
def path(tmp_path):
    """Where a store's file may be; nothing is there yet, not even its folder."""
    return tmp_path / "relay" / "relay.db"


@pytest.fixture
def open_store(path):
    """Open stores on the same file, each with a connection of its own; all are closed at last."""
    with contextlib.ExitStack() as stack:
        yield lambda: stack.enter_context(contextlib.closing(Store(path)))
