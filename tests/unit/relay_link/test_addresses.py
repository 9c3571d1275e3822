import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_link.addresses import (
    InvalidAddressError,
    JoinLink,
    RelayAddress,
    is_host_name,
    parse_join_link,
    parse_relay_address,
)

CA = bytes(range(32))
CA_TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
CODE = "01100-0n39g-r3kx4-jkycp-gm15p-j3413"

HOST_LABELS = st.from_regex(r"[a-z]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
HOSTS = st.one_of(
    st.lists(HOST_LABELS, min_size=1, max_size=5).map(".".join),
    st.ip_addresses().map(str).filter(lambda host: "%" not in host),
)
ADDRESSES = st.builds(
    RelayAddress,
    host=HOSTS,
    port=st.integers(1, 65535),
    ca_sha256=st.none() | st.binary(min_size=32, max_size=32),
)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("relay.example.com", RelayAddress("relay.example.com")),
        ("relay.example.com:8443", RelayAddress("relay.example.com", 8443)),
        (" Relay.EXAMPLE.com\n", RelayAddress("relay.example.com")),
        ("localhost:1", RelayAddress("localhost", 1)),
        ("xn--bcher-kva.example:65535", RelayAddress("xn--bcher-kva.example", 65535)),
        ("127.0.0.1:443", RelayAddress("127.0.0.1")),
        ("[::1]", RelayAddress("::1")),
        ("[2001:DB8:0::7]:8443", RelayAddress("2001:db8::7", 8443)),
        (f"localhost:7000#ca={CA_TEXT}", RelayAddress("localhost", 7000, CA)),
        (f"localhost#ca={CA.hex()}", RelayAddress("localhost", ca_sha256=CA)),
        (f"localhost#ca={CA.hex(':').upper()}", RelayAddress("localhost", ca_sha256=CA)),
    ],
)
def test_address_is_read(text, address):
    assert parse_relay_address(text) == address


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (RelayAddress("relay.example.com"), "relay.example.com"),
        (RelayAddress("::1", 443), "[::1]"),
        (RelayAddress("::1", 7000, CA), f"[::1]:7000#ca={CA_TEXT}"),
    ],
)
def test_address_is_written(address, text):
    assert str(address) == text


@given(ADDRESSES)
def test_address_survives_its_text(address):
    assert parse_relay_address(str(address)) == address


@given(ADDRESSES)
def test_join_link_survives_its_text(address):
    link = JoinLink(address, CODE)
    assert str(link).startswith("https://")
    assert parse_join_link(str(link)) == link


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not the name"),
        (":443", "not the name"),
        ("https://relay.example.com", "no https://"),
        ("relay.example.com/", "no path"),
        ("relay.example.com?x", "no path"),
        ("ann@relay.example.com", "user name"),
        ("ann:secret@relay.example.com:443", "user name"),
        ("relay example.com", "space"),
        ("relay.example.com\x00", "control"),
        ("relay\r\n.example.com", "control"),
        ("relay\x7f.example.com", "control"),
        ("b\u00fccher.example", "xn--"),
        ("relay\u3002example.com", "xn--"),
        ("relay.example.com:0", "1 to 65535"),
        ("relay.example.com:65536", "1 to 65535"),
        ("relay.example.com:", "1 to 65535"),
        ("relay.example.com:http", "1 to 65535"),
        ("relay.example.com:+1", "1 to 65535"),
        ("relay.example.com:0443", "1 to 65535"),
        ("relay.example.com:\u0664", "xn--"),
        ("relay..example.com", "not the name"),
        ("relay.example.com.", "not the name"),
        (".example.com", "not the name"),
        ("-relay.example.com", "not the name"),
        ("relay-.example.com", "not the name"),
        ("relay_1.example.com", "not the name"),
        ("*.example.com", "not the name"),
        ("a" * 64 + ".example.com", "not the name"),
        (".".join(["a" * 49] * 6), "not the name"),
        ("1.2.3", "not the name"),
        ("256.1.1.1", "not the name"),
        ("relay.1", "not the name"),
        ("[127.0.0.1]", "not the name"),
        ("[relay]", "not the name"),
        ("[::1", "not the name"),
        ("[::1]x", "1 to 65535"),
        ("[::1]:", "1 to 65535"),
        ("[[::1]]", "not the name"),
        ("[:::1]", "not the name"),
        ("::1", "brackets"),
        ("2001:db8::7:8443", "brackets"),
        ("[fe80::1%eth0]", "interface"),
        ("relay.example.com#", "ca="),
        ("relay.example.com#x=1", "ca="),
        ("relay.example.com#ca=", "damaged"),
        (f"relay.example.com#ca={CA_TEXT[:-1]}", "damaged"),
        (f"relay.example.com#ca={CA.hex()}00", "damaged"),
        (f"relay.example.com#ca={CA_TEXT}#", "damaged"),
        (f"relay.example.com#ca={CA_TEXT[:-1]}+", "damaged"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text, says):
    with pytest.raises(InvalidAddressError, match=says):
        parse_relay_address(text)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text):
    try:
        address = parse_relay_address(text)
    except InvalidAddressError:
        return
    assert parse_relay_address(str(address)) == address


@pytest.mark.parametrize(
    ("host", "port", "ca_sha256"),
    [
        ("Relay.example.com", 443, None),
        ("[::1]", 443, None),
        ("", 443, None),
        ("0:0::1", 443, None),
        ("localhost", 0, None),
        ("localhost", 65536, None),
        ("localhost", 443, b""),
    ],
)
def test_address_that_has_no_text_cannot_be_made(host, port, ca_sha256):
    with pytest.raises(InvalidAddressError):
        RelayAddress(host, port, ca_sha256)


@pytest.mark.parametrize(
    "text",
    [
        f"https://localhost/join/{CODE}",
        f"HTTPS://localhost/join/{CODE}\n",
        f"https://localhost/join/{CODE.upper()}",
        f"https://localhost:443/join/{CODE.replace('-', '')}",
    ],
)
def test_join_link_is_read(text):
    assert parse_join_link(text) == JoinLink(RelayAddress("localhost"), CODE)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not a join link"),
        ("localhost", "not a join link"),
        (f"http://localhost/join/{CODE}", "not a join link"),
        (f"https://localhost/{CODE}", "not a join link"),
        (f"https://localhost/joint/{CODE}", "not a join link"),
        ("https://localhost/join/", "code"),
        ("https://localhost/join", "code"),
        (f"https://localhost/join/{CODE[:-1]}", "code"),
        (f"https://localhost/join/{CODE}/x", "code"),
        (f"https://localhost/join/{CODE}?x=1", "code"),
        (f"https://ann:secret@localhost/join/{CODE}", "user name"),
        (f"https:///join/{CODE}", "not the name"),
        (f"https://localhost:70000/join/{CODE}", "1 to 65535"),
        (f"https://localhost/join/{CODE}#ca=1", "damaged"),
    ],
)
def test_other_links_are_refused_with_their_reason(text, says):
    with pytest.raises(InvalidAddressError, match=says):
        parse_join_link(text)


def test_join_link_needs_the_code_in_its_written_form():
    with pytest.raises(InvalidAddressError):
        JoinLink(RelayAddress("localhost"), CODE.upper())


def test_repr_of_a_join_link_hides_the_code():
    assert CODE not in repr(JoinLink(RelayAddress("localhost"), CODE))


def test_error_does_not_repeat_a_password():
    with pytest.raises(InvalidAddressError) as caught:
        parse_relay_address("ann:hunter2@relay.example.com")
    assert "hunter2" not in str(caught.value)


def test_error_can_be_copied_and_pickled():
    error = InvalidAddressError("No.")
    assert str(copy.copy(error)) == str(pickle.loads(pickle.dumps(error))) == "No."


@pytest.mark.parametrize("name", ["localhost", "r5.example.com", "xn--bcher-kva.example", "1.a"])
def test_names_are_host_names(name):
    assert is_host_name(name)


@pytest.mark.parametrize("name", ["", "a.", "127.0.0.1", "a.1", "::1", "*.a", "A", "a b", "\u0661"])
def test_everything_else_is_no_host_name(name):
    assert not is_host_name(name)
