"""Runs programs for tests: collects their lines, and ends them by their process id."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil

PATIENCE_S = 60
"""How long anything may take that tests wait for. It is there to end hangs, not to measure."""

_UNWANTED = ("PORTHOLE_", "PYTHON", "DBUS_", "XDG_", "DISPLAY", "WAYLAND_", "SSL_", "CURL_", "LC_")
_UNWANTED_ENDS = ("_proxy", "_PROXY")


def eventually(condition, what, limit_s=PATIENCE_S):
    """Return the first result of `condition` that is true; fail when there is none in time."""
    deadline = time.monotonic() + limit_s
    while not (result := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {limit_s} s: {what}")
        time.sleep(0.01)
    return result


def wait_for_port(port):
    """Wait until something listens on a port of this computer."""

    def accepts():
        with contextlib.suppress(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), PATIENCE_S).close()
            return True
        return False

    eventually(accepts, f"listener on port {port}")


def clean_environment(folder):
    """Return an environment for programs at home in `folder`, without the user's own settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_UNWANTED) and not name.endswith(_UNWANTED_ENDS)
    }
    return kept | {
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "PATH": os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"]),
        # The developer's own keyring is none of the tests' business.
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONWARNINGS": "default::ResourceWarning",
    }


def own_program(name):
    """Return the path of one of this project's programs."""
    return str(Path(sys.executable).with_name(name))


def run(command, folder, **options):
    """Run a program to its end, at home in `folder`; return it with its output as text."""
    options = {"stdin": subprocess.DEVNULL, "text": True, "check": True} | options
    environment = clean_environment(folder) | options.pop("environment", {})
    return subprocess.run(
        command,
        capture_output=True,
        cwd=folder,
        env=environment,
        timeout=2 * PATIENCE_S,
        **options,
    )


class Program:
    """A running program, whose lines are collected as they come.

    Attributes:
        process: of the system.
        output: lines of its standard output so far, without their ends.
        errors: the same of its standard error.
    """

    def __init__(self, command, folder, environment=None, stdin=subprocess.DEVNULL):
        self.output = []
        self.errors = []
        self._change = threading.Condition()
        self.process = subprocess.Popen(
            command,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            cwd=folder,
            env=clean_environment(folder) | (environment or {}),
        )
        self._readers = [
            threading.Thread(target=self._collect, args=pair, daemon=True)
            for pair in ((self.process.stdout, self.output), (self.process.stderr, self.errors))
        ]
        for reader in self._readers:
            reader.start()

    @property
    def pid(self):
        return self.process.pid

    def wait_for(self, find, what, limit_s=PATIENCE_S):
        """Return the first true result of `find`, called again with each line that comes."""
        deadline = time.monotonic() + limit_s
        with self._change:
            while not (result := find()):
                left = deadline - time.monotonic()
                if left < 0 or not any(reader.is_alive() for reader in self._readers):
                    raise TimeoutError(f"no {what}; {self}")
                self._change.wait(min(left, 0.2))
        return result

    def wait_for_line(self, start, limit_s=PATIENCE_S):
        """Return the first line of standard output that starts like this."""
        return self.wait_for(
            lambda: next((line for line in self.output if line.startswith(start)), None),
            f"line {start!r}",
            limit_s,
        )

    def wait_for_end(self, limit_s=PATIENCE_S):
        """Return the exit code; all lines are there then."""
        code = self.process.wait(limit_s)
        for reader in self._readers:
            reader.join(limit_s)
        return code

    def kill(self):
        """End it as a crash does."""
        self.process.kill()
        self.wait_for_end()

    def end(self):
        """End it, politely first; nothing happens if it has ended."""
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        try:
            self.wait_for_end()
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        finally:
            for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
                if pipe is not None:
                    pipe.close()

    def __str__(self):
        lines = "\n".join((*self.output, *self.errors))
        return f"{self.process.args} (exit code {self.process.poll()}) printed:\n{lines}"

    def _collect(self, pipe, lines):
        for line in pipe:
            with self._change:
                lines.append(line.rstrip("\n"))
                self._change.notify_all()
        with self._change:
            self._change.notify_all()


def is_running(pid):
    """Return whether a process, which need not be a child of ours, has not ended yet."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
