"""The one object between views and engine: it mirrors the engine's state and sends it commands."""

import time
from collections.abc import Callable
from itertools import count
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.contract.commands import AnyCommand, Close, Expose
from app.contract.costs import Cost
from app.contract.events import (
    AnyEvent,
    Asked,
    BudgetReached,
    ChecksChanged,
    ConnectionsChanged,
    CostsChanged,
    CostsTold,
    Counted,
    Done,
    Failed,
    MonthTold,
    Notice,
    PortsChanged,
    RateCardsChanged,
    RelaysChanged,
    Snapshot,
    SourcesChanged,
    TrafficTold,
    TunnelChanged,
    TunnelGone,
    Unasked,
)
from app.contract.values import (
    Counters,
    Port,
    Question,
    Relay,
    RelayState,
    Source,
    Tunnel,
    TunnelState,
)
from app.models.engine_link import EngineLink, EngineState
from app.models.engine_words import in_users_words

Then = Callable[[Done], object]
"""What to do when a command has been carried out."""
Else = Callable[[str], object]
"""What to do when it has not: told why."""

_CONNECTED = {RelayState.CONNECTING, RelayState.READY, RelayState.UNREACHABLE}
_OPEN = {TunnelState.OPENING, TunnelState.CHECKING, TunnelState.LIVE, TunnelState.STALE}
"""States that do not last without an engine."""

Checks = tuple[tuple[float, float | None], ...]
"""As in `ChecksChanged`."""


class Controller(QObject):
    """Knows all that the engine has told, and asks it for changes.

    Signals:
        engine_changed: an EngineState, and a sentence.
        sources_changed: all of `sources`.
        ports_changed: the id of the source whose ports have changed.
        tunnel_changed: a Tunnel that is new or different.
        tunnel_gone: the id of a tunnel.
        checks_changed: the id of a tunnel whose public address was checked.
        relays_changed: all of `relays`.
        counted: the Counters of all open tunnels.
        connections_changed: a tunnel's id, and its Connections.
        asked: a Question.
        unasked: the id of a question.
        costs_changed: all of `costs`.
        rate_cards_changed: all of `rate_cards`.
        traffic_told: the TrafficTold that was asked for.
        costs_told: the CostsTold that was asked for.
        month_told: the MonthTold that was asked for.
        noticed: a sentence.
        budget_reached: a sentence.
        failed: why a command could not be carried out that nobody else waits for.
        reset: everything may be different; views read it all again.

    Attributes:
        engine: its EngineState.
        sources: by id, in the engine's order.
        ports: by id of their source.
        tunnels: by id.
        relays: in the engine's order.
        counters: by id of the tunnel.
        questions: by id.
        costs: by id of the tunnel.
        today: the last CostsChanged, for the sum of all programs; None before the first.
        rate_cards: the last RateCardsChanged; None before the first.
    """

    engine_changed = Signal(object, str)
    sources_changed = Signal()
    ports_changed = Signal(str)
    tunnel_changed = Signal(object)
    tunnel_gone = Signal(str)
    checks_changed = Signal(str)
    relays_changed = Signal()
    counted = Signal(object)
    connections_changed = Signal(str, object)
    asked = Signal(object)
    unasked = Signal(str)
    costs_changed = Signal()
    rate_cards_changed = Signal()
    traffic_told = Signal(object)
    costs_told = Signal(object)
    month_told = Signal(object)
    noticed = Signal(str)
    budget_reached = Signal(str)
    failed = Signal(str)
    reset = Signal()

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        """Mirror the engine at the other end of `link`."""
        super().__init__(parent)
        self.engine = EngineState.STARTING
        self.sources: dict[str, Source] = {}
        self.ports: dict[str, tuple[Port, ...]] = {}
        self.tunnels: dict[str, Tunnel] = {}
        self.checks: dict[str, Checks] = {}
        self.relays: tuple[Relay, ...] = ()
        self.counters: dict[str, Counters] = {}
        self._before: dict[str, Counters] = {}
        """What tunnels had carried when the engine ended: the next one counts from nothing."""
        self.questions: dict[str, Question] = {}
        self.costs: dict[str, Cost] = {}
        self.today: CostsChanged | None = None
        self.rate_cards: RateCardsChanged | None = None
        self._link = link
        self._ids = count(1)
        self._waiting: dict[int, tuple[Then | None, Else]] = {}
        link.received.connect(self._receive)
        link.state_changed.connect(self._change_engine)

    def ask(
        self,
        command: Callable[..., AnyCommand],
        *values: Any,
        then: Then | None = None,
        otherwise: Else | None = None,
        **options: Any,
    ) -> None:
        """Send `command(id, *values, **options)`: `controller.ask(Close, tunnel.id)`.

        Args:
            command: a class of `app.contract.commands`.
            values: its fields after the id.
            then: called when it has been carried out.
            otherwise: called when it has not; without it `failed` tells.
            options: further fields by name.
        """
        number = next(self._ids)
        self._waiting[number] = (then, otherwise or self.failed.emit)
        if self.engine is EngineState.RUNNING:
            self._link.send(command(number, *values, **options))
        else:
            self._fail(number, self.tr("Porthole's engine is starting again. Try once more soon."))

    def expose(self, port: Port, **options: Any) -> None:
        """Expose `port` with the options of `Expose`."""
        self.ask(Expose, port.target, **options)

    def close(
        self, tunnel: Tunnel, then: Callable[[Tunnel, int], object], otherwise: Else | None = None
    ) -> None:
        """Close a tunnel; `then` gets it, and how many connections that has ended."""
        counters = self.counters.get(tunnel.id)
        ended = counters.open_connections if counters is not None else 0
        self.ask(Close, tunnel.id, then=lambda _done: then(tunnel, ended), otherwise=otherwise)

    def port(self, port_id: str) -> Port | None:
        """Return the port with that id if it listens now."""
        for ports in self.ports.values():
            for port in ports:
                if port.id == port_id:
                    return port
        return None

    def tunnel_of(self, port: Port) -> Tunnel | None:
        """Return the tunnel that leads to `port`, a closed one only if there is no other."""
        found = (each for each in self.tunnels.values() if each.port_id == port.id)
        return min(found, key=lambda each: each.state is TunnelState.CLOSED, default=None)

    @property
    def chosen_relay(self) -> Relay | None:
        """The relay that new tunnels open at, None before the engine has told."""
        return next((relay for relay in self.relays if relay.is_chosen), None)

    def _change_engine(self, state: EngineState, reason: str) -> None:
        self.engine = state
        if state is not EngineState.RUNNING:
            for number in tuple(self._waiting):
                self._fail(number, self.tr("Porthole's engine ended. Try again in a moment."))
        self.engine_changed.emit(state, reason)
        if state in {EngineState.CRASHED, EngineState.GIVEN_UP}:
            self._lose_relays(will_be_back=state is EngineState.CRASHED)

    def _lose_relays(self, *, will_be_back: bool) -> None:
        """Take nothing for open any more: the engine's connections have ended with it."""
        relay_state = RelayState.CONNECTING if will_be_back else RelayState.UNUSED
        self.relays = tuple(
            replace(each, state=relay_state, attempt=1) if each.state in _CONNECTED else each
            for each in self.relays
        )
        self.relays_changed.emit()
        for tunnel in tuple(self.tunnels.values()):
            if tunnel.state in _OPEN:
                lost = replace(tunnel, state=TunnelState.STALE, since=time.time(), attempt=1)
                self._take(TunnelChanged(lost))

    def _fail(self, number: int, reason: str) -> None:
        _, otherwise = self._waiting.pop(number, (None, self.failed.emit))
        otherwise(reason)

    def _receive(self, event: AnyEvent) -> None:
        event = in_users_words(event)
        match event:
            case Snapshot():
                self._take_all(event)
            case Done(id=number):
                then, _ = self._waiting.pop(number, (None, None))
                if then is not None:
                    then(event)
            case Failed(id=number, reason=reason):
                self._fail(number, reason)
            case Notice(text=text):
                self.noticed.emit(text)
            case _:
                self._take(event)

    def _take_all(self, event: Snapshot) -> None:
        self.sources = {source.id: source for source in event.sources}
        self.ports = {
            source: tuple(port for port in event.ports if port.source == source)
            for source in self.sources
        }
        self.tunnels = {tunnel.id: tunnel for tunnel in event.tunnels}
        self.relays = event.relays
        self.checks = {}
        self._before |= self.counters
        self.counters = {}
        self.questions = {}
        self.costs = {}
        self.today = self.rate_cards = None
        self.reset.emit()

    def _take(self, event: AnyEvent) -> None:
        """Replace the part that has changed."""
        match event:
            case SourcesChanged(sources=sources):
                self.sources = {source.id: source for source in sources}
                self.ports = {each: self.ports.get(each, ()) for each in self.sources}
                self.sources_changed.emit()
            case PortsChanged(source=source, ports=ports):
                self.ports[source] = ports
                self.ports_changed.emit(source)
            case TunnelChanged(tunnel=tunnel):
                self.tunnels[tunnel.id] = tunnel
                self.tunnel_changed.emit(tunnel)
            case TunnelGone(tunnel=gone):
                self.tunnels.pop(gone, None)
                self.counters.pop(gone, None)
                self._before.pop(gone, None)
                self.checks.pop(gone, None)
                self.tunnel_gone.emit(gone)
            case RelaysChanged(relays=relays):
                self.relays = relays
                self.relays_changed.emit()
            case _:
                self._pass_on(event)

    def _pass_on(self, event: AnyEvent) -> None:
        match event:
            case Counted(counters=counters):
                counters = tuple(map(self._continued, counters))
                self.counters.update((each.tunnel, each) for each in counters)
                self.counted.emit(counters)
            case ConnectionsChanged(tunnel=tunnel, connections=connections):
                self.connections_changed.emit(tunnel, connections)
            case Asked(question=question):
                self.questions[question.id] = question
                self.asked.emit(question)
            case ChecksChanged(tunnel=checked, checks=checks):
                self.checks[checked] = checks
                self.checks_changed.emit(checked)
            case Unasked(question=answered):
                self.questions.pop(answered, None)
                self.unasked.emit(answered)
            case _:
                self._take_costs(event)

    def _continued(self, counters: Counters) -> Counters:
        """Return what a tunnel has carried in all, also by an engine that has ended."""
        before = self._before.get(counters.tunnel)
        if before is None:
            return counters
        return replace(
            counters,
            in_bytes=before.in_bytes + counters.in_bytes,
            out_bytes=before.out_bytes + counters.out_bytes,
            connections=before.connections + counters.connections,
            peak_rate=max(before.peak_rate, counters.peak_rate),
        )

    def _take_costs(self, event: AnyEvent) -> None:
        match event:
            case CostsChanged(costs=costs):
                self.costs = {cost.tunnel: cost for cost in costs}
                self.today = event
                self.costs_changed.emit()
            case RateCardsChanged():
                self.rate_cards = event
                self.rate_cards_changed.emit()
            case TrafficTold():
                self.traffic_told.emit(event)
            case CostsTold():
                self.costs_told.emit(event)
            case BudgetReached(text=text):
                self.budget_reached.emit(text)
            case MonthTold():
                self.month_told.emit(event)
