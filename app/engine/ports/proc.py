"""Which process holds a socket, read from Linux's /proc.

Without root only the own processes' open files can be seen, so sockets of others have no holder.
"""

import functools
import os
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from app.engine.ports.values import Process

MAX_COMMAND_BYTES = 16 * 1024
"""A command line longer than this is cut: a process may make its own as long as it likes."""

_MAX_STAT_BYTES = 4096

_COMM_BYTES = 15
"""The kernel cuts a process's name to this length."""

_THREAD_NAMES = frozenset({"MainThread", "node-MainThread"})
"""Names that Node.js gives its main thread, which Linux then shows as the process's."""

_SUPERVISORS = frozenset({"systemd"})
"""Programs that keep a copy of the sockets they open for others (socket activation)."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A process and the file descriptor under which it holds a socket."""

    process: Process
    descriptor: str

    def still_holds(self, inode: int) -> bool:
        """Whether the process lives and its descriptor is still the socket with this inode."""
        try:
            return os.readlink(_link(self.process.pid, self.descriptor)) == _socket_name(inode)
        except OSError:
            return False


def find_holders(inodes: Set[int]) -> dict[int, Holder]:
    """Return who holds the sockets with these inodes, as far as this user may see it.

    A socket that several processes share after a fork counts for the one with the lowest id,
    which is the server rather than its workers.

    This walks through the open files of all processes: milliseconds to tens of milliseconds.
    """
    wanted = {_socket_name(inode): inode for inode in inodes}
    copies: dict[int, list[tuple[int, str]]] = {}
    for pid in _process_ids():
        for descriptor, target in _open_files(pid):
            inode = wanted.get(target)
            if inode is not None:
                copies.setdefault(inode, []).append((pid, descriptor))
    read = functools.cache(read_process)
    holders = ((inode, _choose(found, read)) for inode, found in copies.items())
    return {inode: holder for inode, holder in holders if holder is not None}


def read_process(pid: int) -> Process | None:
    """Return what can be known of a process, or None if there is none with this id."""
    try:
        comm = _read(f"/proc/{pid}/comm", _COMM_BYTES + 1)
        arguments = _read(f"/proc/{pid}/cmdline", MAX_COMMAND_BYTES)
    except OSError:
        return None
    command = _command(arguments)
    return Process(pid, _name(comm, command), command, _folder(pid), _started_at(pid))


def _started_at(pid: int) -> float | None:
    """Return when a process started, in Unix seconds: field 22 of its stat counts from the boot.

    Source: man 5 proc, /proc/pid/stat (starttime) and /proc/stat (btime).
    """
    try:
        booted_at = _booted_at()
        # The name, in parentheses, may hold spaces and parentheses itself.
        fields = _read(f"/proc/{pid}/stat", _MAX_STAT_BYTES).rpartition(b")")[2].split()
        return booted_at + int(fields[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def _booted_at() -> float:
    """Return when the kernel started. Read each time: a step of the clock changes it."""
    with open("/proc/stat", "rb") as file:
        for line in file:
            if line.startswith(b"btime "):
                return float(line.split()[1])
    return 0.0


def _choose(copies: list[tuple[int, str]], read: Callable[[int], Process | None]) -> Holder | None:
    """Return the first holder that is no supervisor, or else the first that lives."""
    supervisor = None
    for pid, descriptor in copies:
        process = read(pid)
        if process is None:
            continue
        if process.name not in _SUPERVISORS:
            return Holder(process, descriptor)
        supervisor = supervisor or Holder(process, descriptor)
    return supervisor


def _process_ids() -> list[int]:
    return sorted(int(name) for name in _names("/proc") if name.isdecimal())


def _open_files(pid: int) -> Iterator[tuple[str, str]]:
    """Yield each descriptor of a process with what it leads to, as far as this can be read."""
    for descriptor in _names(f"/proc/{pid}/fd"):
        try:
            yield descriptor, os.readlink(_link(pid, descriptor))
        except OSError:
            continue


def _names(folder: str) -> list[str]:
    """Return what is in a folder; nothing if it is gone or another user's."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _link(pid: int, descriptor: str) -> str:
    return f"/proc/{pid}/fd/{descriptor}"


def _socket_name(inode: int) -> str:
    return f"socket:[{inode}]"


def _read(path: str, limit: int) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read(limit)


def _command(arguments: bytes) -> tuple[str, ...]:
    """Split a command line at its zero bytes; those at its end are padding."""
    text = arguments.rstrip(b"\0").decode(errors="replace")
    return tuple(text.split("\0")) if text else ()


def _name(comm: bytes, command: tuple[str, ...]) -> str:
    """Return a process's name; where Linux cut it or shows a thread's, the program's file name."""
    short = comm.removesuffix(b"\n")
    name = short.decode(errors="replace")
    program = os.path.basename(command[0]) if command else ""
    if name in _THREAD_NAMES and program:
        return program
    cut = len(short) == _COMM_BYTES and program.encode().startswith(short)
    return program if cut else name


def _folder(pid: int) -> str | None:
    try:
        return os.readlink(f"/proc/{pid}/cwd".encode()).decode(errors="replace")
    except OSError:
        return None
