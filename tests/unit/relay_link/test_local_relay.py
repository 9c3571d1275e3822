import dataclasses

import msgspec
import pytest

from relay_link.local_relay import (
    AuthorityPem,
    LocalRelay,
    LocalRelayOrder,
    LocalRelayReport,
    read_local_relay,
)

HERE = LocalRelay(pid=4711, port=8443, ca_pem="-----BEGIN CERTIFICATE-----\n", token="tun_x")
AUTHORITY = AuthorityPem("certificate", "key")


def changed(**fields):
    """Return the file with other fields; None leaves one out."""
    facts = msgspec.to_builtins(HERE) | fields
    return msgspec.json.encode({name: value for name, value in facts.items() if value is not None})


@pytest.mark.parametrize(
    "value",
    [
        HERE,
        LocalRelayOrder("relay.json", "ca.pem", "relay"),
        LocalRelayOrder("relay.json", "ca.pem", "relay", AUTHORITY),
        LocalRelayReport(),
        LocalRelayReport(error="The disk is full."),
        LocalRelayReport(authority=AUTHORITY),
    ],
)
def test_what_is_written_is_read_back_from_one_line(value):
    line = msgspec.json.encode(value)
    assert b"\n" not in line
    assert msgspec.json.decode(line, type=type(value)) == value


def test_file_is_read():
    assert read_local_relay(msgspec.json.encode(HERE)) == HERE


def test_newer_file_may_say_more():
    assert read_local_relay(changed(version=2)) == HERE


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"pid": 1, "port": 8443, "ca_pem": "\xff", "token": ""}',
        msgspec.json.encode(HERE)[:-1],
        changed(port=None),
        changed(port="8443"),
        changed(port=0),
        changed(port=65536),
        changed(port=8443.5),
        changed(pid=0),
        changed(pid=-1),
        changed(token=None),
        changed(ca_pem=1),
    ],
)
def test_damaged_file_tells_of_no_relay(data):
    assert read_local_relay(data) is None


@pytest.mark.parametrize(
    "value", [HERE, AUTHORITY, LocalRelayOrder("", "", ""), LocalRelayReport()]
)
def test_values_do_not_change(value):
    with pytest.raises(AttributeError):
        setattr(value, value.__struct_fields__[0], "other")
    assert not dataclasses.is_dataclass(value)


def test_secrets_are_kept_out_of_reprs():
    pair = AuthorityPem("certificate", "the key")
    assert "the key" not in repr(LocalRelayOrder("f", "c", "d", pair))
    assert "tun_secret" not in repr(LocalRelay(1, 8443, "pem", "tun_secret"))
