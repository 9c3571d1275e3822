import inspect

import pytest

from relay_link.near import Near
from relay_link.stream import Stream
from relay_link.tls import TlsStream

METHODS = [name for name, _ in inspect.getmembers(Near, inspect.isfunction) if name[0] != "_"]


@pytest.mark.parametrize("stream", [Stream, TlsStream])
@pytest.mark.parametrize("name", METHODS)
def test_streams_can_be_near_an_exchange(stream, name):
    wanted = inspect.signature(getattr(Near, name))
    assert list(inspect.signature(getattr(stream, name)).parameters) == list(wanted.parameters)


@pytest.mark.parametrize("stream", [Stream, TlsStream])
def test_streams_tell_what_waits(stream):
    assert {"waiting_bytes", "has_taken_all", "handler"} <= set(dir(stream))
