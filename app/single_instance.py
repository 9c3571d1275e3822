"""Lets one window serve a user: who starts another one raises the first. No Qt in here."""

import os
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import fcntl

ANSWER = b"!"
"""What a window says to whoever connects to it, once it has raised itself."""
PATIENCE_S = 10.0
"""How long another window may take to start or to answer."""
POLL_S = 0.05

_MAX_PATH_BYTES = 100
"""What all systems accept as the path of a socket; longer ones are reached by another way."""


class NoAnswerError(Exception):
    """Another window runs, and does not answer."""

    def __str__(self) -> str:
        return "Porthole runs already and does not answer; end its process, then start it again"


@dataclass
class Instance:
    """The right to be the one window, until this process ends.

    Attributes:
        listener: gets a connection whenever somebody wants to see the window. None on Windows,
            where Qt listens.
    """

    listener: socket.socket | None
    _lock: int = -1

    def answer(self) -> bool:
        """Tell one that waits that the window is raised; return whether one did wait."""
        assert self.listener is not None
        try:
            visitor, _ = self.listener.accept()
        except OSError:
            return False
        with visitor:
            visitor.setblocking(False)
            try:
                visitor.send(ANSWER)
            except OSError:
                return True  # It has given up waiting; its user still wants the window.
        return True

    def close(self) -> None:
        """Let another process be the one window."""
        if self.listener is not None:
            self.listener.close()
        if self._lock >= 0:
            os.close(self._lock)


def become_the_one(folder: Path) -> Instance | None:
    """Return the right to be the one window, or None after another process has raised its own.

    Args:
        folder: exists, and nobody but this user can look into it.

    Raises:
        NoAnswerError: another process is the one, and does not answer.
        OSError: the folder cannot be used.
    """
    if sys.platform == "win32":
        return None if _raise_on_windows() else Instance(None)
    deadline = time.monotonic() + PATIENCE_S
    while True:
        lock = os.open(folder / "window.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if _try_lock(lock):
            return Instance(_listen(folder), lock)
        os.close(lock)
        # It may still be starting, or just be ending; in that case its place becomes free.
        if _raise_other(folder, deadline):
            return None
        if time.monotonic() > deadline:
            raise NoAnswerError
        time.sleep(POLL_S)


def pipe_name() -> str:
    """Return the name that the window listens at on Windows, where pipes are not files."""
    return f"porthole-window-{os.environ.get('USERNAME', '')}"


def _try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _listen(folder: Path) -> socket.socket:
    """Listen for those that come later; only the owner of the lock may call this."""
    path = folder / "window.socket"
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    with _ShortPath(path) as short:
        listener.bind(short)
    path.chmod(0o600)
    listener.listen()
    listener.setblocking(False)
    return listener


def _raise_other(folder: Path, deadline: float) -> bool:
    """Ask the window of another process to show itself; return whether it answered."""
    with socket.socket(socket.AF_UNIX) as asking, _ShortPath(folder / "window.socket") as short:
        asking.settimeout(max(deadline - time.monotonic(), POLL_S))
        try:
            asking.connect(short)
            return asking.recv(1) == ANSWER
        except OSError:
            return False


def _raise_on_windows() -> bool:
    try:
        with open(rf"\\.\pipe\{pipe_name()}", "r+b", buffering=0) as pipe:
            return pipe.read(1) == ANSWER
    except OSError:
        return False


class _ShortPath:
    """A path that is short enough for a socket and leads to the same file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = -1

    def __enter__(self) -> str:
        if len(os.fsencode(self._path)) <= _MAX_PATH_BYTES:
            return str(self._path)
        self._folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)
        return f"/proc/self/fd/{self._folder}/{self._path.name}"

    def __exit__(self, *_: object) -> None:
        if self._folder >= 0:
            os.close(self._folder)
