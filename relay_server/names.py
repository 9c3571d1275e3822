"""The host names of tunnels: labels that nobody can guess."""

from relay_link import base32

LABEL_CHARACTERS = 20
"""100 random bits: trying a million names a second for a century finds none of a million."""


def new_label() -> str:
    """Return a random label, the part of a tunnel's host name before the relay's domain."""
    return base32.random_text(LABEL_CHARACTERS)
