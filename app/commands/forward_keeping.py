"""Says what becomes of an address when `porthole forward` has ended."""

from dataclasses import dataclass
from typing import Self

from app.commands.units import duration_text
from relay_client.access import RelayAccess
from relay_client.secret_store import MemorySecrets, SecretStore

_HOUR_SECONDS = 3600


@dataclass(frozen=True)
class Keeping:
    """Whether the next run gets the same address, and why not.

    Attributes:
        name: what the user calls the tunnel, "" if nothing.
        kept_seconds: how long the relay keeps the address of a name.
        why_lost: why the next run cannot claim it all the same, "" if it can.
    """

    name: str
    kept_seconds: float
    why_lost: str

    @classmethod
    def of(
        cls, name: str | None, kept: SecretStore, access: RelayAccess, kept_seconds: float
    ) -> Self:
        """Return what holds at a relay, for a computer whose key is in `kept`."""
        # The relay on this computer and a token know their user without that key.
        needs_key = access.token is None
        why_lost = kept.reason if needs_key and isinstance(kept, MemorySecrets) else ""
        return cls(name or "", kept_seconds, why_lost)

    @property
    def warning(self) -> str:
        """What to tell people who have given a name that does not last; "" otherwise."""
        if not self.name or not self.why_lost:
            return ""
        return (
            f"The address of {self.name!r} lasts only until this command ends, as this computer's "
            f"key is not kept: {self.why_lost}."
        )

    def farewell(self, tunnel_count: int) -> str:
        """Return what to tell people when so many tunnels have been closed."""
        if tunnel_count > 1:
            return "Closed. Next time the addresses are other ones."
        if not self.name:
            return "Closed. Next time the address is another one, unless you give --name NAME."
        if self.why_lost:
            return f"Closed. The address of {self.name!r} is lost: `porthole doctor` says why."
        return f"Closed. The address of {self.name!r} is kept for {_long_text(self.kept_seconds)}."


def _long_text(seconds: float) -> str:
    """Return how long a relay keeps an address: `24 hours`, unless it was told otherwise."""
    hours = round(seconds / _HOUR_SECONDS)
    return f"{hours} hours" if hours > 1 else duration_text(seconds)
