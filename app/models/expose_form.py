"""What the user may choose before a port is exposed, and what follows from the choices.

No Qt, and no words: those are made where the form is shown.
"""

import datetime
import shlex
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from app.contract.values import Port, Relay, Risk

MAX_NAME_CHARACTERS = 100
"""As long as the engine takes."""
EVENING_HOUR = 18
"""When a working day ends; `Closing.EVENING` closes at this hour."""

_HTTP = frozenset({"HTTP", "HTTPS", "Inspector"})
"""What the protocols are called whose visitors come with a browser; the others get no "URL"."""
_ENCRYPTS_ITSELF = frozenset({"SSH"})
"""Protocols that lose nothing when they pass a raw TCP port."""


class Reach(Enum):
    """How visitors come to the port."""

    TLS = "tls"
    """By an https:// URL, or a TLS socket for what is not HTTP."""
    TCP = "tcp"
    """By a raw TCP port as well."""


class Closing(Enum):
    """When a tunnel closes by itself."""

    NEVER = "never"
    MINUTES_15 = "15 minutes"
    HOUR = "hour"
    HOURS_4 = "4 hours"
    EVENING = "evening"
    """Today at `EVENING_HOUR`."""
    DAY = "day"


_CLOSES_AFTER_S = {
    Closing.MINUTES_15: 900.0,
    Closing.HOUR: 3600.0,
    Closing.HOURS_4: 14400.0,
    Closing.DAY: 86400.0,
}


class PastError(Exception):
    """The time to close the tunnel at has passed while the form was open."""

    def __init__(self, closing: Closing) -> None:
        super().__init__(closing)
        self.closing = closing


class Warned(Enum):
    """What the form warns of before anything else."""

    RISK = "risk"
    """What the port is, see `Port.risk`."""
    RAW_TCP = "raw tcp"
    """Anyone can find a raw TCP port."""


@dataclass(frozen=True)
class ExposeDraft:
    """A form as it is filled in."""

    port: Port
    reach: Reach = Reach.TLS
    name: str = ""
    http2: bool = False
    closing: Closing = Closing.NEVER
    is_closing_chosen: bool = False
    """Whether the user chose `closing`: then no other choice changes it."""
    relay: str = ""
    """The name of a relay, "" for the chosen one."""
    is_understood: bool = False
    """Whether the user has ticked that it is dangerous."""
    relays: tuple[Relay, ...] = field(default=(), compare=False)
    """Those that may be chosen."""

    @property
    def is_web(self) -> bool:
        """Whether visitors come with a browser."""
        return self.port.protocol in {"", *_HTTP}

    @property
    def encrypts_itself(self) -> bool:
        """Whether raw TCP shows nobody what is sent."""
        return self.port.protocol in _ENCRYPTS_ITSELF

    @property
    def warned(self) -> Warned | None:
        """What to warn of."""
        if self.port.risk is not None:
            return Warned.RISK
        if self.reach is Reach.TCP and not self.encrypts_itself:
            return Warned.RAW_TCP
        return None

    @property
    def needs_tick(self) -> bool:
        """Whether the user must tick that it is dangerous."""
        return self.port.risk is Risk.FULL_CONTROL

    @property
    def can_submit(self) -> bool:
        """Whether nothing is missing."""
        is_possible = not self.port.unreachable_reason and self.is_name_good
        return is_possible and (self.is_understood or not self.needs_tick)

    @property
    def is_name_good(self) -> bool:
        """Whether the engine will take the name."""
        return len(self.name) <= MAX_NAME_CHARACTERS and self.name.isprintable()

    @property
    def used_relay(self) -> Relay | None:
        """The relay the tunnel opens at, None before the engine has told of any."""
        named = (each for each in self.relays if each.name == self.relay)
        chosen = (each for each in self.relays if each.is_chosen)
        return next(named if self.relay else chosen, None)

    @property
    def can_http2(self) -> bool:
        """Whether HTTP/2 may be offered.

        The relay needs a certificate for each single name, which only our own one has; and the
        engine gives a tunnel either HTTP/2 or a raw TCP port.
        """
        relay = self.used_relay
        is_able = relay is not None and relay.is_embedded
        return is_able and self.is_web and self.reach is Reach.TLS

    def with_reach(self, reach: Reach) -> "ExposeDraft":
        """Return the draft for that way, with the time limit that goes with it."""
        changed = replace(self, reach=reach)
        changed = replace(changed, http2=self.http2 and changed.can_http2)
        if self.is_closing_chosen:
            return changed
        return replace(changed, closing=_safe_closing(changed))

    def with_closing(self, closing: Closing) -> "ExposeDraft":
        """Return the draft with the time limit the user chose."""
        return replace(self, closing=closing, is_closing_chosen=True)

    def with_relay(self, relay: str) -> "ExposeDraft":
        """Return the draft for that relay, without what it cannot do."""
        changed = replace(self, relay=relay)
        return replace(changed, http2=self.http2 and changed.can_http2)

    def with_relays(self, relays: tuple[Relay, ...]) -> "ExposeDraft":
        """Return the draft with these relays to choose from."""
        known = any(each.name == self.relay for each in relays)
        return replace(self, relays=relays).with_relay(self.relay if known else "")

    def options(self, now: datetime.datetime) -> dict[str, Any]:
        """Return the fields of the command `Expose` that differ from their defaults.

        Args:
            now: the time on the user's clock.

        Raises:
            PastError: the tunnel would close before it opens.
        """
        options = {
            "name": self.name,
            "tcp": self.reach is Reach.TCP,
            "http2": self.http2,
            "relay": self.relay,
            "closes_after_s": closes_after_s(self.closing, now),
        }
        return {name: value for name, value in options.items() if value}

    def command_line(self) -> str:
        """Return what to type into a shell for the same tunnel; it stays open until Ctrl-C."""
        words = ["porthole", "forward", self.port.target]
        words += ["--tcp"] * (self.reach is Reach.TCP) + ["--http2"] * self.http2
        words += [f"--name={self.name}"] if self.name else []
        if self.relay and (relay := self.used_relay) is not None:
            words.append("--relay=local" if relay.is_embedded else f"--relay={relay.name}")
        return shlex.join(words)


def draft_for(port: Port, relays: tuple[Relay, ...]) -> ExposeDraft:
    """Return the form for `port` as it is shown first, with what is safe chosen."""
    draft = ExposeDraft(port, relays=relays)
    return draft.with_reach(Reach.TCP if draft.encrypts_itself else Reach.TLS)


def closings(now: datetime.datetime) -> tuple[Closing, ...]:
    """Return the time limits to choose from at that time on the user's clock."""
    is_late = _evening_s(now) < _CLOSES_AFTER_S[Closing.MINUTES_15]
    return tuple(each for each in Closing if each is not Closing.EVENING or not is_late)


def closes_after_s(closing: Closing, now: datetime.datetime) -> float | None:
    """Return how many seconds a tunnel stays open, None for no limit.

    Raises:
        PastError: that time is past.
    """
    if closing is not Closing.EVENING:
        return _CLOSES_AFTER_S.get(closing)
    seconds = _evening_s(now)
    if seconds <= 0:
        raise PastError(closing)
    return seconds


def _evening_s(now: datetime.datetime) -> float:
    evening = now.replace(hour=EVENING_HOUR, minute=0, second=0, microsecond=0)
    return (evening - now).total_seconds()


def _safe_closing(draft: ExposeDraft) -> Closing:
    if draft.port.risk is Risk.FULL_CONTROL:
        return Closing.MINUTES_15
    return Closing.NEVER if draft.warned is None else Closing.HOUR
