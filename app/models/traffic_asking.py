"""Asks the engine for the history of the one tunnel whose traffic is on screen."""

from PySide6.QtCore import QObject, Signal, Slot

from app.contract.commands import AskTraffic
from app.contract.events import Done, TrafficTold
from app.models.controller import Controller
from app.models.traffic_history import Point, Span

_Key = tuple[str, Span]
"""A tunnel's id, and how far back."""


class TrafficAsking(QObject):
    """Keeps the last answer. It asks one question at a time, so each answer is the one asked for.

    Signals:
        told: `points` of what was asked for last are different.
        failed: why there is no answer.
    """

    told = Signal()
    failed = Signal(str)

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        """Ask nothing yet."""
        super().__init__(parent)
        self._controller = controller
        self._wanted: tuple[_Key, float] | None = None
        self._asked: _Key | None = None
        self._answer: tuple[_Key, tuple[Point, ...]] | None = None
        controller.traffic_told.connect(self._take)

    def ask(self, tunnel_id: str, span: Span, now: float) -> None:
        """Ask for a span that ends now, in Unix seconds; `told` or `failed` comes some time later.

        While an answer is awaited, only the last of further questions is kept.
        """
        self._wanted = (tunnel_id, span), now
        if self._asked is None:
            self._send()

    def points(self, tunnel_id: str, span: Span) -> tuple[Point, ...] | None:
        """Return what the engine has told of that span, oldest first, None before it has."""
        if self._answer is None or self._answer[0] != (tunnel_id, span):
            return None
        return self._answer[1]

    def _send(self) -> None:
        if self._wanted is None:
            return
        (tunnel_id, span), now = self._wanted
        self._asked, self._wanted = (tunnel_id, span), None
        start = now - span.length_s - 2 * span.width_s
        values = (tunnel_id, span.step_s, start, now + 1)
        self._controller.ask(AskTraffic, *values, then=self._finish, otherwise=self._fail)

    @Slot(object)
    def _take(self, told: TrafficTold) -> None:
        if self._asked is None:
            return
        tunnel_id, span = self._asked
        if (told.tunnel, told.step_s) == (tunnel_id, span.step_s):
            self._answer = self._asked, told.points
            self.told.emit()

    def _finish(self, _done: Done) -> None:
        self._asked = None
        self._send()

    def _fail(self, reason: str) -> None:
        self._asked = None
        self.failed.emit(reason)
        self._send()
