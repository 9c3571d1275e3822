import json
import typing

import msgspec
import pytest

from app.contract import values
from app.contract.events import Snapshot
from app.contract.lines import decode_event, encode
from app.contract.values import (
    CloseReason,
    Connection,
    Port,
    Relay,
    RelayState,
    Source,
    SourceKind,
    SourceState,
    Tunnel,
    TunnelState,
)
from relay_client.connections import CloseReason as SessionCloseReason

TUNNEL = Tunnel(
    id="t",
    source="local",
    port=8000,
    target="8000",
    port_id="local/127.0.0.1:8000",
    state=TunnelState.TARGET_GONE,
    since=1.5,
    opened_at=1.0,
    relay="this computer",
    tls_socket=("a.localhost", 443),
    blocked=("192.0.2.1",),
)


def test_everything_crosses_unchanged():
    snapshot = Snapshot(
        "1.0",
        (Source("local", SourceKind.COMPUTER, "This computer", SourceState.READY, 1.0),),
        (Port("local/[::1]:1", "local", "::1", 1, "[::1]:1"),),
        (TUNNEL,),
        (Relay("r", RelayState.UNUSED, 1.0),),
    )
    assert decode_event(encode(snapshot)) == snapshot


def test_states_cross_as_words():
    assert json.loads(msgspec.json.encode(TUNNEL))["state"] == "target gone"


@pytest.mark.parametrize(
    "each", [value for value in vars(values).values() if typing.get_origin(value) is None]
)
def test_values_are_frozen(each):
    if isinstance(each, type) and issubclass(each, msgspec.Struct) and each is not msgspec.Struct:
        assert each.__struct_config__.frozen


def test_reasons_of_a_session_are_those_of_the_contract():
    assert {each.value for each in SessionCloseReason} == {each.value for each in CloseReason}


def test_rate_of_a_connection_is_known_once_both_directions_are():
    fast = Connection(1, "192.0.2.7", 1, 1.0, 5, 5, in_rate=517.0, out_rate=1_000.0)
    assert fast.rate == 1_517.0
    assert msgspec.structs.replace(fast, in_rate=None).rate is None
    assert msgspec.structs.replace(fast, out_rate=None).rate is None
