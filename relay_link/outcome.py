"""How an exchange ends, in the words that its two ends use."""

from enum import Enum

TIMED_OUT = "timed out"
"""Why a RESET is sent, where it is not that a connection was reset: an end took no byte."""
TUNNEL_CLOSED = "tunnel closed"
"""The same: the tunnel is gone."""


class Outcome(Enum):
    """How an exchange ended."""

    ENDED = "both directions ended"
    NEAR_BROKE = "the near connection broke"
    FAR_BROKE = "the far end reset it"
    CHANNEL_LOST = "the data channel broke"
