"""Logs in to a relay: one connected and welcomed control channel, or a clear error."""

import asyncio
import hashlib
import platform
import secrets
import socket
from dataclasses import dataclass, replace

from relay_client.access import RelayAccess, contexts_for, matches, unverified_context
from relay_client.connecting import connect
from relay_client.errors import RefusedError, RemoteError
from relay_client.identity import Identity
from relay_link.control import ControlLink
from relay_link.errors import CertificateRefusedError, ProtocolError
from relay_link.login import login_transcript
from relay_link.messages import (
    NONCE_BYTES,
    PROTOCOL_VERSION,
    Challenge,
    FromRelay,
    Login,
    Refused,
    Welcome,
    decode_from_relay,
)
from relay_link.reactor import Reactor
from relay_link.tls import TlsStream
from relay_link.tls_context import TlsContext

LOGIN_SECONDS = 4.0
"""How long the relay may take from the first TLS byte to its welcome."""


@dataclass(frozen=True)
class LoggedIn:
    """A control channel after login.

    Attributes:
        link: the channel.
        welcome: what the relay said.
        access: how it was reached, with the authority's certificate filled in.
        peer: the socket address that answered; data channels go to the same.
    """

    link: ControlLink[FromRelay]
    welcome: Welcome
    access: RelayAccess
    peer: tuple[str, int]


async def log_in(
    reactor: Reactor, access: RelayAccess, identity: Identity, instance: str
) -> LoggedIn:
    """Connect to a relay and log in.

    Raises:
        UnavailableError: it does not answer, or not as a relay; the cause says more.
        RefusedError: it says no.
        RemoteError: it is not the relay it should be.
    """
    try:
        if access.ca_pem is None and access.ca_sha256 is not None:
            access = replace(access, ca_pem=await _fetch_authority(reactor, access))
        async with asyncio.timeout(LOGIN_SECONDS):
            return await _connect_and_log_in(reactor, access, identity, instance)
    except CertificateRefusedError as error:
        why = error.reason.rstrip(".")
        raise RemoteError(
            f"The relay {access.name} does not prove to be {access.host}: {why}. If it has an "
            "authority of its own, join it with an invitation, which tells which one."
        ) from error
    except (OSError, ProtocolError) as error:
        raise access.unavailable() from error


async def _connect_and_log_in(
    reactor: Reactor, access: RelayAccess, identity: Identity, instance: str
) -> LoggedIn:
    link = await _open_link(reactor, access, contexts_for(access.ca_pem).control)
    try:
        welcome = await _converse(link, access, identity, instance)
        return LoggedIn(link, welcome, access, link.stream.peer_address())
    except BaseException:
        link.close()
        raise


async def _open_link(
    reactor: Reactor, access: RelayAccess, context: TlsContext
) -> ControlLink[FromRelay]:
    sock = await connect(reactor, access.host, access.port)
    link: ControlLink[FromRelay] = ControlLink(decode_from_relay)
    link.stream = TlsStream(reactor, sock, link, context, server_name=access.host)
    link.stream.start()
    try:
        await link.wait_secured()
    except BaseException:
        link.close()
        raise
    return link


async def _converse(
    link: ControlLink[FromRelay], access: RelayAccess, identity: Identity, instance: str
) -> Welcome:
    challenge = await _expect_challenge(link)
    if not challenge.oldest <= PROTOCOL_VERSION <= challenge.newest:
        raise RemoteError(_version_text(access, challenge))
    link.logged_in()  # now: what follows the welcome may come along with it
    link.send(_answer(link, challenge, access, identity, instance))
    answer = await link.receive()
    if isinstance(answer, Refused):
        raise RefusedError(answer.code, answer.text)
    if not isinstance(answer, Welcome):
        raise ProtocolError(f"{type(answer).__name__} instead of Welcome")
    return answer


async def _expect_challenge(link: ControlLink[FromRelay]) -> Challenge:
    message = await link.receive()
    if isinstance(message, Refused):
        raise RefusedError(message.code, message.text)
    if not isinstance(message, Challenge) or len(message.nonce) != NONCE_BYTES:
        raise ProtocolError(f"{type(message).__name__} instead of Challenge")
    return message


def _answer(
    link: ControlLink[FromRelay],
    challenge: Challenge,
    access: RelayAccess,
    identity: Identity,
    instance: str,
) -> Login:
    nonce = secrets.token_bytes(NONCE_BYTES)
    certificate = link.stream.peer_certificate() or b""
    transcript = login_transcript(
        relay_name=challenge.relay,
        certificate_sha256=hashlib.sha256(certificate).digest(),
        relay_nonce=challenge.nonce,
        client_nonce=nonce,
        device_id=identity.device_id,
        instance=instance,
        version=PROTOCOL_VERSION,
        enrolment_or_token=(access.token or access.code or "").encode(),
    )
    return Login(
        version=PROTOCOL_VERSION,
        device=identity.device_id,
        public_key=identity.public_key,
        instance=instance,
        nonce=nonce,
        signature=identity.sign(transcript),
        code=None if access.token else access.code,
        token=access.token,
        label=platform.node() or socket.gethostname(),
        wants_turned_away=True,
    )


async def _fetch_authority(reactor: Reactor, access: RelayAccess) -> str:
    """Return the certificate of the relay's own authority, of which only the hash is known.

    The connection for this trusts nobody, so nothing is said on it.
    """
    async with asyncio.timeout(LOGIN_SECONDS):
        link = await _open_link(reactor, access, unverified_context())
        try:
            challenge = await _expect_challenge(link)
        finally:
            link.close()
    assert access.ca_sha256 is not None
    if challenge.ca_pem is None or not matches(challenge.ca_pem, access.ca_sha256):
        raise RemoteError(
            f"The relay at {access.host} is not the one of the invitation: it has another "
            "certificate authority. Ask for a new invitation."
        )
    return challenge.ca_pem


def _version_text(access: RelayAccess, challenge: Challenge) -> str:
    if challenge.oldest > PROTOCOL_VERSION:
        return f"The relay {access.name} needs a newer Porthole. Update this one."
    return f"The relay {access.name} is older than this Porthole. Update the relay."
