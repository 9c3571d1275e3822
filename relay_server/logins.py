"""Decides who may log in."""

import hmac
import logging
from collections.abc import Collection
from dataclasses import dataclass
from time import time
from typing import TYPE_CHECKING

from relay_link.login import device_id_of, login_transcript, verify_login
from relay_link.messages import OLDEST_VERSION, PROTOCOL_VERSION, Challenge, Login
from relay_link.tokens import InvalidCodeError, InvalidTokenError, Token, parse_code, parse_token
from relay_server.store_thread import StoreThread

if TYPE_CHECKING:
    from relay_server.store.store import Store

log = logging.getLogger(__name__)


class LoginRefusedError(Exception):
    """The relay's no to a login; `code` and `text` go to the client."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text


@dataclass(frozen=True)
class Grant:
    """What a login is entitled to.

    Attributes:
        owner: whose names and ports these are: `device:...` or `token:...`.
        tcp_allowed: whether raw TCP ports may be opened.
        max_tunnels: how many at once, None for the relay's own limit.
    """

    owner: str
    tcp_allowed: bool = True
    max_tunnels: int | None = None


_CREDENTIALS_TEXT = "The relay does not know this device or token, or has revoked it."


class Logins:
    """Checks logins against the store."""

    def __init__(
        self,
        store: StoreThread,
        relay_name: str,
        certificate_sha256: bytes,
        local_token: Token | None = None,
    ) -> None:
        """Check for one relay.

        Args:
            store: what the relay remembers.
            relay_name: its domain.
            certificate_sha256: hash of the certificate (DER) it shows.
            local_token: lets in the user whose own relay this is.
        """
        self._local_token = local_token
        self._store = store
        self._relay_name = relay_name
        self._certificate_sha256 = certificate_sha256

    async def check(self, challenge: Challenge, login: Login) -> Grant:
        """Return what the login is entitled to.

        Raises:
            LoginRefusedError: nothing.
        """
        if not OLDEST_VERSION <= login.version <= PROTOCOL_VERSION:
            raise LoginRefusedError(
                "version", f"This relay speaks versions {OLDEST_VERSION} to {PROTOCOL_VERSION}."
            )
        if not 1 <= len(login.instance) <= MAX_INSTANCE_CHARACTERS:
            raise LoginRefusedError("credentials", "The instance id is missing or too long.")
        self._check_signature(challenge, login)
        if login.token is not None:
            return await self._token_grant(login.token)
        if login.code is not None:
            return await self._enrol(login, login.code)
        return await self._device_grant(login)

    async def revoked(self, owners: Collection[str]) -> frozenset[str]:
        """Return those of `owners` who may not be here any more."""
        return await self._store.run(lambda store: _revoked(store, owners, time()))

    def _check_signature(self, challenge: Challenge, login: Login) -> None:
        secret = login.code if login.token is None else login.token
        try:
            transcript = login_transcript(
                relay_name=self._relay_name,
                certificate_sha256=self._certificate_sha256,
                relay_nonce=challenge.nonce,
                client_nonce=login.nonce,
                device_id=login.device,
                instance=login.instance,
                version=login.version,
                enrolment_or_token=(secret or "").encode(),
            )
        except ValueError as error:
            raise LoginRefusedError("credentials", _CREDENTIALS_TEXT) from error
        if login.device != device_id_of(login.public_key) or not verify_login(
            login.public_key, login.signature, transcript
        ):
            raise LoginRefusedError("credentials", _CREDENTIALS_TEXT)

    async def _device_grant(self, login: Login) -> Grant:
        def look_up(store: "Store") -> bool:
            device = store.device(login.device)
            if device is None or device.revoked_at is not None:
                return False
            if not hmac.compare_digest(device.public_key, login.public_key):
                return False
            store.touch_device(login.device, time())
            return True

        if not await self._store.run(look_up):
            raise LoginRefusedError("credentials", _CREDENTIALS_TEXT)
        return Grant(f"device:{login.device}")

    async def _token_grant(self, text: str) -> Grant:
        try:
            token = parse_token(text)
        except InvalidTokenError as error:
            raise LoginRefusedError("credentials", _CREDENTIALS_TEXT) from error
        if self._local_token is not None and hmac.compare_digest(
            token.secret, self._local_token.secret
        ):
            return Grant("local")
        grant = await self._store.run(lambda store: store.verify_token(token, time()))
        if grant is None:
            raise LoginRefusedError("credentials", _CREDENTIALS_TEXT)
        return Grant(f"token:{token.id}", grant.tcp_allowed, grant.max_tunnels)

    async def _enrol(self, login: Login, text: str) -> Grant:
        from relay_server.store import CodeRefusedError, DeviceTakenError

        def redeem(store: "Store") -> None:
            store.redeem_code(
                parse_code(text),
                device_id=login.device,
                public_key=login.public_key,
                label=login.label[:MAX_LABEL_CHARACTERS],
                now=time(),
            )

        try:
            await self._store.run(redeem)
        except (CodeRefusedError, DeviceTakenError, InvalidCodeError) as error:
            raise LoginRefusedError(
                "code", "This code is unknown, used already or older than its ten minutes."
            ) from error
        return Grant(f"device:{login.device}")


def _revoked(store: "Store", owners: Collection[str], now: float) -> frozenset[str]:
    grants = {f"token:{grant.token_id}": grant for grant in store.tokens()}
    gone = set()
    for owner in owners:
        kind, _, identifier = owner.partition(":")
        if kind == "device":
            device = store.device(identifier)
            if device is None or device.revoked_at is not None:
                gone.add(owner)
        elif kind == "token":
            grant = grants.get(owner)
            if grant is None or grant.revoked_at is not None or (grant.expires_at or now) < now:
                gone.add(owner)
    return frozenset(gone)


MAX_INSTANCE_CHARACTERS = 64
MAX_LABEL_CHARACTERS = 100
