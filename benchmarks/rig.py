"""A tunnel to be measured: relay, client and targets, each a process of its own."""

import hashlib
import json
import re
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmarks.load import Job, Load
from benchmarks.processes import BenchmarkError, Processes, python
from benchmarks.visiting import Place, Sample

_LISTENS = re.compile(r"^Relay for localhost listens on 127\.0\.0\.1:(\d+)", re.MULTILINE)
_NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
"""A benchmark leaves nothing in the keyring of whoever runs it."""


@dataclass(frozen=True)
class RelayProcess:
    """A relay that runs.

    Attributes:
        pid: its process.
        ca_file: its own authority.
        environment: what a client needs to log in.
    """

    pid: int
    ca_file: str
    environment: dict[str, str]


@dataclass(frozen=True)
class Tunnelled:
    """The two public addresses of one target."""

    raw: Place
    tls: Place


@dataclass(frozen=True)
class Rig:
    """Relay, client and targets that run.

    Attributes:
        processes: where the load generator is started.
        relay: the relay.
        pids: of relay, client and target, by these names.
        tunnels: one for each behaviour that was asked for, in that order.
    """

    processes: Processes
    relay: RelayProcess
    pids: dict[str, int]
    tunnels: list[Tunnelled]

    def run(self, load: Load) -> list[Sample]:
        """Have the load generator do one job."""
        return run_load(self.processes, load, self.pids)


def run_load(
    processes: Processes,
    load: Load,
    pids: dict[str, int],
    environment: Mapping[str, str] | None = None,
) -> list[Sample]:
    """Have the load generator do one job and measure the processes `pids`.

    Raises:
        BenchmarkError: it failed.
    """
    job = msgspec.json.encode(Job(load, pids))
    output = processes.run(python("benchmarks.load"), environment, job)
    return msgspec.json.decode(output, type=list[Sample])


def start_rig(processes: Processes, folder: Path, behaviours: Iterable[str]) -> Rig:
    """Start everything, with a tunnel for each of the target's `behaviours`.

    Raises:
        BenchmarkError: a process does not start.
    """
    relay = start_relay(processes, folder)
    target_pid, ports = start_target(processes, behaviours)
    targets = [str(port) for port in ports]
    client = processes.start(
        "client", python("app.cli", "forward", *targets, "--tcp", "--json"), relay.environment
    )
    lines = client.wait_for_lines(lambda lines: len(lines) >= len(ports))
    tunnels = [parse_opened(line, relay.ca_file) for line in lines[: len(ports)]]
    pids = {"relay": relay.pid, "client": client.pid, "target": target_pid}
    return Rig(processes, relay, pids, tunnels)


def start_relay(processes: Processes, folder: Path) -> RelayProcess:
    """Start a relay that keeps its files, and its client's, in `folder`."""
    data_dir = ["--data-dir", str(folder / "relay")]
    token = processes.run(python("relay_server.cli", "token", *data_dir)).decode().strip()
    serve = python("relay_server.cli", "serve", *data_dir, "--listen", "127.0.0.1:0")
    relay = processes.start("relay", serve)
    lines = relay.wait_for_lines(lambda lines: parse_port(lines) is not None)
    ca_file = folder / "relay" / "localhost.authority.pem"
    return RelayProcess(
        relay.pid,
        str(ca_file),
        {
            "PORTHOLE_RELAY": f"localhost:{parse_port(lines)}#ca={_fingerprint(ca_file)}",
            "PORTHOLE_TOKEN": token,
            "PORTHOLE_HOME": str(folder / "client"),
            **_NO_KEYRING,
        },
    )


def start_target(processes: Processes, behaviours: Iterable[str]) -> tuple[int, list[int]]:
    """Start the target's process; return its id and a port for each of its `behaviours`."""
    target = processes.start("target", python("benchmarks.target", *behaviours))
    lines = target.wait_for_lines(lambda lines: len(lines) >= 1)
    return target.pid, msgspec.json.decode(lines[0], type=list[int])


def parse_port(lines: list[str]) -> int | None:
    """Return the port that the relay says it listens on, or None if it has not said so yet."""
    found = _LISTENS.search("\n".join(lines))
    return int(found[1]) if found else None


def parse_opened(line: str, ca_file: str) -> Tunnelled:
    """Return the addresses in what `porthole forward --json` prints for an open tunnel.

    Raises:
        BenchmarkError: it is about something else.
    """
    event = json.loads(line) if line.startswith("{") else {}
    if event.get("event") != "opened" or not event.get("tcp_socket"):
        raise BenchmarkError(f"The client opened no tunnel with a raw TCP port: {line}")
    server_name, tls_port = event["tls_socket"]
    return Tunnelled(Place(event["tcp_socket"][1]), Place(tls_port, server_name, ca_file))


def _fingerprint(ca_file: Path) -> str:
    der = ssl.PEM_cert_to_DER_cert(ca_file.read_text("ascii"))
    return hashlib.sha256(der).hexdigest()
