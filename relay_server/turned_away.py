"""Visitors of a session that nobody has served, gathered for its client."""

from relay_link.messages import MAX_TURNED_AWAY, TurnedAway

TELL_SECONDS = 1.0
"""How often a client is told at most, however many are kept out."""


class TurnedAwayList:
    """Keeps the latest of each address, and no more addresses than one message tells.

    So a flood of visitors costs the control channel one message a second.
    """

    def __init__(self) -> None:
        self._ports: dict[tuple[bool, int, str], int] = {}
        """By whether they have waited in vain, tunnel and address."""
        self._told_at = 0.0

    def add(self, tunnel: int, address: tuple[str, int], *, is_late: bool = False) -> None:
        """Note that a visitor from `address` was kept out of a tunnel, or has waited in vain."""
        key = is_late, tunnel, address[0]
        if key in self._ports or len(self._ports) < MAX_TURNED_AWAY:
            self._ports[key] = address[1]

    def take(self, now: float) -> TurnedAway | None:
        """Return what is to be told now, if anything; it is forgotten here."""
        if not self._ports or now - self._told_at < TELL_SECONDS:
            return None
        self._told_at = now
        ports, self._ports = self._ports, {}
        kept_out: list[tuple[int, str, int]] = []
        late: list[tuple[int, str, int]] = []
        for (is_late, tunnel, host), port in ports.items():
            (late if is_late else kept_out).append((tunnel, host, port))
        return TurnedAway(tuple(kept_out), tuple(late))
