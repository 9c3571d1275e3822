import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_client.errors import InvalidError
from relay_client.ssh.places import Place, RemotePort, parse_place, parse_remote_port


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("gpu-box", Place("gpu-box")),
        ("alice@gpu-box", Place("gpu-box", "alice")),
        ("alice@example.com@gpu-box", Place("gpu-box", "alice@example.com")),
        ("gpu-box:2222", Place("gpu-box", None, 2222)),
        ("alice@192.0.2.1:2222", Place("192.0.2.1", "alice", 2222)),
        ("[2001:db8::1]:22", Place("2001:db8::1", None, 22)),
        ("[2001:db8::1]", Place("2001:db8::1")),
        ("2001:db8::1", Place("2001:db8::1")),
    ],
)
def test_place_is_understood(text, place):
    assert parse_place(text) == place


@pytest.mark.parametrize(
    "text",
    [
        *("", "@host", "alice@", "-oProxyCommand=x", "-x@host", "a b", "a*", "!a", "host:"),
        *("host:ssh", "host:0", "host:65536", "[::1", "[::1]22", "al ice@host", "a" * 254, "a/b"),
        *("a\x00", "a\n"),
    ],
)
def test_what_is_no_place_is_refused(text):
    with pytest.raises(InvalidError):
        parse_place(text)


@pytest.mark.parametrize(
    ("text", "port"),
    [
        ("ssh:gpu-box:8888", RemotePort("gpu-box", 8888)),
        ("ssh:gpu-box:[192.0.2.1]:80", RemotePort("gpu-box", 80, "192.0.2.1")),
        ("ssh:gpu-box:[2001:db8::1]:80", RemotePort("gpu-box", 80, "2001:db8::1")),
        ("ssh:alice@gpu-box:2222:80", RemotePort("alice@gpu-box:2222", 80)),
        ("ssh:[::1]:2222:[fe80::1%eth0]:80", RemotePort("[::1]:2222", 80, "fe80::1%eth0")),
        ("ssh:[::1]:80", RemotePort("[::1]", 80)),
    ],
)
def test_port_of_a_host_is_written_as_it_is_read(text, port):
    assert parse_remote_port(text) == port
    assert str(port) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "ssh:", "8000", "gpu-box:8000", "ssh:gpu-box", "ssh:8000", "ssh::80", "ssh:a:"),
        *("ssh:a:x", "ssh:a:0", "ssh:a:65536", "ssh:a:[x]:80", "ssh:a:[]:80", "ssh:a b:80"),
        "ssh:a:٣",
    ],
)
def test_what_is_no_port_of_a_host_is_refused(text):
    with pytest.raises(InvalidError):
        parse_remote_port(text)


@given(st.text())
def test_any_text_is_understood_or_refused(text):
    for parse, prefix in ((parse_place, ""), (parse_remote_port, "ssh:")):
        try:
            parse(prefix + text)
        except InvalidError:
            continue
