"""Measures what metering 50 programs takes: `python -m benchmarks.sampling`.

The programs are real, each with a child of its own. What is measured is the processor time of what
the engine does for one sample: reading the system, booking, estimating.
"""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from app.engine.cost.books import CostBooks
from app.engine.cost.keeper import Exposed
from app.engine.cost.meter import SAMPLE_SECONDS
from app.engine.history.database import open_database

_PROGRAMS = 50
_SAMPLES = 60
_LIMIT_PERCENT = 1
_CARDS = Path(__file__).parents[1] / "resources/rate_cards"
_WITH_CHILD = ["sh", "-c", "cat; true"]
"""A program whose child waits for its input."""


def main() -> None:
    """Tell what share of a core it takes."""
    with tempfile.TemporaryDirectory() as folder, _running(_PROGRAMS) as pids:
        connection, _ = open_database(Path(folder) / "history.sqlite")
        books = CostBooks(connection, Path(folder) / "preferences.json", (_CARDS,))
        began = time.time()
        exposed = [Exposed(f"t{pid}", f"local/{pid}", pid, f"p{pid}", began) for pid in pids]
        times_ms = [_sample_ms(books, exposed, began, number) for number in range(_SAMPLES)]
        connection.close()
    percent = statistics.mean(times_ms) / (SAMPLE_SECONDS * 1000) * 100
    processes = sum(name.isdigit() for name in os.listdir("/proc"))
    print(f"{_PROGRAMS} programs among {processes} processes, {_SAMPLES} samples:")
    print(f"mean {statistics.mean(times_ms):.1f} ms, most {max(times_ms):.1f} ms processor time")
    print(f"one every {SAMPLE_SECONDS:.0f} s: {percent:.2f} % of a core; goal {_LIMIT_PERCENT} %")


@contextlib.contextmanager
def _running(count: int) -> Iterator[list[int]]:
    with contextlib.ExitStack() as ending:
        programs = []
        for _ in range(count):
            program = subprocess.Popen(_WITH_CHILD, stdin=subprocess.PIPE, stdout=sys.stderr)
            ending.enter_context(program)
            programs.append(program)
        yield [program.pid for program in programs]


def _sample_ms(books: CostBooks, exposed: list[Exposed], began: float, number: int) -> float:
    now_s = Decimal(repr(began)) + Decimal(repr(SAMPLE_SECONDS)) * number
    begin = time.process_time()
    books.sample(exposed, now_s, {})
    books.budget_notice(now_s)
    return (time.process_time() - begin) * 1000


if __name__ == "__main__":
    main()
