"""Decides when the public address of each tunnel is checked, and has that done."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from relay_client.errors import Error
from relay_link.tasks import TaskSet

log = logging.getLogger(__name__)

LOOKED_AT_SECONDS = 10.0
"""Pause between two checks while somebody looks."""
UNSEEN_SECONDS = 60.0
"""The same while nobody does."""
FAILED_SECONDS = 3.0
"""Pause after a check that has failed."""

Probe = Callable[[str], Awaitable[float]]


@dataclass
class _Plan:
    """When a tunnel is checked. Times are of the loop's clock, in seconds."""

    checked_at: float
    has_failed: bool = False
    is_due: bool = True
    is_running: bool = False


class Checks:
    """Checks tunnels again and again, each by itself."""

    def __init__(
        self,
        probe: Probe,
        on_passed: Callable[[str, float], None],
        on_failed: Callable[[str, str], None],
    ) -> None:
        """Check nothing yet.

        Args:
            probe: checks a tunnel; returns the round trip in seconds, or raises an Error.
            on_passed: gets a tunnel's id and that round trip.
            on_failed: gets a tunnel's id and what went wrong, in a sentence.
        """
        self._probe = probe
        self._on_passed = on_passed
        self._on_failed = on_failed
        self._is_looked_at = False
        self._plans: dict[str, _Plan] = {}
        self._tasks = TaskSet(_log_failure)

    def look(self, is_looked_at: bool) -> None:
        """Check often, or rarely."""
        self._is_looked_at = is_looked_at
        self.tick()

    def begin(self, tunnel: str) -> None:
        """Check a tunnel, which has just been opened, now and from now on."""
        self._plans[tunnel] = _Plan(_now())
        self.tick()

    def end(self, tunnel: str) -> None:
        """Check a tunnel no more."""
        self._plans.pop(tunnel, None)

    def now(self, tunnel: str) -> None:
        """Check a tunnel at once, if it is to be checked at all."""
        if tunnel in self._plans:
            self._plans[tunnel].is_due = True
            self.tick()

    def tick(self) -> None:
        """Begin the checks that are due; call it once a second."""
        for tunnel, plan in self._plans.items():
            if not plan.is_running and (plan.is_due or self._pause_is_over(plan)):
                plan.is_due = False
                plan.is_running = True
                self._tasks.start(self._check(tunnel, plan), f"check {tunnel}")

    async def aclose(self) -> None:
        """Stop all checks."""
        self._plans.clear()
        await self._tasks.aclose()

    def _pause_is_over(self, plan: _Plan) -> bool:
        pause_s = LOOKED_AT_SECONDS if self._is_looked_at else UNSEEN_SECONDS
        if plan.has_failed:
            pause_s = FAILED_SECONDS
        return _now() - plan.checked_at >= pause_s

    async def _check(self, tunnel: str, plan: _Plan) -> None:
        try:
            round_trip_s = await self._probe(tunnel)
        except Error as error:
            _finish(plan, has_failed=True)
            if self._plans.get(tunnel) is plan:
                self._on_failed(tunnel, str(error))
        except Exception:
            _finish(plan, has_failed=True)  # and the next one may go better
            raise
        else:
            _finish(plan, has_failed=False)
            if self._plans.get(tunnel) is plan:
                self._on_passed(tunnel, round_trip_s)


def _finish(plan: _Plan, *, has_failed: bool) -> None:
    plan.is_running = False
    plan.checked_at = _now()
    plan.has_failed = has_failed


def _now() -> float:
    return asyncio.get_running_loop().time()


def _log_failure(name: str, error: Exception) -> None:
    log.error("%s failed", name, exc_info=error)
