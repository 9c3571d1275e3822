import dataclasses

import pytest

from relay_client.errors import InvalidError
from relay_client.tunnel import MAX_NAME_CHARACTERS, Tunnel, check_name

NAME = "abcd.r5.example.com"


def test_url_shows_its_port():
    assert Tunnel(NAME, 8443).url == f"https://{NAME}:8443"


def test_url_leaves_out_the_port_that_browsers_use_anyway():
    assert Tunnel(NAME, 443).url == f"https://{NAME}"


def test_tls_socket_is_what_programs_connect_to():
    assert Tunnel(NAME, 443).tls_socket == (NAME, 443)


def test_tcp_socket_has_a_name_of_its_own():
    assert Tunnel(NAME, 443, "r5.example.com", 23447).tcp_socket == ("r5.example.com", 23447)


def test_tcp_socket_of_a_tunnel_without_one_says_how_to_get_it():
    with pytest.raises(InvalidError) as failure:
        _ = Tunnel(NAME, 443).tcp_socket
    assert str(failure.value) == (
        "This tunnel is not configured for unencrypted TCP. "
        "Please use forward(..., unencrypted=True)."
    )


def test_tunnel_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Tunnel(NAME, 443).host = "another"


@pytest.mark.parametrize("name", ["shop", "x", "x" * MAX_NAME_CHARACTERS, "Bücher & mehr", "店"])
def test_name_may_be_what_people_write(name):
    check_name(name)


@pytest.mark.parametrize(
    "name", ["", "x" * (MAX_NAME_CHARACTERS + 1), "a\nb", "a\0b", "\x1b[2J", "\udcff", "\u202e"]
)
def test_name_that_cannot_be_shown_or_kept_is_refused(name):
    with pytest.raises(InvalidError, match=r"^A tunnel's name has 1 to 100 characters that can be"):
        check_name(name)
