"""How do I give my web server a public URL?

This program serves one page on a free port of this computer and puts it behind a URL.

    python examples/web_server.py

It prints the URL, and how curl gets it where the relay has a certificate authority of its own, as
that on this computer has. Ctrl-C closes it.
"""

import argparse
import contextlib
import shlex
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from relay_client import Error, forward


class Greeting(BaseHTTPRequestHandler):
    """Answers one request."""

    timeout = 30
    """How many seconds a visitor may stay silent."""

    def handle(self) -> None:
        """Answer, unless the visitor goes away first."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """Say hello."""
        page = f"Hello from {self.path}\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


def main() -> None:
    """Serve until Ctrl-C."""
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), Greeting) as server,
        forward(server.server_port) as tunnel,
    ):
        print(tunnel.url, flush=True)
        if tunnel.ca_file:
            print(f"curl --cacert {shlex.quote(str(tunnel.ca_file))} {tunnel.url}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    try:
        main()
    except KeyboardInterrupt:
        pass
    except Error as error:
        sys.exit(str(error))
