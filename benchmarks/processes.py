"""Starts the processes of a benchmark, each of which ends with it."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_ROOT = Path(__file__).parents[1]
_POLL_SECONDS = 0.02
_START_SECONDS = 30.0
_END_SECONDS = 5.0


class BenchmarkError(Exception):
    """A process did not do its part; the message holds the end of what it said."""


class Processes:
    """A block that ends every process started in it, the last one first.

    They are kept out of the terminal's process group: Ctrl-C reaches this process alone, which
    then ends the others.
    """

    def __init__(self, folder: Path) -> None:
        """Keep what the processes print in `folder`."""
        self._folder = folder
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        while self._running:
            _end(self._running.pop())

    def start(
        self, name: str, command: Sequence[str], environment: Mapping[str, str] | None = None
    ) -> "Running":
        """Start a process; `environment` is added to this one's."""
        log = self._folder / f"{name}-{len(self._running)}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=_ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._running.append(process)
        return Running(name, process, log)

    def run(self, command: Sequence[str]) -> str:
        """Run a process to its end; return its standard output.

        Raises:
            BenchmarkError: it failed.
        """
        with subprocess.Popen(
            command,
            cwd=_ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            try:
                output, errors = process.communicate()
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            raise BenchmarkError(f"{' '.join(command[:4])} failed:\n{_tail(errors)}")
        return output.decode()


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


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _tail(output: bytes) -> str:
    return output.decode(errors="replace")[-2000:].strip()
