"""The command line of the relay."""

import argparse
import asyncio
import logging
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from relay_link.addresses import JoinLink, RelayAddress
from relay_link.command_line import Parser
from relay_link.tokens import new_code, new_token
from relay_server import defaults
from relay_server.arguments import (
    duration,
    listen_address,
    loopback_address,
    past_time,
    port,
    port_range,
)
from relay_server.config import RelayConfig
from relay_server.problems import UsageError, explain

if TYPE_CHECKING:
    from relay_server.store.store import Store

DEFAULT_LISTEN = (("127.0.0.1", 8443), ("::1", 8443))
CODE_SECONDS = 600.0
"""How long an invitation is good."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 failed, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.DEBUG if options.debug else logging.INFO,
        format="%(asctime)s %(levelname)s %(message)s",
    )
    if not options.debug:
        logging.getLogger("alembic").setLevel(logging.WARNING)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if options.debug:
            raise
        sentence, code = explain(error)
        if sentence is None:
            raise
        print(f"porthole-relay: {sentence}", file=sys.stderr)
        return code


def _parser() -> argparse.ArgumentParser:
    parser = Parser("porthole-relay", description="A relay for Porthole tunnels.")
    parser.add_argument("--debug", action="store_true", help="log more, and show tracebacks")
    shared = Parser(add_help=False)
    shared.add_argument("--data-dir", type=Path, help="where names, devices and keys are kept")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_serve(commands.add_parser("serve", parents=[shared], help="run the relay"))
    invite = commands.add_parser("invite", parents=[shared], help="make a link for a new device")
    invite.add_argument("--domain", help="the relay's domain, if it has not been served yet")
    invite.add_argument("--port", type=port, help="the port that clients use")
    invite.add_argument(
        "--public", action="store_true", help="it will be served with --cert, trusted by everybody"
    )
    invite.add_argument("--label", default="", help="who it is for")
    invite.set_defaults(run=_invite)
    devices = commands.add_parser("devices", parents=[shared], help="list devices and tokens")
    devices.set_defaults(run=_devices)
    revoke = commands.add_parser("revoke", parents=[shared], help="throw a device or token out")
    revoke.add_argument("id", help="as `porthole-relay devices` shows it")
    revoke.set_defaults(run=_revoke)
    _add_token(commands.add_parser("token", parents=[shared], help="make a token for a machine"))
    usage = commands.add_parser("usage", parents=[shared], help="show what was delivered")
    usage.add_argument("--json", action="store_true", help="one JSON object for each address")
    usage.add_argument(
        "--since", type=past_time, default=0.0, metavar="WHEN", help="a day (2026-01-31), or 7d ago"
    )
    usage.set_defaults(run=_usage)
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--domain", help="tunnels get names below it (default: localhost)")
    parser.add_argument(
        "--listen",
        type=listen_address,
        action="append",
        metavar="ADDR:PORT",
        help="where to listen, once for each address (default: loopback, port 8443)",
    )
    parser.add_argument(
        "--tcp-ports",
        type=port_range,
        default=range(20000, 30000),
        metavar="FIRST-LAST",
        help="for raw TCP tunnels (default: 20000-29999)",
    )
    parser.add_argument("--public-port", type=port, help="the port in URLs, if it is another one")
    parser.add_argument("--cert", type=Path, help="certificate chain for the domain and *.domain")
    parser.add_argument("--key", type=Path, help="its private key")
    parser.add_argument(
        "--metrics",
        type=loopback_address,
        metavar="ADDR:PORT",
        help="where Prometheus may ask for figures; loopback only (default: nowhere)",
    )
    parser.set_defaults(run=_serve)


def _add_token(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--label", default="", help="what it is for")
    parser.add_argument("--expires", type=duration, metavar="90d", help="when it ends")
    parser.add_argument("--no-tcp", action="store_true", help="allow no raw TCP ports")
    parser.add_argument("--max-tunnels", type=int, default=64, help="open at once (default: 64)")
    parser.set_defaults(run=_token)


def _serve(options: argparse.Namespace) -> int:
    from relay_server.serving import serve

    if (options.cert is None) != (options.key is None):
        raise UsageError("--cert and --key belong together: give both, or none.")
    config = RelayConfig(
        domain=options.domain or "localhost",
        listen=tuple(options.listen or _default_listen()),
        tcp_ports=options.tcp_ports,
        data_dir=_data_dir(options),
        certificate=options.cert,
        key=options.key,
        public_port=options.public_port,
        metrics=options.metrics,
    )
    asyncio.run(serve(config))
    return 0


def _default_listen() -> list[tuple[str, int]]:
    from relay_server.listening import loopback_hosts

    hosts = loopback_hosts()
    return [(host, port) for host, port in DEFAULT_LISTEN if host in hosts]


def _invite(options: argparse.Namespace) -> int:
    from relay_server.serving import DOMAIN_KEY, check_domain

    if options.domain is not None:
        check_domain(options.domain)
    elif not _database(options).exists():
        raise _not_served()
    with closing(_store(options)) as store:
        domain = options.domain or store.get_meta(DOMAIN_KEY)
        if domain is None:
            raise _not_served()
        address = _address(options, store, domain, options.port, options.public)
        code = new_code()
        store.add_code(code, expires_at=time.time() + CODE_SECONDS, label=options.label)
    print(f"porthole join '{JoinLink(address, code)}'")
    print("Good once, for ten minutes, on the computer that is to use this relay.", file=sys.stderr)
    return 0


def _address(
    options: argparse.Namespace,
    store: "Store",
    domain: str,
    port: int | None = None,
    is_public: bool = False,
) -> RelayAddress:
    """Return what clients are to be told; by default the port and trust of its last serving."""
    from relay_server.serving import PORT_KEY, PUBLIC_KEY

    authority = None
    if not is_public and store.get_meta(PUBLIC_KEY) != "yes":
        from relay_server.authority import load_or_create_authority

        authority = load_or_create_authority(_data_dir(options), domain).fingerprint
    return RelayAddress(domain, port or int(store.get_meta(PORT_KEY) or 443), authority)


def _not_served() -> UsageError:
    return UsageError(
        "This relay has not been served yet, so its domain is unknown. "
        "Say which it is going to be: porthole-relay invite --domain r5.example.com"
    )


def _devices(options: argparse.Namespace) -> int:
    with closing(_existing_store(options)) as store:
        rows = [
            ("device", each.device_id, each.label, each.seen_at, each.revoked_at)
            for each in store.devices()
        ]
        rows += [
            ("token", each.token_id, each.label, each.created_at, each.revoked_at)
            for each in store.tokens()
        ]
    if not rows:
        print("No device or token yet. Make an invitation: porthole-relay invite")
    for kind, identifier, label, when, revoked_at in rows:
        day = time.strftime("%Y-%m-%d %H:%M", time.localtime(when))
        state = "revoked" if revoked_at is not None else day
        print(f"{kind:7} {identifier:27} {state:17} {_printable(label)}".rstrip())
    return 0


def _printable(label: str) -> str:
    """Devices name themselves: what they say must not steer the administrator's terminal."""
    return "".join(each if each.isprintable() else "?" for each in label)


def _revoke(options: argparse.Namespace) -> int:
    with closing(_existing_store(options)) as store:
        kind = store.revoke(options.id, time.time())
    if kind is None:
        raise UsageError(
            f"There is no device or token {options.id!r}. See `porthole-relay devices`."
        )
    print(f"The {kind} {options.id} is revoked; its tunnels close within seconds.")
    return 0


def _usage(options: argparse.Namespace) -> int:
    from relay_server.usage_report import as_json, as_table

    with closing(_existing_store(options)) as store:
        usage = store.usage(options.since)
    if options.json:
        print(as_json(usage), end="\n" if usage else "")
    elif usage:
        print(as_table(usage))
    else:
        print("Nothing has been delivered in that time.")
    return 0


def _token(options: argparse.Namespace) -> int:
    if not 1 <= options.max_tunnels <= 1000:
        raise UsageError("--max-tunnels goes from 1 to 1000.")
    from relay_server.serving import DOMAIN_KEY

    token = new_token()
    now = time.time()
    with closing(_store(options)) as store:
        domain = store.get_meta(DOMAIN_KEY)
        address = str(_address(options, store, domain)) if domain else "the relay's address"
        store.add_token(
            token,
            label=options.label,
            expires_at=None if options.expires is None else now + options.expires,
            tcp_allowed=not options.no_tcp,
            max_tunnels=options.max_tunnels,
            now=now,
        )
    print(token)
    print(
        f"It is shown this once. Set it as PORTHOLE_TOKEN, and as PORTHOLE_RELAY: {address}",
        file=sys.stderr,
    )
    return 0


def _data_dir(options: argparse.Namespace) -> Path:
    given: Path | None = options.data_dir
    return given.expanduser().absolute() if given is not None else defaults.data_dir()


def _database(options: argparse.Namespace) -> Path:
    from relay_server.serving import DATABASE_NAME

    return _data_dir(options) / DATABASE_NAME


def _existing_store(options: argparse.Namespace) -> "Store":
    if not _database(options).exists():
        raise UsageError(
            f"There is no relay's data in {_data_dir(options)}. Say where it is: --data-dir FOLDER"
        )
    return _store(options)


def _store(options: argparse.Namespace) -> "Store":
    from relay_server.serving import open_store

    return open_store(_data_dir(options))


if __name__ == "__main__":
    sys.exit(main())
