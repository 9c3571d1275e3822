"""Measures the data path: `python -m benchmarks.path --help`."""

import argparse
import contextlib
import json
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.bench import FULL, QUICK, Bench, Scale
from benchmarks.figures import HEADING, Figure, as_json, as_row
from benchmarks.measurements import MEASUREMENTS, measure_speed
from benchmarks.processes import BenchmarkError, Processes, allow_many_connections
from benchmarks.usage import load_average

_NOTE = """\
Medians of {rounds} round(s), through a real relay and a real client on loopback; "least" and "most"
show how far they are apart. Relay, client, target and load generator share {cores} cores with
whatever else runs: rates suffer from that. Processor times (CPU) suffer less: compare runs whose
yardsticks agree."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for; return the exit code."""
    options = _parser().parse_args(arguments)
    scale = QUICK if options.quick else FULL
    if options.rounds is not None:
        scale = replace(scale, rounds=options.rounds)
    signal.signal(signal.SIGTERM, _interrupt)
    allow_many_connections()
    load_before = load_average()
    print(f"CPython {platform.python_version()}, {os.cpu_count()} cores")
    print(f"load average {load_before:.2f} before\n\n{HEADING}", flush=True)
    figures: list[Figure] = []
    try:
        with contextlib.closing(measure(_chosen(options), scale)) as measured:
            for figure in measured:
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


def measure(only: Sequence[str], scale: Scale) -> Generator[Figure, None, None]:
    """Yield the figures of the measurements in `only`, as they come.

    Raises:
        BenchmarkError: a process did not do its part.
    """
    with (
        tempfile.TemporaryDirectory(prefix="porthole-path-") as folder,
        Processes(Path(folder)) as processes,
    ):
        bench = Bench(processes, Path(folder), scale)
        yield from measure_speed(bench)
        for name in only:
            yield from MEASUREMENTS[name](bench)
        yield from measure_speed(bench)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "benchmarks.path", description="Measure the data path of Porthole on this computer."
    )
    parser.add_argument(
        "--only",
        type=_names,
        metavar="NAME,...",
        help=f"some of: {', '.join(MEASUREMENTS)}",
    )
    parser.add_argument(
        "--quick", action="store_true", help="small sizes, one round, and no ssh unless named"
    )
    parser.add_argument("--rounds", type=_positive, metavar="N", help="measure each N times")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to FILE")
    return parser


def _chosen(options: argparse.Namespace) -> list[str]:
    if options.only is not None:
        names: list[str] = options.only
        return names
    return [name for name in MEASUREMENTS if not (options.quick and name == "ssh")]


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


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
