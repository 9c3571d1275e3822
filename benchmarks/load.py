"""The load generator: `python -m benchmarks.load JOB` does one job and prints its sample.

A process of its own, so that its work is not counted as the tunnel's.
"""

import sys

import msgspec

from benchmarks.bulk import Bulk
from benchmarks.connections import Connections
from benchmarks.requests import Requests
from benchmarks.visiting import Sample

Load = Bulk | Requests | Connections


class Job(msgspec.Struct, frozen=True):
    """What to do, and which processes to measure meanwhile, by name."""

    load: Load
    watched: dict[str, int]


def main() -> None:
    """Do the job in the only argument."""
    job = msgspec.json.decode(sys.argv[1], type=Job)
    sample: Sample = job.load.run(job.watched)
    sys.stdout.buffer.write(msgspec.json.encode(sample))


if __name__ == "__main__":
    main()
