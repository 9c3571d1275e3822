"""Sockets whose far end is in this process, which passes bytes on and knows what has arrived."""

import socket
from collections.abc import Callable
from typing import Protocol


class Onward(Protocol):
    """What passes on the bytes of an `OnwardSocket`.

    Attributes:
        on_final: called once when nothing more will be known to have arrived; whoever counts sets
            it.
    """

    on_final: Callable[[], None]

    @property
    def confirmed_bytes(self) -> int:
        """How much arrives even if this process is killed now. It never falls."""

    @property
    def is_final(self) -> bool:
        """Whether `confirmed_bytes` does not change any more."""


class OnwardSocket(socket.socket):
    """One end of a pair of sockets: what it has taken is lost if this process is killed.

    Attributes:
        onward: reads the other end.
    """

    def __init__(self, sock: socket.socket, onward: Onward) -> None:
        """Take over the connected `sock`."""
        timeout_s = sock.gettimeout()
        super().__init__(sock.family, sock.type, sock.proto, fileno=sock.detach())
        self.settimeout(timeout_s)
        self.onward = onward
