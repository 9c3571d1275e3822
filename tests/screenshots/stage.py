"""The engine behind the screenshots: it tells the samples of the tests, and answers windows."""

import math
from decimal import Decimal

from msgspec.structs import replace
from PySide6.QtCore import QObject

from app.contract.commands import AskCosts, AskMonth, AskTraffic, Watch
from app.contract.costs import CostPoint, RateCardInfo, ResourceMonth
from app.contract.events import (
    ChecksChanged,
    ConnectionsChanged,
    CostsTold,
    MonthTold,
    RateCardsChanged,
    TrafficTold,
    TunnelChanged,
)
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.fake_engine import FakeEngineLink
from app.models.preferences import Preferences
from app.models.traffic_samples import TrafficSamples
from app.settings import Settings
from app.views.main_window import MainWindow
from tests.qt.samples import (
    CONNECTIONS,
    COSTS,
    NOW,
    TO_JUPYTER,
    TUNNELS,
    snapshot,
    tell_costs,
    tell_traffic,
)

SIZE = (1160, 740)
SECONDS_OF_TRAFFIC = 600

CARD = RateCardInfo(
    id="example",
    name="Example cloud, Frankfurt",
    dated="2026-02-01",
    currency="USD",
    source="",
    prices=(
        ("CPU", "core", Decimal("0.0476")),
        ("Memory", "GiB", Decimal("0.00794")),
        ("NVIDIA L4", "GPU", Decimal("0.799")),
        ("NVIDIA A100 80 GB", "GPU", Decimal("3.67")),
    ),
    cpu_floor_cores=Decimal("0.125"),
    multiplier=Decimal(1),
    monthly_credit=Decimal(30),
    is_chosen=True,
)
DAYS = 12
MONTH = MonthTold(
    month="2026-03",
    resources=tuple(
        ResourceMonth(
            each.resource,
            each.resource,
            each.total * DAYS,
            (each.total,) * DAYS,
            tuple(
                replace(
                    line,
                    measured=line.measured * DAYS,
                    charged=line.charged * DAYS,
                    amount=line.amount * DAYS,
                )
                for line in each.lines
            ),
            each.measured_s * DAYS,
            each.gaps_s,
            each.basis,
        )
        for each in COSTS
    ),
    total=sum((each.total * DAYS for each in COSTS), Decimal(0)),
    after_credit=Decimal(0),
    forecast=Decimal("47.28"),
    currency="USD",
    card=CARD.name,
    card_dated=CARD.dated,
)


class PlayedEngine(FakeEngineLink):
    """Answers what windows ask for while they are looked at."""

    def send(self, command):
        super().send(command)
        if isinstance(command, Watch) and command.tunnel == TO_JUPYTER.id:
            self.say(ConnectionsChanged(command.tunnel, CONNECTIONS))
        elif isinstance(command, AskMonth):
            self.say(MONTH)
        elif isinstance(command, AskTraffic):
            self.say(TrafficTold(command.tunnel, command.step_s, traffic_of(command)))
        elif isinstance(command, AskCosts):
            starts = range(int(command.start), int(NOW), command.step_s)
            points = (CostPoint(at, *costs_of(number)) for number, at in enumerate(starts))
            self.say(CostsTold(command.resource, command.step_s, tuple(points), "USD"))


class Stage(QObject):
    """An engine that has told the samples, and what is made to show it."""

    def __init__(self, **parts):
        super().__init__()
        self.now = NOW - SECONDS_OF_TRAFFIC
        self.link = PlayedEngine(self)
        self.controller = Controller(self.link, self)
        self.link.state_changed.emit(EngineState.RUNNING, "")
        self.link.say(snapshot(**parts))
        TrafficSamples(self.controller, lambda: self.now, self.controller)
        self.preferences = Preferences(Settings(has_seen_welcome=True), lambda _: None, self)
        self.link.say(RateCardsChanged((CARD,), (), Decimal(50)))
        if parts.get("tunnels", TUNNELS):
            tell_traffic(self.link, seconds=SECONDS_OF_TRAFFIC)
            tell_costs(self.link)
            self.link.say(ChecksChanged(TO_JUPYTER.id, checks_lately()))
        self.now = NOW

    def tell(self, *tunnels):
        """Let tunnels change."""
        for each in tunnels:
            self.link.say(TunnelChanged(each))

    def window(self, tunnel=TO_JUPYTER, size=SIZE):
        window = MainWindow(self.controller, self.preferences, clock=lambda: NOW)
        window.stage = self
        window.resize(*size)
        window.show()
        if tunnel is not None:
            window.show_tunnel(tunnel.id)
        return window


def checks_lately():
    """Return ten minutes of checks, one of them slow and one missed."""
    return tuple(
        (NOW - 596 + 10 * number, {21: None, 37: 43.0}.get(number, 21.0 + number * 7 % 5))
        for number in range(60)
    )


def traffic_of(command):
    """Return what was carried in the steps of the time that is asked for, up to now."""
    first = max(int(command.start), int(NOW) - 3600)
    return tuple(
        (at, *(round(rate * command.step_s * hills(at)) for rate in (12_400, 385_900)), 1)
        for at in range(first, min(int(command.end), int(NOW)), command.step_s)
    )


def hills(at):
    """Return how much of the usual rate flows at that time."""
    return 0.15 + 0.7 * abs(math.sin(at / 50)) ** 3


def costs_of(number):
    """Return what CPU, memory and GPU cost in one of the steps of a chart."""
    share = Decimal(60 + 37 * number % 40) / 100
    return Decimal("0.0033") * share, Decimal("0.0083") * share, Decimal("0.133") * share
