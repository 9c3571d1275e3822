"""Starts the processes of a benchmark, each of which ends with it."""

import contextlib
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

_ROOT = Path(__file__).parents[1]
_POLL_SECONDS = 0.02
_START_SECONDS = 30.0
_END_SECONDS = 5.0
_SHOWN_CHARACTERS = 2000


class BenchmarkError(Exception):
    """A process did not do its part; the message holds the end of what it said."""


class Processes:
    """A block that ends every process started in it.

    They are kept out of the terminal's process group: Ctrl-C reaches this process alone, which
    then ends the others.
    """

    def __init__(self, folder: Path) -> None:
        """Keep what the processes print in `folder`."""
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # All are told before any is waited for: a second Ctrl-C must not leave one behind.
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            _wait_for_end(process)

    def start(
        self, name: str, command: Sequence[str], environment: Mapping[str, str] | None = None
    ) -> "Running":
        """Start a process that is to go on; `environment` is added to this one's."""
        log = self._folder / f"{name}-{len(self._processes)}.log"
        with log.open("wb") as output:
            process = self._popen(command, environment, stdout=output, stderr=subprocess.STDOUT)
        return Running(name, process, log)

    def run(
        self,
        command: Sequence[str],
        environment: Mapping[str, str] | None = None,
        given: bytes = b"",
    ) -> bytes:
        """Run a process to its end; return its standard output.

        Args:
            command: the program and its arguments.
            environment: added to this process's own.
            given: what it finds on its standard input.

        Raises:
            BenchmarkError: it failed.
        """
        process = self._popen(command, environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        output, errors = process.communicate(given)
        self._processes.remove(process)
        if process.returncode:
            raise BenchmarkError(f"{' '.join(command)} failed:\n{_tail(errors)}\n{self._said()}")
        return output

    def _said(self) -> str:
        """Return the end of what each process has printed so far."""
        logs = sorted(self._folder.glob("*.log"))
        return "\n".join(f"{log.name}:\n{_tail(log.read_bytes())}" for log in logs)

    def _popen(
        self,
        command: Sequence[str],
        environment: Mapping[str, str] | None,
        *,
        stdout: IO[bytes] | int,
        stderr: int,
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            cwd=_ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
        )
        self._processes.append(process)
        return process


class Running:
    """A process that was started."""

    def __init__(self, name: str, process: subprocess.Popen[bytes], log: Path) -> None:
        self.pid = process.pid
        self._name = name
        self._process = process
        self._log = log

    def wait_for_lines(self, is_enough: Callable[[list[str]], bool]) -> list[str]:
        """Return the whole lines it has printed, once they are enough.

        Raises:
            BenchmarkError: it ended before, or took too long.
        """
        deadline = time.monotonic() + _START_SECONDS
        while True:
            has_ended = self._process.poll() is not None
            lines = self._log.read_text("utf-8", errors="replace").split("\n")[:-1]
            if is_enough(lines):
                return lines
            if has_ended or time.monotonic() > deadline:
                said = _tail(self._log.read_bytes())
                raise BenchmarkError(f"the {self._name} did not start:\n{said}")
            time.sleep(_POLL_SECONDS)


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of this checkout."""
    return [sys.executable, "-m", module, *arguments]


def allow_many_connections() -> None:
    """Let the processes started from now on have as many connections as the system allows."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _wait_for_end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _tail(output: bytes) -> str:
    return output.decode(errors="replace")[-_SHOWN_CHARACTERS:].strip()
