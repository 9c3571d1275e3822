"""The load generator: `python -m benchmarks.load` does the job on its standard input.

A process of its own, so that its work is not counted as the tunnel's.
"""

import sys

import msgspec

from benchmarks.bulk import Bulk
from benchmarks.connections import Connections
from benchmarks.memory import Memory
from benchmarks.opening import Opening
from benchmarks.requests import Requests
from benchmarks.visiting import Sample

Load = Bulk | Requests | Connections | Memory | Opening


class Job(msgspec.Struct, frozen=True):
    """What to do, and which processes to measure meanwhile, by name."""

    load: Load
    watched: dict[str, int]


def main() -> None:
    """Do the job and print its samples as JSON."""
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    samples: list[Sample] = list(job.load.run(job.watched))
    sys.stdout.buffer.write(msgspec.json.encode(samples))


if __name__ == "__main__":
    main()
