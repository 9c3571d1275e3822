"""How do I open my JupyterLab from anywhere?

This program starts JupyterLab with a random token and puts it behind a URL.

    python examples/jupyter.py
    python examples/jupyter.py --notebook-dir notebooks       JupyterLab gets all arguments

It prints the URL when JupyterLab answers. Who has the URL can run programs on this computer: keep
it to yourself. Ctrl-C ends JupyterLab and closes the URL, and so does File > Shut Down.
"""

import contextlib
import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from relay_client import Error, forward

START_SECONDS = 60
TOKEN_BYTES = 32


def find_jupyter() -> str:
    """Return the path of JupyterLab, from this Python's environment or the PATH."""
    here = os.path.dirname(sys.executable)
    found = shutil.which("jupyter-lab", path=here) or shutil.which("jupyter-lab")
    return found or sys.exit("JupyterLab is not installed. Run: pip install jupyterlab")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], token: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run JupyterLab until the block ends."""
    process = subprocess.Popen(
        command,
        env={**os.environ, "JUPYTER_TOKEN": token},  # everybody can read command lines
        stdin=subprocess.DEVNULL,  # on a terminal it would ask back on Ctrl-C
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Return when JupyterLab answers, or end the program if that takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, 5)) as connection:
            try:
                connection.request("GET", "/api")
                connection.getresponse()
                return
            except OSError:
                time.sleep(0.1)  # JupyterLab tells nobody when it is ready
    sys.exit("JupyterLab did not start: what it printed says why.")


def main(arguments: list[str]) -> None:
    """Run JupyterLab behind a URL until it ends or Ctrl-C."""
    port, token = free_port(), secrets.token_hex(TOKEN_BYTES)
    command = [find_jupyter(), "--no-browser", "--log-level=WARN", "--ip=127.0.0.1"]
    command += [f"--port={port}", "--ServerApp.port_retries=0"]
    # Its visitors ask for the tunnel's name, not for localhost.
    command += ["--ServerApp.allow_remote_access=True", *arguments]
    with running(command, token) as process:
        wait_until_it_answers(process, port)
        with forward(port) as tunnel:
            print(f"{tunnel.url}/lab?token={token}", flush=True)
            process.wait()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # `kill` ends it as Ctrl-C does
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        pass
    except Error as error:
        sys.exit(str(error))
