"""Keeps account of what the programs behind tunnels cost, for the engine to tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from app.contract.costs import Cost
from app.contract.events import CostsChanged
from app.engine.cost.estimate import estimate
from app.engine.cost.lines import HOUR_S, cost_lines
from app.engine.cost.meter import Meter, Sample
from app.engine.cost.rate_cards import RateCard
from app.engine.cost.remote_meter import Program, Reading, RemoteMeter
from app.engine.cost.running_tally import RunningTally
from app.engine.history.usage import UsageHistory

_ZERO = Decimal(0)
_DAY_S = 86400


@dataclass(frozen=True)
class Exposed:
    """A tunnel to a program.

    Attributes:
        tunnel: its id.
        port_id: the port it leads to: what its program is remembered by.
        pid: the first process of the program; None while nothing listens.
        title: what the program is called.
        opened_at: when the port was exposed, in Unix seconds.
        host: the id of the source that the program runs on, "" for this computer.
    """

    tunnel: str
    port_id: str
    pid: int | None
    title: str
    opened_at: float
    host: str = ""

    @property
    def program(self) -> Program:
        """Which program that is; process id 0 while nothing listens."""
        return self.host, self.pid or 0


class CostKeeper:
    """Samples, remembers and estimates. Its calls block, for milliseconds, and never overlap."""

    def __init__(self, meter: Meter, history: UsageHistory, card: RateCard) -> None:
        self._meter = meter
        self._history = history
        self._card = card
        self._remote = RemoteMeter()
        self._resources: dict[Program, str] = {}
        """What a program is remembered by, as long as it runs."""
        self._titles: dict[str, str] = {}
        self._tallies: dict[str, RunningTally] = {}
        self._today: RunningTally | None = None

    def choose(self, card: RateCard) -> None:
        """Estimate by `card` from now on, also what was used before."""
        self._card = card
        self._tallies.clear()
        self._today = None

    def sample(
        self,
        exposed: Iterable[Exposed],
        now_s: Decimal,
        readings: Mapping[Program, Reading] = MappingProxyType({}),
    ) -> CostsChanged:
        """Measure the programs behind all tunnels, and return what they have cost.

        Args:
            exposed: all tunnels.
            now_s: the time, in Unix seconds.
            readings: what other computers tell of their programs.
        """
        exposed = tuple(exposed)
        roots = {each.pid for each in exposed if each.pid and not each.host}
        here = self._meter.sample(roots, now_s)
        samples: dict[Program, Sample] = {("", pid): sample for pid, sample in here.items()}
        samples |= self._remote.sample(readings, now_s)
        self._name(exposed, samples)
        self._history.add(
            (self._resources[program], sample.usage)
            for program, sample in samples.items()
            if sample.usage is not None and program in self._resources
        )
        costs = tuple(self._cost(each, samples.get(each.program), now_s) for each in exposed)
        for gone in self._tallies.keys() - {each.tunnel for each in exposed}:
            del self._tallies[gone]
        today = self._today_tally(now_s).estimate(now_s)
        return CostsChanged(costs, today.total, self._card.currency)

    def _name(self, exposed: tuple[Exposed, ...], samples: Mapping[Program, Sample]) -> None:
        """Give each program one name, though several tunnels may lead to it: it counts once."""
        self._resources = {
            program: name for program, name in self._resources.items() if program in samples
        }
        for each in exposed:
            if each.program in samples and each.program not in self._resources:
                self._resources[each.program] = each.port_id
            if each.title and self._titles.get(each.port_id) != each.title:
                self._titles[each.port_id] = each.title
                self._history.name(each.port_id, each.title)

    def _cost(self, exposed: Exposed, sample: Sample | None, now_s: Decimal) -> Cost:
        resource = self._resources.get(exposed.program, exposed.port_id)
        since_s = Decimal(repr(exposed.opened_at))
        so_far = self._tally(exposed.tunnel, resource, since_s).estimate(now_s)
        now = estimate([sample.usage], self._card) if sample and sample.usage else None
        return Cost(
            tunnel=exposed.tunnel,
            resource=resource,
            is_running=sample is not None,
            per_hour=now.total / now.duration_s * HOUR_S if now else None,
            total=so_far.total,
            since=exposed.opened_at,
            measured_s=so_far.duration_s,
            gaps_s=so_far.coverage.gaps_s,
            lines=cost_lines(so_far, now),
            currency=self._card.currency,
            card=self._card.name,
            card_dated=self._card.dated.isoformat(),
            basis=so_far.coverage.basis,
            measured_from=_seconds(so_far.coverage.first_s),
            measured_until=_seconds(so_far.coverage.last_s),
        )

    def _tally(self, tunnel: str, resource: str, since_s: Decimal) -> RunningTally:
        tally = self._tallies.get(tunnel)
        if tally is None or (tally.resource, tally.start_s) != (resource, since_s):
            tally = RunningTally(self._history, self._card, since_s, resource)
            self._tallies[tunnel] = tally
        return tally

    def _today_tally(self, now_s: Decimal) -> RunningTally:
        midnight_s = now_s - now_s % _DAY_S
        if self._today is None or self._today.start_s != midnight_s:
            self._today = RunningTally(self._history, self._card, midnight_s)
        return self._today


def _seconds(at_s: Decimal | None) -> float | None:
    return None if at_s is None else float(at_s)
