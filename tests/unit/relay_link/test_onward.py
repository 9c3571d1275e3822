import socket

from relay_link.onward import OnwardSocket


class Passing:
    """Something that passes bytes on."""

    def __init__(self):
        self.on_final = lambda: None
        self.confirmed_bytes, self.is_final = 0, False


def test_it_is_the_socket_it_was_made_of():
    near, far = socket.socketpair()
    near.setblocking(False)
    number = near.fileno()
    with OnwardSocket(near, Passing()) as sock, far:
        assert (sock.fileno(), near.fileno()) == (number, -1)
        assert (sock.family, sock.type, sock.gettimeout()) == (far.family, far.type, 0.0)
        sock.send(b"hello")
        assert far.recv(10) == b"hello"
    assert sock.fileno() == -1


def test_it_knows_what_passes_its_bytes_on():
    near, far = socket.socketpair()
    passing = Passing()
    with OnwardSocket(near, passing) as sock, far:
        assert sock.onward is passing
