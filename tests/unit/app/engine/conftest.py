import subprocess
import sys
from typing import NamedTuple

import pytest

SERVER = """
import os, socket, sys
address = sys.argv[1]
family = socket.AF_INET6 if ":" in address else socket.AF_INET
server = socket.create_server((address, 0), family=family)
exec(os.environ.get("AFTER_LISTENING", ""))
print(server.getsockname()[1], flush=True)
sys.stdin.read()
"""


class Server(NamedTuple):
    """A program that listens, in a process of its own."""

    process: subprocess.Popen
    port: int
    command: tuple

    def stop(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def start_server(tmp_path):
    """Start a program that listens on a free port of `address` until the test is over.

    Its command line ends with `arguments`, its folder is the test's `tmp_path`, and it runs the
    lines `after_listening` before it is ready.
    """
    servers = []

    def start(address="127.0.0.1", *arguments, after_listening="", program=sys.executable):
        command = [program, "-c", SERVER, address, *arguments]
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=tmp_path,
            env={"AFTER_LISTENING": after_listening},
        )
        port = int(process.stdout.readline())
        servers.append(Server(process, port, tuple(command)))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()
