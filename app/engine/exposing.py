"""Makes of what the user asks for a tunnel to be opened and kept, or says what is wrong with it."""

import ipaddress
import secrets

from msgspec.structs import replace

from app.contract.commands import Expose
from app.engine.kept_tunnels import KeptTunnel
from app.engine.sources.places import Place
from relay_client.errors import InvalidError
from relay_client.tunnel import check_name

MAX_CLOSES_AFTER_S = 10 * 365 * 86400.0
_ID_BYTES = 8


def check_options(command: Expose) -> None:
    """See that the options make sense.

    Raises:
        InvalidError: they do not.
    """
    if command.name:
        check_name(command.name)
    if command.tcp and command.http2:
        raise InvalidError("HTTP/2 is for encrypted ports only. Leave out HTTP/2 or raw TCP.")
    after_s = command.closes_after_s
    if after_s is not None and not 0 < after_s <= MAX_CLOSES_AFTER_S:
        raise InvalidError("A tunnel closes after more than 0 s and at most ten years.")


def check_address(address: str) -> str:
    """Return `address` if a visitor may have it.

    Raises:
        InvalidError: it is no IP address.
    """
    try:
        ipaddress.ip_address(address)
    except ValueError as error:
        raise InvalidError(f"{address!r} is not an IP address.") from error
    return address


def new_tunnel(command: Expose, relay: str, place: Place, now: float) -> KeptTunnel:
    """Return a tunnel of its own, exposed at `now` in Unix seconds."""
    after_s = command.closes_after_s
    kept = KeptTunnel(
        id=secrets.token_hex(_ID_BYTES),
        target=command.target,
        relay=relay,
        opened_at=now,
        name=command.name,
        tcp=command.tcp,
        http2=command.http2,
        closes_at=None if after_s is None else now + after_s,
    )
    return described(kept, place)


def with_tcp(kept: KeptTunnel) -> KeptTunnel:
    """Return a tunnel with a raw TCP port added.

    Raises:
        InvalidError: that does not go with its other options.
    """
    if kept.http2:
        raise InvalidError(
            "A tunnel that offers HTTP/2 has no raw TCP port. Close it, then expose its port anew."
        )
    return replace(kept, tcp=True)


def described(kept: KeptTunnel, place: Place) -> KeptTunnel:
    """Return a tunnel with what can be seen of its port, which may not listen at the moment."""
    row = place.row
    if row is None:
        return replace(kept, source=place.source, port=place.port, port_id=place.port_id)
    return replace(
        kept,
        source=row.source,
        port=row.port,
        port_id=row.id,
        title=row.program,
        address=row.address,
        protocol=row.protocol,
        folder=row.folder,
    )
