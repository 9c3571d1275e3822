"""How a relay fares, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass

from relay_server.ledger import Delivered


@dataclass(frozen=True)
class Figures:
    """What a relay counts. All but the first three only grow while it runs.

    Attributes:
        sessions: clients that are logged in or expected back.
        tunnels: open tunnels.
        visitors: connections of visitors.
        delivered: what all tunnels have delivered.
        refusals: how often it said no, by what was refused and why.
    """

    sessions: int
    tunnels: int
    visitors: int
    delivered: Delivered
    refusals: Mapping[tuple[str, str], int]
