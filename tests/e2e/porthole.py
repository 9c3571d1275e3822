"""Our two programs as tests see them: a relay's process, and clients that forward ports."""

import hashlib
import json
import os
import re
import shutil
import signal
import ssl
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.programs import PATIENCE_S, Program, eventually, is_running, own_program, run

_LISTENS = re.compile(r"Relay for \S+ listens on 127\.0\.0\.1:(\d+); ")


@dataclass(frozen=True)
class RelayData:
    """The data of a relay that has not been served yet.

    Attributes:
        folder: where it is.
        token: lets clients in.
    """

    folder: Path
    token: str


def run_relay(folder, command, *arguments, **options):
    """Run `porthole-relay COMMAND` on the data in `folder`."""
    words = [own_program("porthole-relay"), command, "--data-dir", str(folder)]
    return run([*words, *arguments], folder, **options)


class Relay:
    """`porthole-relay serve`; it can be killed and started again.

    Attributes:
        folder: its data.
        domain: what tunnels' names end with.
        port: the one it listens on.
        token: for clients.
        program: its latest process.
    """

    def __init__(self, folder, ports, template, domain="localhost", options=()):
        """Prepare a relay with a copy of what `template` has in its folder, and its token."""
        self.folder = folder
        self.domain = domain
        self.port = ports[0]
        self._ports = ports
        self._options = options
        self.program = None
        self._former = []
        shutil.copytree(template.folder, folder)
        self.token = template.token

    @property
    def ca_file(self):
        """The certificate of its own authority."""
        return self.folder / f"{self.domain}.authority.pem"

    @property
    def address(self):
        """What PORTHOLE_RELAY takes."""
        der = ssl.PEM_cert_to_DER_cert(self.ca_file.read_text())
        return f"{self.domain}:{self.port}#ca={hashlib.sha256(der).hexdigest()}"

    def run(self, command, *arguments, **options):
        """Run `porthole-relay COMMAND` on its data."""
        return run_relay(self.folder, command, *arguments, **options)

    def start(self):
        """Serve, on the same port as ever."""
        if self.program is not None:
            self._former.append(self.program)
        self.program = Program(
            [
                *(own_program("porthole-relay"), "serve", "--data-dir", str(self.folder)),
                *("--listen", f"127.0.0.1:{self.port}", "--domain", self.domain),
                *("--tcp-ports", f"{self._ports[1]}-{self._ports[-1]}", *self._options),
            ],
            self.folder,
        )
        line = self.program.wait_for_line("Relay for")
        assert int(_LISTENS.match(line)[1]) == self.port

    def end(self):
        """End it, with whatever still drains, and look for failures in what it has printed."""
        for program in (*self._former, self.program):
            if program is not None:
                program.process.send_signal(signal.SIGTERM)  # `end` sends the second one
                program.end()
                assert failures(program.errors) == [], program


@dataclass
class Tunnel:
    """What `porthole forward --json` says about a tunnel.

    Attributes:
        url: for browsers.
        host: its public name.
        port: of TLS.
        tcp_port: the raw one, None if there is none.
        ca_file: what visitors are to trust.
    """

    url: str
    host: str
    port: int
    tcp_port: int | None
    ca_file: Path


class Client(Program):
    """`porthole forward --json`.

    Attributes:
        tunnel: its first one, once it is open.
    """

    def __init__(self, arguments, folder, environment, ca_file=None):
        command = [own_program("porthole"), "forward", "--json", *map(str, arguments)]
        super().__init__(command, folder, environment)
        self._seen = 0
        self._ca_file = ca_file
        self.tunnel = None

    def next_event(self, kind, limit_s=PATIENCE_S):
        """Return the next event of that kind, and pass over all before it."""

        def find():
            while self._seen < len(self.output):
                event = json.loads(self.output[self._seen])
                self._seen += 1
                if event["event"] == kind:
                    return event
            return None

        return self.wait_for(find, f"event {kind!r}", limit_s)

    def next_tunnel(self, kind="opened"):
        """Wait for a tunnel to be opened or reopened, and return it."""
        event = self.next_event(kind)
        tcp_socket = event["tcp_socket"]
        return Tunnel(
            event["url"],
            event["host"],
            event["port"],
            tcp_socket[1] if tcp_socket else None,
            self._ca_file or Path(event["ca_file"]),
        )

    def events(self):
        """Return the kinds of all events so far."""
        return [json.loads(line)["event"] for line in self.output]

    def end(self):
        """End it, and look for failures in what it has printed."""
        super().end()
        assert self.errors == [], self


def failures(lines):
    """Return the lines that tell of a bug."""
    return [line for line in lines if re.search(r"Traceback| ERROR |Warning: |Error: ", line)]


def embedded_relay_pid(home):
    """Return the process of the relay that clients at home in `home` share, None without one."""
    try:
        pid = json.loads((home / "run/relay.json").read_bytes())["pid"]
    except FileNotFoundError:
        return None
    return pid if is_running(pid) else None


def end_embedded_relay(home):
    """End the relay that clients at home in `home` have left behind, and look at its log."""
    pid = embedded_relay_pid(home)
    for _ in range(2):  # the second signal is for a relay that would wait for its visitors
        if pid is not None and is_running(pid):
            os.kill(pid, signal.SIGTERM)
    if pid is not None:
        eventually(lambda: not is_running(pid), "end of the embedded relay")
    log = home / "data/relay/relay.log"
    lines = log.read_text().splitlines() if log.exists() else []
    assert failures(lines) == [], lines
