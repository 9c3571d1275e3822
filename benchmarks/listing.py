"""Measures how long it takes to list the ports of a computer that has thousands.

    python -m benchmarks.listing [--ports 5000]

A process of its own listens on that many ports of loopback; they are looked at as the engine does.
"""

import argparse
import socket
import statistics
import subprocess
import sys
import time

from app.engine.sources.local_scan import LocalScan

ROUNDS = 20

_LISTEN = """
import socket, sys
from relay_link.descriptors import raise_limit
raise_limit()
servers = [socket.create_server(("127.0.0.1", 0), backlog=1) for _ in range(int(sys.argv[1]))]
print(flush=True)
sys.stdin.read()
"""


def main() -> None:
    """Measure as the command line says, and print the figures."""
    parser = argparse.ArgumentParser(description="Measure how long listing ports takes.")
    parser.add_argument("--ports", type=int, default=5000, help="how many listen")
    count = parser.parse_args().ports
    command = [sys.executable, "-c", _LISTEN, str(count)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        _measure(count)
        process.stdin.close()


def _measure(count: int) -> None:
    look = LocalScan()
    first = _milliseconds(look)
    again = statistics.median(_milliseconds(look) for _ in range(ROUNDS))
    with socket.create_server(("127.0.0.1", 0)):
        new = _milliseconds(look)
    print(f"{count} ports: first {first:.1f} ms, nothing new {again:.1f} ms, one new {new:.1f} ms")


def _milliseconds(look: LocalScan) -> float:
    begin = time.perf_counter()
    look.scan()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()
