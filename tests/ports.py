"""Ports that a test has to itself where it needs to know them beforehand.

Where any port will do, the system chooses one: bind port 0. Who lets go of such a port to use it
again a moment later may find that the system has given it to somebody else.
"""

import atexit
import contextlib
import functools
import socket

_FIRST_PORT = 10_000
_END_OF_PORTS = 20_000
"""From here up relays pick ports for tunnels, and above those the system for connections."""
_BLOCK_SIZE = 125


@contextlib.contextmanager
def block_of_ports():
    """Give a range of ports that nobody listens on, and that no other test gets until the end.

    That counts for tests in other processes too: the port below the first one is listened on, as
    a sign that the block is taken.
    """
    for number in range(_FIRST_PORT, _END_OF_PORTS, _BLOCK_SIZE):
        ports = range(number + 1, number + _BLOCK_SIZE)
        with socket.socket() as sign:
            try:
                sign.bind(("127.0.0.1", number))
                sign.listen()
            except OSError:
                continue
            # A run of tests that was killed may have left a relay behind.
            if all(map(_is_free, ports)):
                yield ports
                return
    raise RuntimeError("all ports are taken")


def free_ports(count):
    """Return a range of ports that nobody listens on; what another test had comes again late."""
    return _own_block().deal(count)


def free_port():
    """Return a port that nobody listens on."""
    return free_ports(1)[0]


class _Block:
    """The ports of this process."""

    def __init__(self, ports):
        self._ports = ports
        self._dealt_count = 0

    def deal(self, count):
        for _ in self._ports:
            if self._dealt_count + count > len(self._ports):
                self._dealt_count = 0
            ports = self._ports[self._dealt_count :][:count]
            self._dealt_count += count
            if all(map(_is_free, ports)):
                return ports
        raise RuntimeError("no ports are free")


@functools.cache
def _own_block():
    kept = contextlib.ExitStack()
    atexit.register(kept.close)
    return _Block(kept.enter_context(block_of_ports()))


def _is_free(port):
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind(("", port))
        except OSError:
            return False
        return True
