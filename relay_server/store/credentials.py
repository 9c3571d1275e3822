"""Who may log in: devices, the codes that enrol them, and access tokens."""

import hashlib
import hmac

from sqlalchemy import Connection, RowMapping, delete, exists, func, insert, or_, select, update

from relay_link.tokens import InvalidCodeError, Token, parse_code, secret_hash
from relay_server.store import CodeRefusedError, Device, DeviceTakenError, TokenGrant
from relay_server.store.database import Database
from relay_server.store.tables import codes, devices, tokens

_NO_HASH = bytes(32)


class CredentialStore(Database):
    """The part of the store that knows who may log in. All times are Unix seconds."""

    def add_code(self, code: str, *, expires_at: float, label: str) -> None:
        """Let one device enrol with `code`, until `expires_at`. Only its hash is kept.

        Args:
            code: one from `new_code`.
            expires_at: when it stops working.
            label: the device's, if it has none of its own.
        """
        values = {"code_hash": _code_hash(code), "label": label, "expires_at": expires_at}
        with self._transaction() as connection:
            connection.execute(insert(codes).values(values))

    def redeem_code(
        self, code: str, *, device_id: str, public_key: bytes, label: str, now: float
    ) -> Device:
        """Use up `code` and enrol a device for it, both or neither.

        Raises:
            CodeRefusedError: the code is unknown, used or expired.
            DeviceTakenError: the id belongs to a device with another key; the code stays good.
        """
        try:
            code_hash = _code_hash(code)
        except InvalidCodeError as error:
            raise CodeRefusedError from error
        # One statement both finds and removes it, so of any number of racers only one succeeds.
        consume = delete(codes).where(codes.c.code_hash == code_hash, codes.c.expires_at > now)
        with self._transaction() as connection:
            consumed = connection.execute(consume.returning(codes.c.label)).one_or_none()
            if consumed is None:
                raise CodeRefusedError
            device = Device(device_id, public_key, label or consumed.label, now, now, None)
            _enrol(connection, device)
        return device

    def add_device(self, device_id: str, *, public_key: bytes, label: str, now: float) -> Device:
        """Enrol a device without a code; one with the same id and key is enrolled again.

        Raises:
            DeviceTakenError: the id belongs to a device with another key.
        """
        device = Device(device_id, public_key, label, now, now, None)
        with self._transaction() as connection:
            _enrol(connection, device)
        return device

    def device(self, device_id: str) -> Device | None:
        """Return the device with this id, revoked or not, or None."""
        with self._transaction() as connection:
            row = connection.execute(select(devices).where(devices.c.device_id == device_id))
            found = row.mappings().one_or_none()
        return Device(**found) if found else None

    def devices(self) -> tuple[Device, ...]:
        """Return all devices, those enrolled first at the front."""
        by_age = select(devices).order_by(devices.c.enrolled_at, devices.c.device_id)
        with self._transaction() as connection:
            return tuple(Device(**row) for row in connection.execute(by_age).mappings())

    def touch_device(self, device_id: str, now: float) -> None:
        """Note that a device is here."""
        seen = update(devices).where(devices.c.device_id == device_id).values(seen_at=now)
        with self._transaction() as connection:
            connection.execute(seen)

    def add_token(
        self,
        token: Token,
        *,
        label: str,
        expires_at: float | None,
        tcp_allowed: bool,
        max_tunnels: int,
        now: float,
    ) -> TokenGrant:
        """Accept `token` from now on. Only a hash of its secret is kept."""
        grant = TokenGrant(token.id, label, now, expires_at, None, tcp_allowed, max_tunnels)
        values = vars(grant) | {"secret_hash": secret_hash(token.secret)}
        with self._transaction() as connection:
            connection.execute(insert(tokens).values(values))
        return grant

    def verify_token(self, token: Token, now: float) -> TokenGrant | None:
        """Return what the owner of `token` may do, or None: unknown, wrong, expired or revoked.

        The hashes are compared in constant time, even if there is none to compare with.
        """
        same_id = select(tokens).where(tokens.c.token_id == token.id)
        with self._transaction() as connection:
            row = connection.execute(same_id).mappings().one_or_none()
        kept_hash = row["secret_hash"] if row else _NO_HASH
        right = hmac.compare_digest(secret_hash(token.secret), kept_hash)
        if row is None or not right:
            return None
        grant = _grant(row)
        expired = grant.expires_at is not None and grant.expires_at <= now
        return None if expired or grant.revoked_at is not None else grant

    def tokens(self) -> tuple[TokenGrant, ...]:
        """Return all tokens, the oldest first."""
        by_age = select(tokens).order_by(tokens.c.created_at, tokens.c.token_id)
        with self._transaction() as connection:
            return tuple(_grant(row) for row in connection.execute(by_age).mappings())

    def revoke(self, identifier: str, now: float) -> str | None:
        """Refuse a device or a token from now on.

        Returns:
            "device" or "token", which of them has this id; None if neither.
        """
        ids = {"device": (devices, devices.c.device_id), "token": (tokens, tokens.c.token_id)}
        with self._transaction() as connection:
            for kind, (table, column) in ids.items():
                since = func.coalesce(table.c.revoked_at, now)
                refuse = update(table).where(column == identifier).values(revoked_at=since)
                if connection.execute(refuse).rowcount:
                    return kind
        return None

    def has_any_credential(self, now: float) -> bool:
        """Tell whether anybody could log in or enrol now."""
        enrolled = select(devices.c.device_id).where(devices.c.revoked_at.is_(None))
        current = or_(tokens.c.expires_at.is_(None), tokens.c.expires_at > now)
        granted = select(tokens.c.token_id).where(tokens.c.revoked_at.is_(None), current)
        invited = select(codes.c.code_hash).where(codes.c.expires_at > now)
        anybody = or_(*(exists(each) for each in (enrolled, granted, invited)))
        with self._transaction() as connection:
            return bool(connection.scalar(select(anybody)))


def _code_hash(code: str) -> bytes:
    """Return what is kept of a code. As it is random, it needs neither salt nor a slow hash."""
    return hashlib.sha256(parse_code(code).encode()).digest()


def _grant(row: RowMapping) -> TokenGrant:
    return TokenGrant(**{name: value for name, value in row.items() if name != "secret_hash"})


def _enrol(connection: Connection, device: Device) -> None:
    same_id = devices.c.device_id == device.device_id
    known_key = connection.scalar(select(devices.c.public_key).where(same_id))
    if known_key is None:
        connection.execute(insert(devices).values(vars(device)))
    elif known_key == device.public_key:
        connection.execute(update(devices).where(same_id).values(vars(device)))
    else:
        raise DeviceTakenError(device.device_id)
