"""The secrets that let a machine in: access tokens and one-time enrolment codes.

A token is for unattended machines. Its text, `tun_<id>_<secret>_<crc>`, has a prefix and a
checksum, so that scanners find one in published code and a typing mistake is noticed here. The
relay keeps only a hash of the secret.

A code registers one device, once. It is made to be read out and typed in.
"""

import hashlib
import re
import secrets
import zlib
from dataclasses import dataclass, field

from relay_link import base32

SECRET_BYTES = 32
ID_CHARACTERS = 12
CODE_CHARACTERS = 26
"""Random characters of a code: 130 bits."""

_PREFIX = "tun"
_ID = re.compile(f"[{base32.ALPHABET}]{{{ID_CHARACTERS}}}")
_TOKEN = re.compile(rf"{_PREFIX}_([a-z0-9]{{12}})_([a-z0-9]{{52}})_([a-z0-9]{{7}})")
_CODE_CHECK_CHARACTERS = 4
_CODE_GROUP_CHARACTERS = 5


class InvalidTokenError(ValueError):
    """A text is no access token. The text itself is not kept: it may be nearly a secret."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class InvalidCodeError(ValueError):
    """A text is no enrolment code. The text itself is not kept: it may be nearly a secret."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Token:
    """An access token. `str()` gives its text, secret included; `repr()` keeps the secret out.

    Attributes:
        id: names the token in lists and logs; 12 characters of base32.
        secret: 32 random bytes.

    Raises:
        ValueError: the id or the secret is not of that form.
    """

    id: str
    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id) or len(self.secret) != SECRET_BYTES:
            raise ValueError(
                f"a token has an id of {ID_CHARACTERS} characters, a secret of 32 bytes"
            )

    def __str__(self) -> str:
        body = f"{_PREFIX}_{self.id}_{base32.encode(self.secret)}"
        return f"{body}_{_checksum(body)}"


def new_token() -> Token:
    """Return a token nobody has."""
    return Token(base32.random_text(ID_CHARACTERS), secrets.token_bytes(SECRET_BYTES))


def parse_token(text: str) -> Token:
    """Return the token `text` stands for; white space around it is ignored.

    Raises:
        InvalidTokenError: it stands for none.
    """
    text = text.strip()
    match = _TOKEN.fullmatch(text)
    if match is None:
        raise InvalidTokenError(
            "This is not an access token; copy it again, from tun_ to its last character."
        )
    identifier, secret, checksum = match.groups()
    try:
        token = Token(identifier, base32.decode(secret))
    except ValueError as error:
        raise _mistyped_token() from error
    if checksum != _checksum(f"{_PREFIX}_{identifier}_{secret}"):
        raise _mistyped_token()
    return token


def _mistyped_token() -> InvalidTokenError:
    return InvalidTokenError(
        "The access token has a typing mistake in it; copy it again instead of typing it."
    )


def secret_hash(secret: bytes) -> bytes:
    """Return what a relay keeps of a token's secret: its SHA-256.

    No salt and no slow hash: 256 random bits cannot be guessed at any speed.
    """
    return hashlib.sha256(secret).digest()


def new_code() -> str:
    """Return an enrolment code nobody has, in the form `parse_code` returns."""
    return _grouped(base32.random_text(CODE_CHARACTERS))


def parse_code(text: str) -> str:
    """Return the enrolment code that somebody typed as `text`, in its one written form.

    Case, spaces and dashes do not matter, o is read as 0, i and l as 1.

    Raises:
        InvalidCodeError: it is no code, or has a typing mistake in it.
    """
    typed = base32.tidy(text)
    wanted = CODE_CHARACTERS + _CODE_CHECK_CHARACTERS
    if len(typed) != wanted or not set(typed) <= set(base32.ALPHABET):
        raise InvalidCodeError(
            f"This is not an enrolment code; it has {wanted} letters and digits in groups of five."
        )
    code = _grouped(typed[:CODE_CHARACTERS])
    if code.replace("-", "") != typed:
        raise InvalidCodeError(
            "The enrolment code has a typing mistake in it; compare it with the relay's."
        )
    return code


def _grouped(code: str) -> str:
    """Return a code's random characters with their check characters, in groups."""
    checked = code + _checksum(code)[:_CODE_CHECK_CHARACTERS]
    starts = range(0, len(checked), _CODE_GROUP_CHARACTERS)
    return "-".join(checked[start : start + _CODE_GROUP_CHARACTERS] for start in starts)


def _checksum(text: str) -> str:
    return base32.encode(zlib.crc32(text.encode()).to_bytes(4))
