"""Programs that use a known amount of processor time and memory when a test says so."""

import signal
import subprocess
import sys

SCRIPT = """
import os, signal, sys, time
print("ready", flush=True)
sys.stdin.readline()
def burn(until):
    while time.process_time() < until: pass
{work}
print("done", flush=True)
sys.stdin.readline()
"""


class Worker:
    """A Python program that waits for a line, works, and waits for another.

    Attributes:
        pid: its process id.
    """

    def __init__(self, work):
        self._process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT.format(work=work)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = self._process.pid
        self._expect("ready")

    def work(self):
        """Let it work; return when it has."""
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        self._expect("done")

    def end(self):
        """Kill it."""
        self._process.send_signal(signal.SIGCONT)
        self._process.kill()
        self._process.communicate()

    def _expect(self, word):
        assert self._process.stdout.readline() == f"{word}\n"
