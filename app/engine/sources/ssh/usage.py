"""What programs on an SSH host have used: each with all processes below its first one."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.engine.cost.processes import ProcessTimes, Trees
from app.engine.cost.remote_meter import Reading

MAX_ASKED = 200
"""Of how many programs a host is asked at once, and of how many processes for shared memory."""
MAX_OUTPUT_BYTES = 1 << 20
"""3,000 processes."""
SHARES_SECONDS = 30.0
"""How often shared memory is looked at, as that of a large program costs the host milliseconds."""

# Only the programs' own processes are sent: a host may have thousands. Where awk is missing, those
# that are asked for are, without what is below them.
_SCRIPT = """
LC_ALL=C; export LC_ALL; read up idle < /proc/uptime
echo "$(getconf CLK_TCK) $(getconf PAGESIZE) $up"
found=$(cat /proc/[0-9]*/stat 2>/dev/null | awk "
  BEGIN {{ split(\\"{pids}\\", list, \\" \\"); for (n in list) wanted[list[n]] = 1 }}
  {{ rest = \\$0; sub(/.*[)] /, \\"\\", rest); split(rest, f, \\" \\")
     parent[\\$1] = f[2]; line[\\$1] = \\$0 }}
  END {{ for (pid in parent) {{
    at = pid; for (n = 0; n < 1000 && !(at in wanted) && (at in parent); n++) at = parent[at]
    if (at in wanted) print line[pid] }} }}" 2>/dev/null) || found=$(cat {files} 2>/dev/null)
printf "%s\\n" "$found"
"""
_SHARES = """
printf "%s\\n" "$found" | head -n {limit} |
  sed "s|^\\([0-9]*\\) .*|/proc/\\1/smaps_rollup|" | xargs grep -s "^Pss:" /dev/null
"""
_PPID, _UTIME, _STIME, _CUTIME, _CSTIME, _START, _RSS = 1, 11, 12, 13, 14, 19, 21
"""Places in /proc/PID/stat behind the name in parentheses; see proc(5)."""
_PLACES = (_PPID, _UTIME, _STIME, _CUTIME, _CSTIME, _START, _RSS)


def usage_command(pids: Iterable[int], with_shares: bool) -> str:
    """Return what prints the usage of programs, by their first processes; Linux only.

    Args:
        pids: at most MAX_ASKED.
        with_shares: whether to look at shared memory, too.
    """
    numbers = [str(int(pid)) for pid in pids][:MAX_ASKED]
    files = " ".join(f"/proc/{number}/stat" for number in numbers)
    script = _SCRIPT.format(pids=" ".join(numbers), files=files)
    return f"sh -c '{script}{_SHARES.format(limit=MAX_ASKED) if with_shares else ''}'"


class UsageReader:
    """Reads what a host prints, and remembers what shared memory its processes have."""

    def __init__(self) -> None:
        self._shares: dict[tuple[int, int], int] = {}
        """In bytes, by a process's id and its beginning."""
        self._shares_at_s = float("-inf")

    def command(self, pids: Iterable[int], now_s: float) -> str:
        """Return what to run; `now_s` is the time in seconds, on any clock."""
        with_shares = now_s >= self._shares_at_s + SHARES_SECONDS
        if with_shares:
            self._shares_at_s = now_s
            self._shares = {}
        return usage_command(pids, with_shares)

    def read(self, output: bytes, pids: Iterable[int]) -> dict[int, Reading]:
        """Return the programs that still run, by their first processes.

        There are none on other systems than Linux.
        """
        lines = output.decode(errors="replace").split("\n")
        try:
            ticks, page_bytes, uptime_s = map(_number, lines[0].split())
            now = int(uptime_s * ticks)
            processes = _processes(lines[1:], int(ticks), int(page_bytes))
        except (ValueError, ArithmeticError):
            return {}
        self._learn_shares(lines[1:], processes)
        shares = {
            pid: self._shares[pid, each.started]
            for pid, each in processes.items()
            if (pid, each.started) in self._shares
        }
        trees = Trees(processes)
        members = {pid: tuple(trees.of(pid)) for pid in pids}
        return {pid: Reading(now, found, shares) for pid, found in members.items() if found}

    def _learn_shares(self, lines: Iterable[str], processes: Mapping[int, ProcessTimes]) -> None:
        """Take in lines such as `/proc/7/smaps_rollup:Pss:      1234 kB`."""
        for line in lines:
            place, _, size = line.partition(":Pss:")
            number = place.removeprefix("/proc/").partition("/")[0]
            words = size.split()
            if place.startswith("/proc/") and _is_whole(number) and words and _is_whole(words[0]):
                process = processes.get(int(number))
                if process is not None:
                    self._shares[process.pid, process.started] = int(words[0]) * 1024


def _processes(
    lines: Iterable[str], ticks_per_second: int, page_bytes: int
) -> dict[int, ProcessTimes]:
    """Return the processes that lines of /proc/PID/stat tell of; other lines are left out."""
    found = {}
    for line in lines:
        pid = line.partition(" ")[0]
        # The name stands in brackets and may hold anything, also brackets.
        fields = line.rpartition(")")[2].split()[: _RSS + 1]
        # Some fields of no interest here may be negative.
        if not _is_whole(pid) or len(fields) <= _RSS or not _all_whole(fields):
            continue
        numbers = {place: int(fields[place]) for place in _PLACES}
        found[int(pid)] = ProcessTimes(
            pid=int(pid),
            parent=numbers[_PPID],
            started=numbers[_START],
            own_s=Decimal(numbers[_UTIME] + numbers[_STIME]) / ticks_per_second,
            waited_s=Decimal(numbers[_CUTIME] + numbers[_CSTIME]) / ticks_per_second,
            resident_bytes=numbers[_RSS] * page_bytes,
        )
    return found


def _all_whole(fields: list[str]) -> bool:
    return all(_is_whole(fields[place]) for place in _PLACES)


def _is_whole(text: str) -> bool:
    """Whether that is a whole number, and of no more digits than any that a system counts."""
    return text.isdecimal() and len(text) < 20


def _number(text: str) -> Decimal:
    """Return a number that is written in digits: `1e999999` would take a minute to be counted.

    Raises:
        ValueError: it is none, or too long.
    """
    if not all(map(_is_whole, text.split(".", 1))):
        raise ValueError(text)
    return Decimal(text)
