import argparse
import datetime as dt
import time

import pytest

from relay_server.arguments import (
    duration,
    listen_address,
    loopback_address,
    past_time,
    port,
    port_range,
)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("0.0.0.0:443", ("0.0.0.0", 443)),
        ("127.0.0.1:0", ("127.0.0.1", 0)),
        ("[::]:443", ("::", 443)),
        ("[2001:db8::7]:65535", ("2001:db8::7", 65535)),
        (":443", ("0.0.0.0", 443)),
    ],
)
def test_address_to_listen_on(text, address):
    assert listen_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "443",
        "everywhere",
        "localhost:443",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:65536",
        "127.0.0.1:-1",
        "127.0.0.1:+443",
        "127.0.0.1: 443",
        "127.0.0.1:\N{ARABIC-INDIC DIGIT FOUR}43",
        "127.0.0.1:0000443",
        "300.0.0.1:443",
        "[::1]",
        "[::1:443",
        "::1]:443",
        "[127.0.0.1]:443",
        "[]:443",
        "2001:db8::7:443",
        "::1:443",
    ],
)
def test_what_is_no_address_is_named_with_an_example(text):
    with pytest.raises(argparse.ArgumentTypeError) as refusal:
        listen_address(text)
    assert str(refusal.value) == (
        f"{text!r} is no address to listen on. Write, for example, 0.0.0.0:443 or [::]:443."
    )


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("443", 443), ("65535", 65535)])
def test_port(text, number):
    assert port(text) == number


@pytest.mark.parametrize("text", ["", "0", "-1", "65536", "https", "4 43", "\N{SUPERSCRIPT TWO}"])
def test_what_is_no_port_is_named(text):
    with pytest.raises(argparse.ArgumentTypeError) as refusal:
        port(text)
    assert str(refusal.value).startswith(f"{text!r} is no port. ")


@pytest.mark.parametrize(
    ("text", "ports"),
    [
        ("20000-29999", range(20000, 30000)),
        ("1-65535", range(1, 65536)),
        ("7000-7000", range(7000, 7001)),
        ("7000", range(7000, 7001)),
    ],
)
def test_range_of_ports(text, ports):
    assert port_range(text) == ports


@pytest.mark.parametrize(
    "text", ["", "-", "20000-", "-29999", "0-10", "9-1", "1-70000", "a-b", "1-2-3", "1 - 2"]
)
def test_what_is_no_range_is_named_with_an_example(text):
    with pytest.raises(argparse.ArgumentTypeError) as refusal:
        port_range(text)
    assert str(refusal.value).startswith(f"{text!r} is no range of ports. ")
    assert "20000-29999" in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "seconds"), [("30m", 1800.0), ("12h", 43200.0), ("90d", 7776000.0), ("01d", 86400.0)]
)
def test_duration_is_in_seconds(text, seconds):
    assert duration(text) == seconds


@pytest.mark.parametrize("text", ["", "90", "d", "0d", "-1d", "1.5h", "9x", "1h30m", "1D", "1 d"])
def test_what_is_no_duration_is_named_with_examples(text):
    with pytest.raises(argparse.ArgumentTypeError) as refusal:
        duration(text)
    assert str(refusal.value) == f"{text!r} is no duration. Write 30m, 12h or 90d."


@pytest.mark.parametrize("text", ["127.0.0.1:9090", "127.1.2.3:0", "[::1]:9090"])
def test_address_on_loopback(text):
    assert loopback_address(text) == listen_address(text)


@pytest.mark.parametrize("text", ["0.0.0.0:9090", ":9090", "[::]:9090", "192.0.2.1:9090"])
def test_address_that_others_can_reach_is_refused(text):
    with pytest.raises(argparse.ArgumentTypeError, match="can be reached by others"):
        loopback_address(text)


def test_day_begins_at_midnight_here():
    midnight = dt.datetime(2026, 1, 31).astimezone()
    assert past_time("2026-01-31") == midnight.timestamp()


def test_time_may_be_told_by_how_long_ago_it_was(monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 1_000_000.0)
    assert past_time("2h") == 1_000_000.0 - 7200
    assert past_time("7d") == 1_000_000.0 - 7 * 86400


@pytest.mark.parametrize("text", ["", "yesterday", "2026-02-30", "7", "0d", "2026-01-31T10:00"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(argparse.ArgumentTypeError, match="is no time"):
        past_time(text)
