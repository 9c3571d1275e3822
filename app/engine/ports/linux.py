"""Listening ports on Linux: the kernel's list over netlink, and /proc for the processes."""

import errno
import socket

from app.engine.ports import sock_diag
from app.engine.ports.errors import SockDiagError
from app.engine.ports.proc import Holder, find_holders
from app.engine.ports.values import ListeningPort, in_order

_NETLINK_SOCK_DIAG = 4
_RECEIVE_BYTES = 64 * 1024
"""More than the largest datagram the kernel makes for a list, 32 KiB."""
_ANSWER_TIMEOUT_S = 2.0
"""The kernel answers while it takes the request; this only keeps a broken one from hanging us."""


class LinuxPortSource:
    """Lists the listening ports, and remembers whose they are from one scan to the next.

    Not safe for use from several threads at once.
    """

    def __init__(self, *, tells_processes: bool = True) -> None:
        """List ports; without `tells_processes` none is known, and nothing is read from /proc."""
        self._tells_processes = tells_processes
        self._holders: dict[int, Holder | None] = {}
        """By inode; None if nobody was found, which is not looked for again by itself."""

    def scan(self) -> tuple[ListeningPort, ...]:
        """Return the ports that listen now, sorted by port and address.

        Takes a fraction of a millisecond as long as no socket is new, and a walk through /proc
        otherwise. A process that changes its name or folder later is shown with the earlier one
        until the next such walk.

        Raises:
            SockDiagError: the kernel did not answer with a list.
        """
        sockets = read_sockets()
        if self._tells_processes:
            self._update_holders({found.inode for found in sockets})
        return in_order(self._listening_port(found) for found in sockets)

    def _update_holders(self, inodes: set[int]) -> None:
        """Forget sockets that are gone; if one is new or was passed on, look all up again.

        The walk through /proc costs the same for one as for all, and done for all it also finds
        what has changed about the others.
        """
        if all(self._is_known(inode) for inode in inodes):
            self._holders = {inode: self._holders[inode] for inode in inodes}
        else:
            found = find_holders(inodes)
            self._holders = {inode: found.get(inode) for inode in inodes}

    def _is_known(self, inode: int) -> bool:
        if inode not in self._holders:
            return False
        holder = self._holders[inode]
        return holder is None or holder.still_holds(inode)

    def _listening_port(self, found: sock_diag.ListeningSocket) -> ListeningPort:
        holder = self._holders.get(found.inode)
        return ListeningPort(
            address=_address(found),
            port=found.port,
            uid=found.uid,
            process=holder.process if holder else None,
            inode=found.inode,
            dual_stack=found.dual_stack,
        )


def read_sockets() -> list[sock_diag.ListeningSocket]:
    """Return the kernel's listening TCP sockets of IPv4 and IPv6.

    Raises:
        SockDiagError: the kernel did not answer with a list.
    """
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_SOCK_DIAG) as netlink:
            netlink.settimeout(_ANSWER_TIMEOUT_S)
            return _read_family(netlink, sock_diag.IPV4) + _read_family(netlink, sock_diag.IPV6)
    except TimeoutError as error:
        raise SockDiagError(errno.ETIMEDOUT) from error
    except OSError as error:
        raise SockDiagError(error.errno or errno.EIO) from error


def _read_family(netlink: socket.socket, family: int) -> list[sock_diag.ListeningSocket]:
    netlink.send(sock_diag.listening_request(family))
    sockets: list[sock_diag.ListeningSocket] = []
    while True:
        answer = sock_diag.parse_answer(netlink.recv(_RECEIVE_BYTES))
        sockets += answer.sockets
        if answer.finished:
            return sockets


def _address(found: sock_diag.ListeningSocket) -> str:
    """Return the address as programs take it: a link-local one needs its interface."""
    if not found.interface:
        return found.address
    try:
        scope = socket.if_indextoname(found.interface)
    except OSError:  # The interface went away; its number is as good a scope.
        scope = str(found.interface)
    return f"{found.address}%{scope}"
