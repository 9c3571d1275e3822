"""`porthole join`: enrols this computer at a relay."""

import argparse
import asyncio
import secrets

from relay_client.access import FixedRelay, RelayAccess
from relay_client.choosing import access_of, access_to, joining, remember
from relay_client.errors import InvalidError
from relay_client.identity import Identity, load_identity
from relay_client.known_relays import KnownRelay, load
from relay_client.secret_store import MemorySecrets, open_secrets
from relay_client.session import Session
from relay_link.addresses import InvalidAddressError, parse_join_link, parse_relay_address
from relay_link.tokens import InvalidCodeError, parse_code


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("invitation", metavar="URL-or-CODE", help="from `porthole-relay invite`")
    parser.add_argument("--relay", help="the relay's name or address, if only a code was given")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Enrol, and choose the relay; return the exit code."""
    access = _access(options.invitation, options.relay)
    load()  # an invitation is good once: if this list is damaged, let that be known before
    secret_store = open_secrets()
    if isinstance(secret_store, MemorySecrets):
        raise InvalidError(
            f"This computer has no place to keep its key ({secret_store.reason}). Install a "
            "keyring, or set PORTHOLE_PASSPHRASE to keep it in an encrypted file. For an "
            "unattended machine, ask for a token instead (porthole-relay token)."
        )
    identity = load_identity(secret_store)
    relay = asyncio.run(_enrol(access, identity))
    print(f"This computer is enrolled at {relay.name}, which is the chosen relay now.")
    print(f"Its key is kept in {identity.kept_in}.")
    return 0


async def _enrol(access: RelayAccess, identity: Identity) -> KnownRelay:
    session = Session(FixedRelay(access), identity, secrets.token_hex(16))
    await session.start()
    try:
        assert session.logged_in is not None
        return remember(session.logged_in)
    finally:
        await session.aclose()


def _access(invitation: str, relay: str | None) -> RelayAccess:
    try:
        if "/" in invitation:
            return joining(parse_join_link(invitation))
        code = parse_code(invitation)
        return _with_code(relay, code)
    except (InvalidAddressError, InvalidCodeError) as error:
        raise InvalidError(str(error)) from error


def _with_code(relay: str | None, code: str) -> RelayAccess:
    from dataclasses import replace

    if relay is None:
        raise InvalidError("A code alone does not say which relay it is for: add --relay ADDRESS.")
    known = load().find(relay)
    access = access_of(known) if known else access_to(parse_relay_address(relay))
    return replace(access, code=code)
