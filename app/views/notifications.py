"""Decides what is worth a notification: only what the user would want to be called for."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.contract.values import Counters, Question, Tunnel, TunnelState
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.numbers import time_text
from app.models.preferences import Preferences
from app.views.clipboard import copy_text
from app.views.notification_service import DEFAULT_ACTION, Notification, NotificationService

LOOK_MS = 5_000
"""How often we look whether something has lasted long enough."""

PATIENCE_S = 60.0
"""What recovers by itself within that time is not worth a word."""
RECENT_S = 600.0
"""How long a visitor counts, how long before its end a tunnel is said to close, and how soon there
may be another notification of the same tunnel."""
FRESH_S = 60.0
"""A tunnel that first works within that time after it was exposed is told of."""

BUDGET = "budget"
"""What the notification of the budget is about."""
OPEN_PORTHOLE = DEFAULT_ACTION
BROWSE = "browse"
COPY = "copy"


class Notifications(QObject):
    """Watches the tunnels while the window is not looked at.

    Signals:
        details_requested: to see the tunnel with that id in the window.
        question_requested: to answer the question of the source with that id.
    """

    details_requested = Signal(str)
    question_requested = Signal(str)

    def __init__(
        self,
        controller: Controller,
        preferences: Preferences,
        service: NotificationService,
        is_looked_at: Callable[[], bool],
        clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """Notify through `service` unless the window `is_looked_at`; `clock` gives Unix time."""
        super().__init__(parent)
        self._controller = controller
        self._preferences = preferences
        self._service = service
        self._is_looked_at = is_looked_at
        self._clock = clock
        self._told_at: dict[str, float] = {}
        self._urls: dict[str, str] = {}
        self._new: set[str] = set()
        self._visited_at: dict[str, float] = {}
        self._counted: dict[str, tuple[int, int, int]] = {}
        controller.reset.connect(self._begin)
        controller.tunnel_changed.connect(self._take)
        controller.tunnel_gone.connect(self._forget)
        controller.counted.connect(self._count)
        controller.asked.connect(self._ask)
        controller.budget_reached.connect(self._tell_budget)
        service.acted.connect(self._act)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._begin()

    def look(self) -> None:
        """Notify of what has lasted long enough; without an engine nobody knows."""
        if self._controller.engine is not EngineState.RUNNING:
            return
        for tunnel in self._controller.tunnels.values():
            notification = self._lasting(tunnel)
            if notification is not None:
                self._tell(tunnel.id, notification)

    def _begin(self) -> None:
        """Take all that is there as known."""
        self._urls = {each.id: each.url for each in self._controller.tunnels.values()}
        self._new.clear()

    def _take(self, tunnel: Tunnel) -> None:
        """Notify of what has just changed."""
        if tunnel.id not in self._urls:
            self._new.add(tunnel.id)
        former_url = self._urls.get(tunnel.id, "")
        self._urls[tunnel.id] = tunnel.url or former_url
        has_moved = former_url and tunnel.url and tunnel.url != former_url
        if tunnel.id in self._new and tunnel.state is TunnelState.LIVE:
            self._new.discard(tunnel.id)
            if self._clock() - tunnel.opened_at <= FRESH_S and not self._is_looked_at():
                self._service.show(self._exposed(tunnel))
        elif has_moved and self._preferences.settings.notifications.new_address:
            self._tell(tunnel.id, self._moved(tunnel))

    def _forget(self, tunnel_id: str) -> None:
        for known in (self._urls, self._told_at, self._visited_at, self._counted):
            known.pop(tunnel_id, None)
        self._new.discard(tunnel_id)

    def _ask(self, question: Question) -> None:
        """Tell that a host waits, once for all that it asks."""
        if self._preferences.settings.notifications.host_asks:
            self._tell(question.source, self._waiting(question))

    def _tell_budget(self, text: str) -> None:
        if self._preferences.settings.notifications.budget:
            title = self.tr("Estimated cost of the month")
            # About what it says: 100 % may come soon after 80 %, and is told only once.
            self._tell(text, Notification(title, text, self._open_porthole(), BUDGET))

    def _count(self, counters: tuple[Counters, ...]) -> None:
        """Note when each tunnel was last used."""
        for each in counters:
            carried = (each.in_bytes, each.out_bytes, each.connections)
            if self._counted.get(each.tunnel, (0, 0, 0)) != carried:
                self._counted[each.tunnel] = carried
                self._visited_at[each.tunnel] = self._clock()

    def _tell(self, about: str, notification: Notification) -> None:
        """Notify, unless the user looks or has just been told of the same tunnel or source."""
        now = self._clock()
        told_at = self._told_at.get(about)
        if self._is_looked_at() or (told_at is not None and now - told_at < RECENT_S):
            return
        self._told_at[about] = now
        self._service.show(notification)

    def _lasting(self, tunnel: Tunnel) -> Notification | None:
        kinds = self._preferences.settings.notifications
        now = self._clock()
        is_overdue = now - tunnel.since >= PATIENCE_S
        match tunnel.state:
            case TunnelState.STALE if kinds.unreachable and is_overdue and tunnel.attempt:
                return self._unreachable(tunnel)
            case TunnelState.REFUSED if kinds.unreachable:
                return self._refused(tunnel)
            case TunnelState.TARGET_GONE if kinds.port_gone and is_overdue:
                is_used = now - self._visited_at.get(tunnel.id, 0.0) <= RECENT_S
                return self._port_gone(tunnel) if is_used else None
        if kinds.closes_soon and self._closes_soon(tunnel):
            return self._closing(tunnel)
        return None

    def _closes_soon(self, tunnel: Tunnel) -> bool:
        counters = self._controller.counters.get(tunnel.id)
        if tunnel.closes_at is None or counters is None or not counters.open_connections:
            return False
        return 0 < tunnel.closes_at - self._clock() <= RECENT_S

    def _exposed(self, tunnel: Tunnel) -> Notification:
        title = self.tr("{name} is exposed").format(name=_name(tunnel))
        actions = {COPY: self.tr("Copy URL")}
        if not tunnel.protocol or tunnel.protocol.startswith("HTTP"):
            actions = {BROWSE: self.tr("Open")} | actions
        return Notification(title, tunnel.url, actions, tunnel.id)

    def _moved(self, tunnel: Tunnel) -> Notification:
        title = self.tr("{name} has a new address").format(name=_name(tunnel))
        return Notification(title, tunnel.url, {COPY: self.tr("Copy URL")}, tunnel.id)

    def _unreachable(self, tunnel: Tunnel) -> Notification:
        title = self.tr("{name} is not reachable").format(name=_name(tunnel))
        seconds = int(self._clock() - tunnel.since)
        text = self.tr("Relay {relay} has not answered for {seconds} s.").format(
            relay=tunnel.relay, seconds=seconds
        )
        if tunnel.kept_until is not None:
            kept = self.tr("The address is kept until {time}.")
            text = f"{text} {kept.format(time=self._time(tunnel.kept_until))}"
        return Notification(title, text, self._open_porthole(), tunnel.id)

    def _refused(self, tunnel: Tunnel) -> Notification:
        title = self.tr("{name} is not reachable").format(name=_name(tunnel))
        return Notification(title, tunnel.reason, self._open_porthole(), tunnel.id)

    def _port_gone(self, tunnel: Tunnel) -> Notification:
        title = self.tr("{name} stopped listening on {port}").format(
            name=_name(tunnel), port=tunnel.port
        )
        return Notification(title, "", self._open_porthole(), tunnel.id)

    def _closing(self, tunnel: Tunnel) -> Notification:
        assert tunnel.closes_at is not None
        title = self.tr("{name} closes at {time}").format(
            name=_name(tunnel), time=self._time(tunnel.closes_at)
        )
        return Notification(title, "", self._open_porthole(), tunnel.id)

    def _waiting(self, question: Question) -> Notification:
        source = self._controller.sources.get(question.source)
        name = source.name if source is not None else question.source
        title = self.tr("{name} waits for your answer").format(name=name)
        return Notification(title, question.text, self._open_porthole(), question.source)

    def _time(self, at: float) -> str:
        return time_text(at, self._clock(), with_seconds=False)

    def _open_porthole(self) -> dict[str, str]:
        return {OPEN_PORTHOLE: self.tr("Open Porthole")}

    def _act(self, about: str, action: str) -> None:
        tunnel = self._controller.tunnels.get(about)
        if tunnel is not None and action == BROWSE and tunnel.url.startswith("https://"):
            QDesktopServices.openUrl(QUrl(tunnel.url))
        elif tunnel is not None and action == COPY:
            copy_text(tunnel.url)
        elif about in self._controller.sources:
            self.question_requested.emit(about)
        else:
            self.details_requested.emit(about)


def _name(tunnel: Tunnel) -> str:
    return tunnel.title or str(tunnel.port)
