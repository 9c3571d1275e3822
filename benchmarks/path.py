"""Measures the data path: `python -m benchmarks.path --help`."""

import argparse
import json
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.figures import HEADING, Figure, as_json, as_row
from benchmarks.measurements import BEHAVIOURS, FULL, MEASUREMENTS, QUICK, Scale
from benchmarks.processes import BenchmarkError, Processes
from benchmarks.rig import start_rig
from benchmarks.usage import load_average

_NOTE = """\
Medians of {rounds} round(s), through a real relay and a real client on loopback. Relay, client,
target and load generator share {cores} cores with whatever else runs: rates suffer from that,
processor times much less. "least" and "most" show how far the rounds are apart."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for; return the exit code."""
    options = _parser().parse_args(arguments)
    scale = QUICK if options.quick else FULL
    signal.signal(signal.SIGTERM, _interrupt)
    load_before = load_average()
    print(f"CPython {platform.python_version()}, {os.cpu_count()} cores")
    print(f"load average {load_before:.2f} before\n\n{HEADING}", flush=True)
    figures: list[Figure] = []
    try:
        for figure in measure(options.only, scale):
            print(as_row(figure), flush=True)
            figures.append(figure)
    except BenchmarkError as error:
        print(f"The benchmark broke off: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(f"\n{_NOTE.format(rounds=scale.rounds, cores=os.cpu_count())}")
    print(f"load average {load_average():.2f} after")
    if options.json is not None:
        _write_json(options.json, figures, load_before)
    return 0


def measure(only: Sequence[str], scale: Scale) -> Iterator[Figure]:
    """Yield the figures of the measurements in `only`, as they come.

    Raises:
        BenchmarkError: a process did not do its part.
    """
    with tempfile.TemporaryDirectory(prefix="porthole-path-") as folder:
        for name in only:
            logs = Path(folder) / name
            logs.mkdir()
            with Processes(logs) as processes:
                yield from MEASUREMENTS[name](start_rig(processes, logs, BEHAVIOURS), scale)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "benchmarks.path", description="Measure the data path of Porthole on this computer."
    )
    parser.add_argument(
        "--only",
        type=_names,
        default=list(MEASUREMENTS),
        metavar="NAME,...",
        help=f"some of: {', '.join(MEASUREMENTS)}",
    )
    parser.add_argument("--quick", action="store_true", help="small sizes, one round")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to FILE")
    return parser


def _names(text: str) -> list[str]:
    names = text.split(",")
    for name in names:
        if name not in MEASUREMENTS:
            raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(MEASUREMENTS)}")
    return names


def _write_json(path: Path, figures: list[Figure], load_before: float) -> None:
    document = {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_average": [load_before, load_average()],
        "figures": [as_json(each) for each in figures],
    }
    path.write_text(json.dumps(document, indent=2) + "\n", "utf-8")


def _interrupt(number: int, frame: object) -> None:
    """Let `kill` end the benchmark as Ctrl-C does: with all its processes."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
