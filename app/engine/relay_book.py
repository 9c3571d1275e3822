"""Joins, chooses and removes relays: one code for the command line and the window. May block."""

import secrets
from dataclasses import replace

from relay_client import known_relays
from relay_client.access import FixedRelay, RelayAccess
from relay_client.background import in_daemon_thread
from relay_client.choosing import EMBEDDED_NAMES, access_of, access_to, joining, remember
from relay_client.errors import InvalidError
from relay_client.identity import Identity, load_identity
from relay_client.known_relays import KnownRelay
from relay_client.secret_store import KeyringLockedError, MemorySecrets, SecretStore
from relay_client.session import Session
from relay_link.addresses import InvalidAddressError, parse_join_link, parse_relay_address
from relay_link.tokens import InvalidCodeError, parse_code

_JOIN_COMMAND = "porthole join"


def invited_to(invitation: str, relay: str | None = None) -> RelayAccess:
    """Return the relay of an invitation, once it is clear that the list can take it.

    Args:
        invitation: a link, or a code for the relay that is named or addressed by `relay`.
        relay: which relay a code is for.

    Raises:
        InvalidError: it is no invitation.
        RelayListError: the list of relays is damaged; the invitation, which is good once, is not
            used up.
    """
    invitation = _pasted(invitation)
    try:
        if "/" in invitation:
            access = joining(parse_join_link(invitation))
        else:
            access = _with_code(relay, parse_code(invitation))
    except (InvalidAddressError, InvalidCodeError) as error:
        raise InvalidError(str(error)) from error
    known_relays.load()
    return access


def lasting_identity(secret_store: SecretStore) -> Identity:
    """Return this device's identity, if it will be the same tomorrow.

    Raises:
        InvalidError: there is no place to keep it.
        KeyringLockedError: there is one, which its user must unlock.
        SecretStoreError: the place cannot be used.
    """
    if isinstance(secret_store, MemorySecrets) and secret_store.is_keyring_locked:
        raise KeyringLockedError(
            "the system keyring",
            "the keyring with this computer's key is locked or does not answer",
            "unlock it, then try again",
        )
    if isinstance(secret_store, MemorySecrets):
        raise InvalidError(
            f"This computer has no place to keep its key ({secret_store.reason}). Install a "
            "keyring, or set PORTHOLE_PASSPHRASE to keep it in an encrypted file. For an "
            "unattended machine, ask for a token instead (porthole-relay token)."
        )
    return load_identity(secret_store)


async def enrol(access: RelayAccess, identity: Identity) -> KnownRelay:
    """Enrol this device at a relay, add that to the list and choose it.

    Raises:
        RemoteError: the relay is unavailable or says no.
        RelayListError: the list cannot be changed; the invitation is not used up.
    """
    await in_daemon_thread(known_relays.check_room)
    session = Session(FixedRelay(access), identity, secrets.token_hex(16))
    await session.start()
    try:
        logged_in = session.logged_in
        assert logged_in is not None
        return await in_daemon_thread(lambda: remember(logged_in))
    finally:
        await session.aclose()


def choose(name: str) -> None:
    """Let new tunnels open at that relay.

    Raises:
        InvalidError: there is none of that name.
        RelayListError: the list cannot be changed.
    """
    if name in EMBEDDED_NAMES:
        known_relays.choose(None)
    else:
        _check_known(name)
        known_relays.choose(name)


def remove(name: str) -> None:
    """Forget a relay.

    Raises:
        InvalidError: there is none of that name.
        RelayListError: the list cannot be changed.
    """
    if name in EMBEDDED_NAMES:
        raise InvalidError("The relay on this computer cannot be removed. It runs only when used.")
    _check_known(name)
    known_relays.remove(name)


def _pasted(text: str) -> str:
    """Return the invitation in a line that people copy as it was printed: `porthole join 'URL'`."""
    return text.strip().removeprefix(_JOIN_COMMAND).strip(" '\"")


def _with_code(relay: str | None, code: str) -> RelayAccess:
    if relay is None:
        raise InvalidError("A code alone does not say which relay it is for: add --relay ADDRESS.")
    known = known_relays.load().find(relay)
    access = access_of(known) if known else access_to(parse_relay_address(relay))
    return replace(access, code=code)


def _check_known(name: str) -> None:
    if known_relays.load().find(name) is None:
        raise InvalidError(f"There is no relay {name!r}. `porthole relays` lists them.")
