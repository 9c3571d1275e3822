"""What one address may do: failed logins cost it time, undecided connections are counted.

Pure bookkeeping: the caller gives the time. Addresses are grouped as their owners get them, by /24
of IPv4 and /56 of IPv6. Loopback is exempt: there, everybody has the same address.
"""

import ipaddress
from collections import Counter
from functools import lru_cache

PENALTY_SECONDS = 5.0
"""What one failed login costs. Source of the scheme: PerSourcePenalties of OpenSSH 9.8."""
PENALTY_MAX_SECONDS = 600.0
"""Penalties add up to this at most."""
PENALTY_GRACE_SECONDS = 15.0
"""Below this nothing is enforced, so that a few typing errors cost nothing."""
MAX_TRACKED = 65536
"""Groups remembered; when there are more, the one whose penalty ends first is forgotten."""

_CACHED_ADDRESSES = 4096
"""Working a group out takes 0.1 ms of IPv6, and each connection asks for it twice."""


@lru_cache(_CACHED_ADDRESSES)
def network_of(address: str) -> str:
    """Return the group an address belongs to, or "" if it is exempt."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if parsed.is_loopback:
        return ""
    prefix = 24 if parsed.version == 4 else 56
    return str(ipaddress.ip_network((parsed, prefix), strict=False))


class Penalties:
    """Failed logins, by group of addresses."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def add(self, address: str, now: float) -> None:
        """Note a failed login from `address`."""
        group = network_of(address)
        if group:
            begin = max(now, self._until.pop(group, now))
            self._until[group] = min(begin + PENALTY_SECONDS, now + PENALTY_MAX_SECONDS)
            if len(self._until) > MAX_TRACKED:
                del self._until[min(self._until, key=self._until.__getitem__)]

    def refuses(self, address: str, now: float) -> bool:
        """Whether `address` has failed too often to be heard now."""
        until = self._until.get(network_of(address))
        if until is None:
            return False
        if until <= now:
            del self._until[network_of(address)]
            return False
        return until - now > PENALTY_GRACE_SECONDS


class Undecided:
    """Connections that have not shown yet what they want, by group of addresses."""

    def __init__(self, per_group: int, in_all: int) -> None:
        self.refused = 0
        """How many were too many."""
        self._per_group = per_group
        self._in_all = in_all
        self._counts: Counter[str] = Counter()
        self._count = 0

    def enter(self, address: str) -> bool:
        """Count a connection in; False if there are too many already."""
        group = network_of(address)
        if self._count >= self._in_all or (group and self._counts[group] >= self._per_group):
            self.refused += 1
            return False
        self._count += 1
        self._counts[group] += 1
        return True

    def leave(self, address: str) -> None:
        """Count it out."""
        group = network_of(address)
        self._count -= 1
        self._counts[group] -= 1
        if self._counts[group] <= 0:
            del self._counts[group]
