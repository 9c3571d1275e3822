"""The relay on this computer: started by the first program that needs it, gone after the last."""

import asyncio
import contextlib
import logging
import logging.handlers
import os
import sys
from pathlib import Path

import msgspec

from relay_link.atomic_file import make_private_folder, write_private
from relay_link.local_relay import (
    AuthorityPem,
    LocalRelay,
    LocalRelayOrder,
    LocalRelayReport,
    read_local_relay,
)
from relay_link.tokens import Token, new_token
from relay_server.authority import Authority
from relay_server.certificates import CertificateError
from relay_server.config import Limits, RelayConfig
from relay_server.identity import from_authority
from relay_server.listening import can_listen, loopback_hosts
from relay_server.relay import Relay
from relay_server.running import run_until_stopped
from relay_server.store import StoreError
from relay_server.store.store import Store

log = logging.getLogger(__name__)

DOMAIN = "localhost"
PREFERRED_PORT = 8443
FIRST_USER_SECONDS = 15.0
"""How long to wait for the program that started this relay to log in."""
LINGER_SECONDS = 3.0
"""How long to stay after the last program has left: the next command often follows at once."""
ABSENCE_SECONDS = 10.0
"""How long a program that vanished may take to come back."""
_MAX_LOG_BYTES = 1_000_000
_PORT_KEY = "port"


def main() -> int:
    """Run as ordered on standard input; report on standard output."""
    if hasattr(os, "fork") and os.fork():
        os._exit(0)  # whoever started this waits for it, and must not have to wait for the relay
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=LocalRelayOrder)
    report = _Reporter()
    try:
        _log_to(Path(order.data_dir))
        asyncio.run(_run(order, report))
    except (OSError, StoreError, CertificateError) as error:
        report.send(LocalRelayReport(error=_sentence(error)))
        return 1
    return 0


class _Reporter:
    """Reports once, then lets go of the pipe so that its reader sees the end."""

    def __init__(self) -> None:
        self._is_open = True

    def send(self, report: LocalRelayReport) -> None:
        if self._is_open:
            self._is_open = False
            with contextlib.suppress(BrokenPipeError):
                os.write(1, msgspec.json.encode(report) + b"\n")
            os.dup2(2, 1)


class _Users:
    """Stops the relay some time after its last session has ended."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = stop
        self._relay: Relay | None = None

    def begin(self, relay: Relay) -> None:
        self._relay = relay
        self._loop.call_later(FIRST_USER_SECONDS, self._stop_if_alone)

    def last_gone(self) -> None:
        self._loop.call_later(LINGER_SECONDS, self._stop_if_alone)

    def _stop_if_alone(self) -> None:
        if self._relay is not None and not self._relay.has_sessions:
            self._stop.set()


async def _run(order: LocalRelayOrder, report: _Reporter) -> None:
    given = order.authority
    authority = _load(given) if given else None
    is_new = authority is None
    authority = authority or Authority.create(DOMAIN)
    store = Store(Path(order.data_dir) / "relay.sqlite")
    stop = asyncio.Event()
    users = _Users(stop)
    token = new_token()
    relay = _make_relay(store, authority, token, users)

    def started() -> None:
        users.begin(relay)
        store.set_meta(_PORT_KEY, str(relay.port))
        ca_pem = authority.certificate_pem.decode()
        write_private(Path(order.ca_file), ca_pem.encode())
        here = LocalRelay(os.getpid(), relay.port, ca_pem, str(token))
        write_private(Path(order.file), msgspec.json.encode(here))
        text = AuthorityPem(ca_pem, authority.key_pem.decode())
        report.send(LocalRelayReport(authority=text if is_new else None))

    try:
        await run_until_stopped(relay, started, stop)
    finally:
        _remove_if_ours(Path(order.file))


def _make_relay(store: Store, authority: Authority, token: Token, users: _Users) -> Relay:
    config = RelayConfig(
        DOMAIN,
        listen=_addresses(store),
        limits=Limits(absence_seconds=ABSENCE_SECONDS),
    )
    return Relay(
        config,
        from_authority(authority, DOMAIN),
        store,
        on_last_gone=users.last_gone,
        local_token=token,
    )


def _load(given: AuthorityPem) -> Authority | None:
    """Return the authority used before; None for one that is damaged, outdated or not for us."""
    try:
        authority = Authority.load(given.certificate_pem.encode(), given.key_pem.encode())
    except CertificateError as error:
        log.info("the kept authority is not used: %s", error)
        return None
    if authority.domain != DOMAIN:
        log.info("the kept authority is not used: it is for %s", authority.domain)
        return None
    return authority


def _addresses(store: Store) -> tuple[tuple[str, int], ...]:
    """Return where to listen: the port of last time, so that URLs stay the same, if it is free."""
    hosts = loopback_hosts()
    kept = store.get_meta(_PORT_KEY)
    for port in (int(kept or PREFERRED_PORT), PREFERRED_PORT):
        if all(can_listen(host, port) for host in hosts):
            return tuple((host, port) for host in hosts)
    return tuple((host, 0) for host in hosts)


def _remove_if_ours(path: Path) -> None:
    with contextlib.suppress(OSError):
        found = read_local_relay(path.read_bytes())
        if found is not None and found.pid == os.getpid():
            path.unlink()


def _log_to(folder: Path) -> None:
    make_private_folder(folder)
    handler = logging.handlers.RotatingFileHandler(
        folder / "relay.log", maxBytes=_MAX_LOG_BYTES, backupCount=1
    )
    logging.basicConfig(
        handlers=[handler], level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s"
    )


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        what = error.strerror or str(error)
        if not error.filename:
            return what
        return (
            f"{what} ({error.filename}); make it possible to write there, or set PORTHOLE_HOME to "
            "a folder where it is"
        )
    return str(error)


if __name__ == "__main__":
    sys.exit(main())
