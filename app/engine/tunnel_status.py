"""How one tunnel fares, judged from what is known of it: no clock, no network, no `await`.

    refused, target gone, stale, checking, live

is the order in which states win when several hold. Nothing is live without a proof: a check that
passed at most `PROOF_SECONDS` ago, on the connection that the relay has now.
"""

from collections import deque
from statistics import median

from msgspec.structs import replace

from app.contract.values import Need, Tunnel, TunnelState
from app.engine.kept_tunnels import KeptTunnel
from app.problems import nothing_listens
from relay_client.tunnel import Tunnel as OpenedTunnel

PROOF_SECONDS = 30.0
"""How long a check that passed counts."""
UNDO_SECONDS = 10.0
"""How long a tunnel that the user closed may be reopened."""
EXPIRED_SECONDS = 600.0
"""The same for one that closed as planned: nobody may have been there to see it."""
MEDIAN_OF = 5
"""Checks whose median is shown as the round trip."""


class TunnelStatus:
    """What is known of one tunnel. All times are Unix seconds, and come from outside.

    Attributes:
        kept: what the user asked for.
        is_closed: whether it can only be reopened.
    """

    def __init__(self, kept: KeptTunnel, now: float) -> None:
        """Begin with a tunnel that has been asked for and is not open yet, or paused."""
        self.kept = kept
        self.is_closed = False
        self._undo_until: float | None = None
        self._is_open = False
        self._refusal = ""
        self._opening_needs = Need.NOTHING
        self._refusal_needs = Need.NOTHING
        self._is_away = False
        self._away_reason = ""
        self._attempt = 0
        self._next_attempt_at: float | None = None
        self._kept_until: float | None = None
        self._ca_file = ""
        self._is_listening = True
        self._has_listened = False
        self._is_doubted = False
        self._opened_at = now
        self._proved_at: float | None = None
        """When a check passed on the present connection to the relay."""
        self._verified_at: float | None = None
        """When one passed at all."""
        self._check_problem = ""
        self._round_trips_ms: deque[float] = deque(maxlen=MEDIAN_OF)
        self._state = TunnelState.OPENING
        self._since = now
        self.value(now)

    @property
    def id(self) -> str:
        """As in the contract."""
        return self.kept.id

    @property
    def undo_until(self) -> float | None:
        """Until when it may be reopened, None unless it is closed."""
        return self._undo_until

    @property
    def is_wanted(self) -> bool:
        """Whether it should be open on its relay."""
        return not (self.is_closed or self.kept.is_paused or self._refusal)

    @property
    def can_be_checked(self) -> bool:
        """Whether there is a public address to connect to."""
        return self.is_wanted and self._is_open and not self._is_away

    # What happens.

    def begin(self, kept: KeptTunnel, now: float) -> None:
        """It is asked for, again or in another way; it is not open yet."""
        self.kept = kept
        self.is_closed = False
        self._undo_until = None
        self._refusal = ""
        self._is_open = False
        self._kept_until = None
        self._ca_file = ""
        self._lose_proof(now)

    def opened(self, tunnel: OpenedTunnel, ca_file: str, now: float) -> None:
        """The relay has opened it, for the first time or again."""
        self.kept = _with_address(self.kept, tunnel)
        self._is_open = True
        self._ca_file = ca_file
        self._kept_until = None
        self._refusal = ""
        self.relay_back()
        self._lose_proof(now)

    def refused(self, reason: str, needs: Need = Need.NOTHING) -> None:
        """The relay will not have it, unless the user does what it needs."""
        self._refusal = reason
        self._refusal_needs = needs
        self._is_open = False

    def relay_needs(self, needs: Need) -> None:
        """The relay is not there before the user has done this."""
        self._opening_needs = needs

    def relay_away(
        self, reason: str, attempt: int, next_attempt_at: float | None, kept_until: float | None
    ) -> None:
        """The relay does not answer; `attempt` is the next one."""
        self._is_away = True
        self._proved_at = None
        self._away_reason = reason
        self._attempt = attempt
        self._next_attempt_at = next_attempt_at
        if self.kept.url:
            self._kept_until = kept_until

    def relay_back(self) -> None:
        """The relay answers again."""
        self._is_away = False
        self._away_reason = ""
        self._attempt = 0
        self._next_attempt_at = None

    def check_passed(self, round_trip_s: float, now: float) -> None:
        """A connection through the public address has reached this computer."""
        self._proved_at = self._verified_at = now
        self._is_doubted = False
        self._check_problem = ""
        self._round_trips_ms.append(round_trip_s * 1000)

    def check_failed(self, reason: str) -> None:
        """A connection through the public address has not arrived."""
        self._check_problem = reason

    def doubt(self) -> None:
        """This computer slept: what was known before is worth nothing now."""
        self._proved_at = None
        self._is_doubted = True

    def target_listens(self, is_listening: bool | None) -> None:
        """Something listens on the port, or nothing does; None if nobody knows."""
        self._is_listening = is_listening is not False
        self._has_listened = self._has_listened or is_listening is True

    def pause(self, kept_until: float | None) -> None:
        """The user has taken it off the relay."""
        self.kept = replace(self.kept, is_paused=True)
        self._is_open = False
        self._kept_until = kept_until

    def close(self, undo_until: float, kept_until: float | None, reason: str = "") -> None:
        """The user, or its planned end, has closed it."""
        self.is_closed = True
        self._is_open = False
        self._undo_until = undo_until
        self._kept_until = kept_until
        self._check_problem = reason

    # What follows from it.

    def value(self, now: float) -> Tunnel:
        """Return the whole tunnel, as it is now."""
        state = self._judge(now)
        if state is not self._state:
            self._state, self._since = state, now
        kept = self.kept
        return Tunnel(
            id=kept.id,
            source=kept.source,
            port=kept.port,
            target=kept.target,
            port_id=kept.port_id,
            state=state,
            since=self._since,
            opened_at=kept.opened_at,
            relay=kept.relay,
            title=kept.name or kept.title,
            address=kept.address,
            protocol=kept.protocol,
            folder=kept.folder,
            name=kept.name,
            http2=kept.http2,
            wants_tcp=kept.tcp,
            url=kept.url,
            tls_socket=kept.tls_socket,
            tcp_socket=kept.tcp_socket,
            ca_file=self._ca_file,
            reason=self._reason(state),
            needs=self._needs(state),
            verified_at=self._verified_at,
            round_trip_ms=median(self._round_trips_ms) if self._round_trips_ms else None,
            attempt=self._attempt if self.is_wanted else 0,
            next_attempt_at=self._next_attempt_at if self.is_wanted else None,
            kept_until=self._kept_until,
            closes_at=kept.closes_at,
            undo_until=self._undo_until,
            blocked=kept.blocked,
            has_listened=self._has_listened,
        )

    def _judge(self, now: float) -> TunnelState:
        if self.is_closed:
            return TunnelState.CLOSED
        if self.kept.is_paused:
            return TunnelState.PAUSED
        if self._refusal:
            return TunnelState.REFUSED
        if not self._is_listening:
            return TunnelState.TARGET_GONE
        if self._is_away:
            return TunnelState.STALE
        return self._judge_open(now)

    def _judge_open(self, now: float) -> TunnelState:
        if not self._is_open:
            return TunnelState.OPENING
        if self._proved_at is not None and now - self._proved_at <= PROOF_SECONDS:
            return TunnelState.LIVE
        is_new = self._proved_at is None and now - self._opened_at <= PROOF_SECONDS
        return TunnelState.CHECKING if is_new and not self._is_doubted else TunnelState.STALE

    def _reason(self, state: TunnelState) -> str:
        if state is TunnelState.REFUSED:
            return self._refusal
        if state is TunnelState.TARGET_GONE:
            return nothing_listens(f"port {self.kept.port}" if self.kept.port else self.kept.target)
        if self._is_away and state in (TunnelState.STALE, TunnelState.OPENING):
            return self._away_reason
        if state in (TunnelState.STALE, TunnelState.CHECKING, TunnelState.CLOSED):
            return self._check_problem
        return ""

    def _needs(self, state: TunnelState) -> Need:
        if state is TunnelState.REFUSED:
            return self._refusal_needs
        return self._opening_needs if state is TunnelState.OPENING else Need.NOTHING

    def _lose_proof(self, now: float) -> None:
        self._opened_at = now
        self._proved_at = None
        self._is_doubted = False
        self._check_problem = ""


def _with_address(kept: KeptTunnel, tunnel: OpenedTunnel) -> KeptTunnel:
    return replace(
        kept,
        url=tunnel.url,
        tls_socket=tunnel.tls_socket,
        tcp_socket=tunnel.tcp_socket if tunnel.unencrypted_host else None,
    )
