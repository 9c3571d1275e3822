"""Finds the relay on this computer, and starts it if no program of this user has."""

import contextlib
import errno
import os
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import msgspec

from relay_client.access import RelayAccess
from relay_client.background import in_daemon_thread
from relay_client.errors import RemoteError
from relay_client.folders import FolderError, data_folder, runtime_folder
from relay_client.secret_store import SecretStore, SecretStoreError
from relay_link.atomic_file import exclusive
from relay_link.local_relay import (
    AuthorityPem,
    LocalRelay,
    LocalRelayOrder,
    LocalRelayReport,
    read_local_relay,
)
from relay_link.messages import CONTROL_ALPN

ANSWER_SECONDS = 1.0
"""How long a relay may take to show its certificate."""
NAME = "this computer"
HOST = "localhost"
_SECRET = "relay-authority"  # noqa: S105
_NO_LOOPBACK = frozenset(
    {
        errno.ENETUNREACH,
        errno.ENETDOWN,
        errno.EHOSTUNREACH,
        errno.EADDRNOTAVAIL,
        errno.EACCES,
        errno.EPERM,
    }
)
"""What the system says where loopback is down, as in some containers, or forbidden."""


class EmbeddedRelay:
    """Locates the relay on this computer."""

    def __init__(self, secrets: SecretStore) -> None:
        """Keep the relay's authority in `secrets`, so that it stays the same."""
        self._secrets = secrets

    async def locate(self) -> RelayAccess:
        """Return how to reach the relay, which runs then.

        Raises:
            RemoteError: it cannot be started; the text says why.
        """
        return await in_daemon_thread(self._locate)

    def _locate(self) -> RelayAccess:
        try:
            file = runtime_file()
            found = _running(file)
            if found is None:
                # One program at a time: the others find the relay that the first has started.
                with exclusive(file):
                    found = _running(file) or self._start(file)
        except (FolderError, SecretStoreError, OSError) as error:
            raise RemoteError(f"The relay on this computer could not start: {error}.") from error
        return RelayAccess(
            NAME,
            HOST,
            found.port,
            ca_pem=found.ca_pem,
            token=found.token,
            is_embedded=True,
            process=found.pid,
        )

    def _start(self, file: Path) -> LocalRelay:
        order = LocalRelayOrder(
            file=str(file),
            ca_file=str(ca_file()),
            data_dir=str(data_folder() / "relay"),
            authority=self._kept_authority(),
        )
        try:
            report = _run(order)
        except UnicodeEncodeError as error:
            raise RemoteError(
                "The relay on this computer could not start: the names of its folders are no "
                "UTF-8. Set PORTHOLE_HOME to a folder whose name is."
            ) from error
        if report.authority is not None:
            self._secrets.set(_SECRET, msgspec.json.encode(report.authority))
        found = _running(file)
        if found is None:
            raise RemoteError("The relay on this computer ended right after its start.")
        return found

    def _kept_authority(self) -> AuthorityPem | None:
        kept = self._secrets.get(_SECRET)
        if kept is None:
            return None
        try:
            return msgspec.json.decode(kept, type=AuthorityPem)
        except msgspec.DecodeError:
            return None  # the relay makes a new one


def runtime_file() -> Path:
    """Return where a running relay says how to reach it.

    Raises:
        FolderError: there is no private folder for it.
    """
    return runtime_folder() / "relay.json"


def ca_file() -> Path:
    """Return where the certificate of its authority is, for curl and browsers.

    Raises:
        FolderError: there is no private folder for it.
    """
    return runtime_folder() / "ca.pem"


def _running(file: Path) -> LocalRelay | None:
    """Return the relay that the file tells of, if it is there."""
    try:
        found = read_local_relay(file.read_bytes())
    except FileNotFoundError:
        return None
    return found if found is not None and _answers(found) else None


def _answers(found: LocalRelay) -> bool:
    """Whether that relay is at its port: after a crash another program may be.

    Raises:
        RemoteError: no program could be reached at any port.
    """
    try:
        context = ssl.create_default_context(cadata=found.ca_pem)
        context.set_alpn_protocols([CONTROL_ALPN])
        with (
            socket.create_connection(("127.0.0.1", found.port), ANSWER_SECONDS) as sock,
            context.wrap_socket(sock, server_hostname=HOST),
        ):
            return True
    except TimeoutError:
        return True  # it is only busy; a second relay would not help
    except (ssl.SSLError, ValueError):
        return False  # also errors of TLS have numbers
    except OSError as error:
        if error.errno in _NO_LOOPBACK:
            raise RemoteError(
                f"This computer does not reach itself at 127.0.0.1 ({error.strerror}). Bring its "
                "loopback interface up (ip link set lo up), and let programs use it."
            ) from error
        return False


def _run(order: LocalRelayOrder) -> LocalRelayReport:
    """Start a relay that outlives this process; return its report."""
    process = subprocess.Popen(
        # Not from where the user happens to be: his `secrets.py` there is not ours, and the folder
        # would be in use for as long as the relay runs.
        [sys.executable, "-P", "-m", "relay_server.embedded"],
        cwd=os.sep,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # The process that was started hands over to one of its own and ends, so this returns soon.
    line = b""
    with process, contextlib.suppress(BrokenPipeError):
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(msgspec.json.encode(order) + b"\n")
        process.stdin.close()
        line = process.stdout.readline()
    report = _read_report(line)
    if report is None:
        raise RemoteError(
            "The relay on this computer could not start. Install its parts with "
            "'pip install porthole[relay]', or choose another relay."
        )
    if report.error is not None:
        raise RemoteError(f"The relay on this computer could not start: {report.error}")
    return report


def _read_report(line: bytes) -> LocalRelayReport | None:
    """Return what the new process says; None if it has ended before it had said all."""
    try:
        return msgspec.json.decode(line, type=LocalRelayReport)
    except msgspec.DecodeError:
        return None
