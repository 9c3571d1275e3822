"""What can be known of the processes of an SSH host: command lines, folders, and what they use."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

MAX_ASKED = 200
"""Of how many processes a host is asked at once: each costs it two small programs."""
MAX_OUTPUT_BYTES = 1 << 20
_MAX_COMMAND_BYTES = 4096

_DETAILS = """
LC_ALL=C; export LC_ALL; echo "#$HOME"
if [ -r /proc/self/stat ]; then
  for p in {pids}; do
    echo "#$p"; head -c {limit} /proc/$p/cmdline 2>/dev/null | tr "\\000\\n" "\\001 "; echo
    readlink /proc/$p/cwd 2>/dev/null
  done
else
  ps -ww -o pid= -o command= -p {commas} 2>/dev/null | sed -e "s/^ */#/"
fi
"""
_USAGE = """
LC_ALL=C; export LC_ALL; getconf CLK_TCK; getconf PAGESIZE; cat {files} 2>/dev/null
"""


@dataclass(frozen=True, slots=True)
class Details:
    """What a process says of itself.

    Attributes:
        command: the arguments it was started with, itself first; empty if they cannot be read.
        folder: its current folder with `~` for the account's home; "" if that cannot be read.
    """

    command: tuple[str, ...] = ()
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has used, as its host counts it.

    Attributes:
        cpu_seconds: of all cores together, since the process began.
        resident_bytes: of memory, now.
        started_ticks: when it began, in ticks since its host did: tells it from another that was
            given the same number.
    """

    pid: int
    cpu_seconds: float
    resident_bytes: int
    started_ticks: int


def details_command(pids: Collection[int]) -> str:
    """Return what prints the details of at most MAX_ASKED processes."""
    numbers = [str(int(pid)) for pid in pids][:MAX_ASKED]
    script = _DETAILS.format(
        pids=" ".join(numbers), commas=",".join(numbers), limit=_MAX_COMMAND_BYTES
    )
    return f"sh -c '{script}'"


def parse_details(output: bytes) -> dict[int, Details]:
    """Return the details by process, as far as the account may see them."""
    lines = output.decode(errors="replace").split("\n")
    home = lines[0].removeprefix("#").rstrip("/")
    found: dict[int, Details] = {}
    for position, line in enumerate(lines[1:], 1):
        number, _, command = line.removeprefix("#").partition(" ")
        if not (line.startswith("#") and number.isdigit() and len(number) <= 10):
            continue
        if command:  # one line for each process, from ps
            found[int(number)] = Details(tuple(command.split()))
            continue
        following = [*lines[position + 1 : position + 3], "", ""]
        arguments = following[0].rstrip("\x01").split("\x01") if following[0] else []
        folder = following[1] if following[1].startswith("/") else ""
        found[int(number)] = Details(tuple(arguments), _from_home(folder, home))
    return found


def usage_command(pids: Iterable[int]) -> str:
    """Return what prints the usage of processes; Linux only."""
    files = " ".join(f"/proc/{int(pid)}/stat" for pid in list(pids)[:MAX_ASKED])
    return f"sh -c '{_USAGE.format(files=files)}'"


def parse_usage(output: bytes) -> tuple[Usage, ...]:
    """Return the usage of the processes that still run; nothing on other systems than Linux.

    Source: man 5 proc_pid_stat, whose fields count from 1: 14 and 15 are the time in user and
    system mode, 22 the beginning, 24 the resident pages.
    """
    lines = output.decode(errors="replace").split("\n")
    if len(lines) < 2 or not (lines[0].isdigit() and lines[1].isdigit()):
        return ()
    ticks_per_second, page_bytes = int(lines[0]), int(lines[1])
    if not ticks_per_second:
        return ()
    found = []
    for line in lines[2:]:
        # The name stands in brackets and may hold anything, also brackets.
        pid, _, _ = line.partition(" ")
        fields = line.rpartition(")")[2].split()
        try:
            user, system, started, pages = (int(fields[n - 3]) for n in (14, 15, 22, 24))
            usage = Usage(int(pid), (user + system) / ticks_per_second, pages * page_bytes, started)
        except (ValueError, IndexError):
            continue
        found.append(usage)
    return tuple(found)


def _from_home(folder: str, home: str) -> str:
    if home and (folder == home or folder.startswith(f"{home}/")):
        return f"~{folder[len(home) :]}"
    return folder
