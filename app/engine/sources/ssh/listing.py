"""What to run on an SSH host to list its listening ports, and what that prints.

Nothing is installed there: the command is a line for any POSIX shell, which takes the best program
that the host has. Each part of the output begins with a line `#` and the part's name.
"""

import ipaddress
import re
import socket
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass

MAX_OUTPUT_BYTES = 4 << 20
"""What is read of a host's answer; 5,000 ports with their programs take 0.7 MB."""
MAX_SOCKETS = 20_000

_SCRIPT = """
LC_ALL=C; export LC_ALL; PATH="$PATH:/usr/sbin:/sbin:/usr/local/sbin"
if out=$(ss -H -ltnp 2>/dev/null); then
  echo "#ss"; echo "$out"
elif [ -r /proc/net/tcp ]; then
  echo "#proc"; grep -h " 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null
  echo "#files"; ls -l /proc/[0-9]*/fd 2>/dev/null | grep -e "^/proc" -e "socket:"
  echo "#names"; grep -H "" /proc/[0-9]*/comm 2>/dev/null
else
  if out=$(netstat -an 2>/dev/null); then echo "#netstat"; echo "$out" | grep LISTEN; fi
  if out=$(lsof -nP -iTCP -sTCP:LISTEN -Fpcn 2>/dev/null); then echo "#lsof"; echo "$out"; fi
fi
echo "#end"
"""
COMMAND = f"sh -c '{_SCRIPT}'"
"""Whatever the account's own shell is."""

_USER = re.compile(r'\("(?P<name>.{0,64}?)",pid=(?P<pid>\d{1,10}),fd=\d+\)')
"""Names have 15 bytes; without any limit, a line made for that would take hours."""
_PID = re.compile(r"[0-9]{1,10}")
_FOLDER_OF_FILES = re.compile(r"/proc/(\d{1,10})/fd:")
_SOCKET_FILE = re.compile(r"socket:\[(\d{1,20})\]$")
_NAME_OF_PROCESS = re.compile(r"/proc/(\d{1,10})/comm:(.*)")
_ANY_IPV4, _ANY_IPV6 = "0.0.0.0", "::"  # noqa: S104  # compared with, never bound to


@dataclass(frozen=True, slots=True)
class RemoteSocket:
    """A socket of a host that listens.

    Attributes:
        address: where it is bound, as a literal IP address.
        port: 1 to 65535.
        program: what the process calls itself, "" if the account may not see that.
        pid: of the process, None if the account may not see that.
    """

    address: str
    port: int
    program: str = ""
    pid: int | None = None


class ListingError(Exception):
    """A host's answer is no list of ports."""


def parse(output: bytes) -> tuple[RemoteSocket, ...]:
    """Return the sockets in the order of their ports, one for each address and port.

    Lines that make no sense are left out, and the last one if the output was cut.

    Raises:
        ListingError: the host has none of the programs, or is not asked by a shell.
    """
    parts = _parts(output)
    if "ss" in parts:
        found = _each(_ss_line, parts["ss"])
    elif "proc" in parts:
        found = _from_proc(parts)
    elif "netstat" in parts:
        found = _named(_each(_netstat_line, parts["netstat"]), _from_lsof(parts.get("lsof", [])))
    elif "lsof" in parts:
        found = _from_lsof(parts["lsof"])
    else:
        raise ListingError("it has neither ss nor netstat nor lsof, or no shell")
    first: dict[tuple[int, str], RemoteSocket] = {}
    for each in sorted(found, key=lambda e: (e.port, e.address, e.pid is None, e.pid or 0)):
        first.setdefault((each.port, each.address), each)
    return tuple(first.values())[:MAX_SOCKETS]


def _parts(output: bytes) -> dict[str, list[str]]:
    """Split the output; what comes before the first part, a greeting perhaps, is left out."""
    lines = output.decode(errors="replace").split("\n")
    parts: dict[str, list[str]] = {}
    part: list[str] = []
    for line in lines[:-1]:  # the last one is empty, or cut
        if line in ("#ss", "#proc", "#files", "#names", "#netstat", "#lsof", "#end"):
            part = parts.setdefault(line[1:], [])
        else:
            part.append(line)
    return parts


def _each(
    parse_line: Callable[[str], RemoteSocket | None], lines: Iterable[str]
) -> list[RemoteSocket]:
    found = []
    for line in lines:
        try:
            each = parse_line(line)
        except ValueError:
            continue
        if each is not None:
            found.append(each)
    return found


def _ss_line(line: str) -> RemoteSocket | None:
    """Parse `LISTEN 0 128 127.0.0.1:8888 0.0.0.0:* users:(("python3",pid=7,fd=3))`."""
    fields = line.split(None, 5)
    if len(fields) < 5 or fields[0] != "LISTEN":
        return None
    address, port = _colon_place(fields[3])
    users = _USER.findall(fields[5]) if len(fields) > 5 else []
    # Of several that share a socket, the first is the server and the others are its workers.
    name, pid = min(users, key=lambda user: int(user[1])) if users else ("", None)
    return RemoteSocket(address, port, name, None if pid is None else int(pid))


def _from_proc(parts: dict[str, list[str]]) -> list[RemoteSocket]:
    holders = _holders(parts.get("files", []))
    matches = (_NAME_OF_PROCESS.fullmatch(line) for line in parts.get("names", []))
    names = {int(match[1]): match[2] for match in matches if match}

    def parse_line(line: str) -> RemoteSocket:
        fields = line.split()
        if len(fields) < 10:
            raise ValueError(line)
        digits, _, port = fields[1].partition(":")
        pid = holders.get(fields[9])
        name = names.get(pid, "") if pid is not None else ""
        return RemoteSocket(_hexadecimal_address(digits), _port(str(int(port, 16))), name, pid)

    return _each(parse_line, parts["proc"])


def _holders(lines: Iterable[str]) -> dict[str, int]:
    """Return the lowest process that holds each socket, by the socket's inode."""
    holders: dict[str, int] = {}
    pid = 0
    for line in lines:
        folder = _FOLDER_OF_FILES.fullmatch(line)
        held = _SOCKET_FILE.search(line)
        if folder:
            pid = int(folder[1])
        elif held and pid:
            holders[held[1]] = min(pid, holders.get(held[1], pid))
    return holders


def _hexadecimal_address(digits: str) -> str:
    """Return the address that Linux writes as words in its own byte order, taken as Intel's."""
    data = bytes.fromhex(digits)
    if len(data) == 4:
        return socket.inet_ntoa(data[::-1])
    words = struct.pack(">4I", *struct.unpack("<4I", data)) if len(data) == 16 else b""
    return _literal(str(ipaddress.IPv6Address(words)))


def _netstat_line(line: str) -> RemoteSocket | None:
    """Parse `tcp4 0 0 127.0.0.1.8080 *.* LISTEN` or `tcp 0 0 0.0.0.0:22 0.0.0.0:* LISTEN 7/sshd`.

    The former is that of BSD and macOS, the latter that of Linux and BusyBox.
    """
    fields = line.split()
    if len(fields) < 6 or not fields[0].startswith("tcp") or fields[5] != "LISTEN":
        return None
    wildcard = _ANY_IPV4 if fields[0] in ("tcp", "tcp4") else _ANY_IPV6
    place = fields[3]
    if not place.rpartition(":")[2].isdigit():
        host, _, port = place.rpartition(".")
        return RemoteSocket(_literal(host, wildcard), _port(port))
    address, number = _colon_place(place, wildcard)
    pid, slash, name = fields[6].partition("/") if len(fields) > 6 else ("", "", "")
    if slash and _PID.fullmatch(pid):
        return RemoteSocket(address, number, name, int(pid))
    return RemoteSocket(address, number)


def _from_lsof(lines: Iterable[str]) -> list[RemoteSocket]:
    """Parse one field a line: `p7`, `cpython3`, `f3`, `n127.0.0.1:8080`."""
    found = []
    pid, name = None, ""
    for line in lines:
        kind, value = line[:1], line[1:]
        if kind == "p":
            pid, name = (int(value) if _PID.fullmatch(value) else None), ""
        elif kind == "c":
            name = value
        elif kind == "n":
            try:
                address, port = _colon_place(value, _ANY_IPV4)
            except ValueError:
                continue
            found.append(RemoteSocket(address, port, name, pid))
    return found


def _named(sockets: Iterable[RemoteSocket], holders: Iterable[RemoteSocket]) -> list[RemoteSocket]:
    """Return `sockets` with the programs that are known from elsewhere."""
    known = {(_family_free(each.address), each.port): each for each in holders}
    named = []
    for each in sockets:
        holder = known.get((_family_free(each.address), each.port))
        if holder is not None and each.pid is None:
            each = RemoteSocket(each.address, each.port, holder.program, holder.pid)
        named.append(each)
    return named


def _family_free(address: str) -> str:
    """Return `address`, and one for both wildcards, which lsof does not tell apart."""
    return _ANY_IPV4 if address == _ANY_IPV6 else address


def _colon_place(text: str, wildcard: str = _ANY_IPV6) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return _literal(host, wildcard), _port(port)


def _literal(host: str, wildcard: str = _ANY_IPV6) -> str:
    """Return an address as programs take it, from `*`, `[::1]`, `[fe80::1]%eth0`, `127.0.0.1%lo`.

    Raises:
        ValueError: it is none.
    """
    if host == "*":
        return wildcard
    address, percent, interface = host.replace("[", "").replace("]", "").partition("%")
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return f"{parsed}%{interface}" if percent and parsed.is_link_local else str(parsed)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= 65535):
        raise ValueError(text)
    return int(text)
