import pytest
from msgspec.structs import replace

from app.models.addresses import public_address, shows_tcp
from tests.qt.samples import TO_JUPYTER, TO_SSHD, UVICORN, tunnel_to

WITH_URL = replace(
    TO_SSHD, protocol="SSH", url="https://abc.localhost:8443", tls_socket=("abc.localhost", 8443)
)
RAW_WEB = replace(TO_JUPYTER, tcp_socket=("localhost", 29235))
OPENING = tunnel_to(UVICORN, "", url="", tls_socket=None)


@pytest.mark.parametrize(
    ("tunnel", "address"),
    [
        (TO_JUPYTER, TO_JUPYTER.url),
        (RAW_WEB, TO_JUPYTER.url),
        (WITH_URL, "r3.harbor.example:23447"),
        (replace(WITH_URL, tcp_socket=None), "abc.localhost:8443"),
        (replace(TO_JUPYTER, protocol="Redis"), "{}:{}".format(*TO_JUPYTER.tls_socket)),
        (replace(TO_JUPYTER, protocol=""), TO_JUPYTER.url),
        (OPENING, ""),
    ],
)
def test_visitors_are_given_what_they_can_use(tunnel, address):
    assert public_address(tunnel) == address
    assert shows_tcp(tunnel) is (tunnel is WITH_URL)
