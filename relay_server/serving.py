"""`porthole-relay serve`: a relay for others, from its settings to its end."""

import ipaddress
import logging
import time
from contextlib import ExitStack, closing
from pathlib import Path

from relay_link.addresses import is_host_name
from relay_server.authority import load_or_create_authority
from relay_server.config import RelayConfig
from relay_server.identity import RelayIdentity, from_authority, from_files
from relay_server.problems import UsageError
from relay_server.relay import Relay
from relay_server.running import run_until_stopped
from relay_server.store.store import Store

log = logging.getLogger(__name__)

DOMAIN_KEY = "domain"
PORT_KEY = "port"
PUBLIC_KEY = "publicly trusted"
"""What the store keeps for `invite`."""

DATABASE_NAME = "relay.sqlite"


def open_store(data_dir: Path) -> Store:
    """Open the database in `data_dir`, new if there is none.

    Raises:
        StoreError: it cannot be used.
    """
    return Store(data_dir / DATABASE_NAME)


async def serve(config: RelayConfig) -> None:
    """Serve until a signal comes.

    Raises:
        UsageError: the settings make no sense, or would let anybody in.
        StoreError: the database cannot be used.
        CertificateError: neither can the certificate.
        OSError: an address cannot be listened on.
    """
    assert config.data_dir is not None
    # Whatever can be wrong is looked at before anything is made.
    check_domain(config.domain)
    identity = from_files(config) if config.certificate is not None else None
    _refuse_strangers(config, config.data_dir)
    store = open_store(config.data_dir)
    try:
        identity = identity or _own_identity(config)
    except BaseException:
        store.close()
        raise
    relay = Relay(config, identity, store)

    def started() -> None:
        port = config.public_port or relay.port
        store.set_meta(DOMAIN_KEY, config.domain)
        store.set_meta(PORT_KEY, str(port))
        store.set_meta(PUBLIC_KEY, "no" if identity.ca_pem else "yes")
        _announce(config, relay, store)
        if config.metrics is not None:
            _open_metrics(open_now, config.metrics, relay)

    with ExitStack() as open_now:
        await run_until_stopped(relay, started)


def check_domain(domain: str) -> None:
    """Find out whether a relay can serve a domain.

    Raises:
        UsageError: it cannot, because it is none.
    """
    if not is_host_name(domain):
        raise UsageError(f"{domain!r} is not a domain. Write, for example, --domain r5.example.com")


def _open_metrics(open_now: ExitStack, address: tuple[str, int], relay: Relay) -> None:
    from relay_server.metrics import serve_metrics  # Takes 0.1 s, and few ask for it.

    try:
        port = open_now.enter_context(serve_metrics(address, lambda: relay.figures))
    except OSError as error:
        raise UsageError(
            f"Figures cannot be served on {_place(*address)}: {error.strerror}. "
            "Choose another address with --metrics."
        ) from error
    print(f"Metrics for Prometheus on {_place(address[0], port)}", flush=True)


def _refuse_strangers(config: RelayConfig, data_dir: Path) -> None:
    """Nothing listens off loopback before somebody is able to log in."""
    public = [host for host, _ in config.listen if not ipaddress.ip_address(host).is_loopback]
    if public and not _somebody_may_log_in(data_dir):
        raise UsageError(
            f"Nobody could log in to a relay on {public[0]}: no device is enrolled and there is "
            "no token. First make an invitation (porthole-relay invite --domain "
            f"{config.domain}) or a token (porthole-relay token)."
        )


def _somebody_may_log_in(data_dir: Path) -> bool:
    if not (data_dir / DATABASE_NAME).exists():
        return False
    with closing(open_store(data_dir)) as store:
        return store.has_any_credential(time.time())


def _own_identity(config: RelayConfig) -> RelayIdentity:
    assert config.data_dir is not None
    return from_authority(load_or_create_authority(config.data_dir, config.domain), config.domain)


def _announce(config: RelayConfig, relay: Relay, store: Store) -> None:
    places = ", ".join(_place(host, port or relay.port) for host, port in config.listen)
    ports = config.tcp_ports
    print(
        f"Relay for {config.domain} listens on {places}; TCP ports {ports[0]}-{ports[-1]}",
        flush=True,
    )
    if not store.has_any_credential(time.time()):
        print("Nobody can log in yet. Make an invitation: porthole-relay invite", flush=True)


def _place(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
