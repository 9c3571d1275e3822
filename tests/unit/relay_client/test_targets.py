import contextlib
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_client.errors import InvalidError
from relay_client.targets import (
    LOOPBACK,
    OpenedTarget,
    TcpTarget,
    UnixTarget,
    check_host,
    parse_target,
)

PORTS = st.integers(1, 65535)
PIECES = st.sampled_from(
    [
        "unix:",
        "/",
        ":",
        "[",
        "]",
        "::1",
        "fe80::1%eth0",
        "localhost",
        "-",
        "8000",
        "٣",
        "\0",
        "\ud800",
    ]
)
NEARLY_TARGETS = st.lists(PIECES | st.text(max_size=3), max_size=6).map("".join)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("8000", TcpTarget(8000)),
        ("1", TcpTarget(1)),
        ("65535", TcpTarget(65535)),
        ("localhost:8000", TcpTarget(8000, "localhost")),
        ("my_server.local.:80", TcpTarget(80, "my_server.local.")),
        ("192.0.2.7:80", TcpTarget(80, "192.0.2.7")),
        ("[::1]:8000", TcpTarget(8000, "::1")),
        ("[fe80::1%eth0]:80", TcpTarget(80, "fe80::1%eth0")),
        ("unix:/run/app.sock", UnixTarget("/run/app.sock")),
        ("unix:/" + "x" * 106, UnixTarget("/" + "x" * 106)),
    ],
)
def test_text_stands_for_a_target(text, target):
    assert parse_target(text) == target


@pytest.mark.parametrize(
    "text",
    [
        "",
        "web",
        ":",
        "localhost:",
        "8000 ",
        "+8000",
        "80_00",
        "٣٠٠٠",
        "[::1]",
    ],
)
def test_text_without_a_port_is_no_target(text):
    with pytest.raises(InvalidError, match=r"is not a target\. Give a port such as 8000"):
        parse_target(text)


@pytest.mark.parametrize("port", ["0", "65536", "99999", "00000", "1" * 5000])
def test_port_must_be_one(port):
    with pytest.raises(InvalidError, match=rf"^Invalid port number {port}\. Ports go from 1"):
        parse_target(f"localhost:{port}")


@pytest.mark.parametrize(
    "host",
    [
        *("", " ", "a b", "-a", "a..b", "a" * 64, ".a", "a/b", "user@host", "a\n", "<b>"),
        ".".join(["a" * 63] * 4),
        *("%", "::1%", "fe80::1%\n", "fe80::1%a b", "fe80::1%é", "fe80::1%<b>"),
    ],
)
def test_host_must_be_a_name_or_an_address(host):
    with pytest.raises(InvalidError, match=r"is not a host\. Give a name such as localhost"):
        check_host(host)


@pytest.mark.parametrize("url", ["http://localhost:8000", "https://localhost/", "://"])
def test_url_is_no_target(url):
    with pytest.raises(InvalidError, match=r"is not a target\. Give only its host and port"):
        parse_target(url)


@pytest.mark.parametrize("text", ["::1:8000", "[::1", "[::1:8000"])
def test_ipv6_address_needs_brackets_where_a_port_follows(text):
    with pytest.raises(InvalidError, match=r"Put an IPv6 address in brackets, as in \[::1\]:8000"):
        parse_target(text)


@pytest.mark.parametrize(
    "path",
    ["", "app.sock", "./app.sock", "/a\0b", "/" + "x" * 107, "/" + "é" * 54, "/\udcff"],
)
def test_unix_socket_needs_an_absolute_path_that_the_system_takes(path):
    with pytest.raises(InvalidError, match="is not the path of a unix socket"):
        parse_target(f"unix:{path}")


@given(st.text() | NEARLY_TARGETS)
def test_any_text_is_a_target_or_a_mistake_of_its_user(text):
    with contextlib.suppress(InvalidError):
        target = parse_target(text)
        assert str(parse_target(str(target))) == str(target)


@given(PORTS, st.sampled_from(["localhost", "db.example.com", "a_b"]) | st.ip_addresses().map(str))
def test_target_is_shown_as_it_may_be_typed(port, host):
    assert parse_target(str(TcpTarget(port, host))) == TcpTarget(port, host)


@given(PORTS)
def test_port_alone_is_shown_as_one_of_this_computer(port):
    assert str(TcpTarget(port)) == f"127.0.0.1:{port}"
    assert all(ipaddress.ip_address(address).is_loopback for address in LOOPBACK)


def test_unix_target_is_shown_as_it_may_be_typed():
    assert str(UnixTarget("/run/app.sock")) == "unix:/run/app.sock"


def test_opened_target_is_what_people_call_it():
    def never():
        raise AssertionError

    target = OpenedTarget("ssh:gpu-box:8888", never)
    assert str(target) == "ssh:gpu-box:8888"
    assert target == OpenedTarget("ssh:gpu-box:8888", print)
    assert target != OpenedTarget("ssh:gpu-box:8889", never)
    assert len({target, OpenedTarget("ssh:gpu-box:8888", print)}) == 1
