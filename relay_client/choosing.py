"""Decides which relay a program uses."""

import os
import time
from collections.abc import Mapping
from dataclasses import replace

from relay_client import known_relays
from relay_client.access import FixedRelay, RelayAccess, RelayLocator
from relay_client.embedded import NAME, EmbeddedRelay
from relay_client.errors import (
    InvalidError,
    KeyOutOfReachError,
    RefusedError,
    TokenRefusedError,
)
from relay_client.known_relays import KnownRelay, RelayListError
from relay_client.login import LoggedIn
from relay_client.secret_store import MemorySecrets, SecretStore
from relay_link.addresses import InvalidAddressError, JoinLink, RelayAddress, parse_relay_address
from relay_link.tokens import InvalidTokenError, parse_token

RELAY_VARIABLE = "PORTHOLE_RELAY"
TOKEN_VARIABLE = "PORTHOLE_TOKEN"  # noqa: S105
EMBEDDED_NAMES = frozenset({"local", NAME})
"""What the relay on this computer is called on the command line."""


def choose_relay(
    secrets: SecretStore,
    name: str | None = None,
    token: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> RelayLocator:
    """Return the relay to use: the one named, else PORTHOLE_RELAY, else the chosen, else our own.

    Args:
        secrets: where the authority of our own relay is kept.
        name: of a relay that was joined, an address, or "local" for our own.
        token: logs in without an enrolled device; else PORTHOLE_TOKEN, which is not for a relay
            named here where PORTHOLE_RELAY names another, nor for our own.
        environment: where the variables are looked up.

    Raises:
        InvalidError: a name, address or token is none, or the list of relays is damaged.
    """
    token = _checked_token(token or _token_from(environment, name))
    name = name or environment.get(RELAY_VARIABLE) or None
    try:
        known = known_relays.load()
        if name is None and token is None:
            name = known.chosen
    except RelayListError as error:
        raise InvalidError(f"{_capitalised(str(error))}.") from error
    if name is None or name in EMBEDDED_NAMES:
        if token is not None:
            raise InvalidError(
                "There is a token, but no relay is named. "
                f"Set {RELAY_VARIABLE} to the relay that it is for."
            )
        return EmbeddedRelay(secrets)
    relay = known.find(name)
    if relay is not None:
        return FixedRelay(replace(access_of(relay), token=token))
    return FixedRelay(replace(access_to(_address(name)), token=token))


def access_of(relay: KnownRelay) -> RelayAccess:
    """Return how to reach a relay that was joined."""
    return RelayAccess(relay.name, relay.host, relay.port, ca_pem=relay.ca_pem)


def access_to(address: RelayAddress) -> RelayAccess:
    """Return how to reach a relay of which only the address is known."""
    return RelayAccess(address.host, address.host, address.port, ca_sha256=address.ca_sha256)


def joining(link: JoinLink) -> RelayAccess:
    """Return how to reach the relay of an invitation, and to be enrolled there."""
    return replace(access_to(link.address), code=link.code)


def remember(logged_in: LoggedIn) -> KnownRelay:
    """Add the relay of a first login to the user's list, and choose it.

    Raises:
        RelayListError: the list cannot be changed.
    """
    access = logged_in.access
    name = str(RelayAddress(access.host, access.port))
    relay = KnownRelay(name, access.host, access.port, access.ca_pem, time.time())
    known_relays.add(relay)
    known_relays.choose(name)
    return relay


def explained(error: Exception, relay: RelayLocator, secret_store: SecretStore) -> Exception:
    """Return what to tell of an error of a relay: not everybody should ask for an invitation."""
    if (
        not isinstance(error, RefusedError)
        or error.code != "credentials"
        or not isinstance(relay, FixedRelay)
    ):
        return error
    if relay.access.token is not None:
        return TokenRefusedError()
    if isinstance(secret_store, MemorySecrets):
        return KeyOutOfReachError(secret_store.reason)
    return error


def _token_from(environment: Mapping[str, str], name: str | None) -> str | None:
    """Return the token that is set, unless it is another relay's: that one's secret it stays."""
    its_relay = environment.get(RELAY_VARIABLE) or name
    if (name or its_relay) != its_relay or its_relay in EMBEDDED_NAMES:
        return None
    return environment.get(TOKEN_VARIABLE) or None


def _checked_token(token: str | None) -> str | None:
    if token is not None:
        try:
            parse_token(token)
        except InvalidTokenError as error:
            raise InvalidError(str(error)) from error
    return token


def _address(text: str) -> RelayAddress:
    try:
        return parse_relay_address(text)
    except InvalidAddressError as error:
        raise InvalidError(str(error)) from error


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
