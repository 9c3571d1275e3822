"""What the processes of an SSH host say of themselves: their command lines and folders."""

import re
from collections.abc import Collection
from dataclasses import dataclass

MAX_ASKED = 200
"""Of how many processes a host is asked at once: each costs it two small programs."""
MAX_OUTPUT_BYTES = 1 << 20
_MAX_COMMAND_BYTES = 4096
_PID = re.compile(r"[0-9]{1,10}")

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


@dataclass(frozen=True, slots=True)
class Details:
    """What a process says of itself.

    Attributes:
        command: the arguments it was started with, itself first; empty if they cannot be read.
        folder: its current folder with `~` for the account's home; "" if that cannot be read.
    """

    command: tuple[str, ...] = ()
    folder: str = ""


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
        if not (line.startswith("#") and _PID.fullmatch(number)):
            continue
        if command:  # one line for each process, from ps
            found[int(number)] = Details(tuple(command.split()))
            continue
        following = [*lines[position + 1 : position + 3], "", ""]
        arguments = following[0].rstrip("\x01").split("\x01") if following[0] else []
        folder = following[1] if following[1].startswith("/") else ""
        found[int(number)] = Details(tuple(arguments), _from_home(folder, home))
    return found


def _from_home(folder: str, home: str) -> str:
    if home and (folder == home or folder.startswith(f"{home}/")):
        return f"~{folder[len(home) :]}"
    return folder
