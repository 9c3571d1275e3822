"""Where the examples are, and what their visitors do."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.e2e.porthole import Tunnel
from tests.e2e.programs import run
from tests.e2e.visitors import TlsVisitor

EXAMPLES = Path(__file__).parents[2] / "examples"

CLOSED = 0
"""What curl gives for a status where nobody answers."""


class Answer(NamedTuple):
    """What curl got."""

    status: int
    location: str
    body: str


def curl(home, url, *arguments):
    """Fetch a URL with curl, which trusts the relay at home in `home`."""
    command = ["curl", "--silent", "--cacert", str(home / "run/ca.pem"), *arguments]
    command += ["--write-out", "\n%{http_code} %{redirect_url}", url]
    body, _, end = run(command, home, check=False).stdout.rpartition("\n")
    status, _, location = end.partition(" ")
    return Answer(int(status), location, body)


def tls_visitor(url, home):
    """Return a visitor that may send what it likes to the tunnel of a URL."""
    parts = urlsplit(url)
    return TlsVisitor(Tunnel(url, parts.hostname, parts.port, None, home / "run/ca.pem"))
