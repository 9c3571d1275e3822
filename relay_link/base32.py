"""Crockford's base32 in lower case: random text that people can read out and type.

It has no i, l, o or u, so that nothing is taken for 1 or 0. Source: D. Crockford, "Base 32",
https://www.crockford.com/base32.html; the check symbol and the upper case described there are
not used.
"""

import re
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
BITS_PER_CHARACTER = 5

_VALUE_OF = {character: value for value, character in enumerate(ALPHABET)}
_LOOKALIKES = str.maketrans("oil", "011")
_SEPARATORS = re.compile(r"[\s\u2010-\u2015-]+")
"""Space, the hyphen, and the dashes that chat programs make of hyphens."""


def random_text(length: int) -> str:
    """Return `length` random characters, 5 bits of randomness each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def encode(data: bytes) -> str:
    """Return `data` as text: 8 characters for 5 bytes, the last one filled up with zero bits."""
    length = -(-len(data) * 8 // BITS_PER_CHARACTER)
    number = int.from_bytes(data) << (length * BITS_PER_CHARACTER - len(data) * 8)
    places = range((length - 1) * BITS_PER_CHARACTER, -1, -BITS_PER_CHARACTER)
    return "".join(ALPHABET[number >> place & 31] for place in places)


def decode(text: str) -> bytes:
    """Return the bytes that `encode` made `text` of.

    Raises:
        ValueError: `encode` makes no such text: a character outside the alphabet, a length that
            no bytes have, or bits left over that are not zero.
    """
    number = 0
    for character in text:
        value = _VALUE_OF.get(character)
        if value is None:
            raise ValueError("a character that base32 does not have")
        number = number << BITS_PER_CHARACTER | value
    size, spare = divmod(len(text) * BITS_PER_CHARACTER, 8)
    if spare >= BITS_PER_CHARACTER or number & ((1 << spare) - 1):
        raise ValueError("bits left over")
    return (number >> spare).to_bytes(size)


def tidy(text: str) -> str:
    """Return what somebody meant who typed `text`: o is 0, i and l are 1, separators nothing."""
    return _SEPARATORS.sub("", text).lower().translate(_LOOKALIKES)
