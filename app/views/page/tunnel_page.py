"""The page of one tunnel, which takes the place of the list and the pane."""

import time

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent, Qt
from PySide6.QtWidgets import QScrollArea, QTabBar, QWidget

from app.contract.commands import Check, Pause, Reopen
from app.contract.values import Tunnel
from app.models.connection_watch import connection_watch_of
from app.models.controller import Controller
from app.models.numbers import count_text
from app.models.status_words import is_off
from app.models.traffic_samples import Clock
from app.views.page.checks_section import ChecksSection
from app.views.page.connections_tab import ConnectionsTab
from app.views.page.cost_tab import CostTab
from app.views.page.page_card import PageCard
from app.views.page.page_header import PageHeader
from app.views.page.traffic_tab import TrafficTab
from app.views.pane.layouts import column
from app.views.pane.problem import Problem
from app.views.pane.tunnel_words import main_address, tunnel_title
from app.views.popups.add_tcp import AddTcp
from app.views.popups.qr_popup import QrPopup
from app.views.widgets.hairline import Hairline

_REFRESH_MS = 1000


class TunnelPage(QWidget):
    """Header, card and tabs.

    Signals:
        back_requested: show the list again.
        closed: the Tunnel that the user has closed here, and how many connections that ended.
        copied: what is on the clipboard now.
        rates_requested: the user wants another rate card.
    """

    rates_requested = Signal()
    back_requested = Signal()
    closed = Signal(object, int)
    copied = Signal(str)

    def __init__(
        self,
        controller: Controller,
        parent: QWidget | None = None,
        clock: Clock = time.time,
    ) -> None:
        """Show nothing yet; `clock` tells what ages are counted to."""
        super().__init__(parent)
        self._controller = controller
        self._clock = clock
        self._tunnel_id = ""
        self._watch = connection_watch_of(controller)
        self._header = PageHeader(self)
        self.card = PageCard(controller, self)
        self._problem = Problem(self)
        self.tabs = QTabBar(self)
        self._pages = _Pages(self)
        self.traffic = TrafficTab(controller, clock, self)
        self._checks = ChecksSection(self)
        self.connections = ConnectionsTab(controller, clock, self)
        self.cost = CostTab(controller, clock, self)
        self._qr = QrPopup(self)
        self._add_tcp = AddTcp(controller, self)
        self._timer = QTimer(self, interval=_REFRESH_MS)
        self._lay_out()
        self._connect()
        self._add_keys()

    @property
    def tunnel(self) -> Tunnel | None:
        """The tunnel it shows."""
        return self._controller.tunnels.get(self._tunnel_id)

    @Slot(str)
    def show_tunnel(self, tunnel_id: str) -> None:
        """Show a tunnel, with the tab that was open last."""
        self._tunnel_id = tunnel_id
        self._problem.clear()
        if self.isVisible():
            self._watch.watch(self, tunnel_id)
        self.refresh()

    def add_tab(self, title: str, page: QWidget) -> None:
        """Put one more tab at the end."""
        self.tabs.addTab(title)
        self._pages.add(page)

    @Slot()
    def refresh(self) -> None:
        """Let everything be as of now."""
        tunnel = self.tunnel
        if tunnel is None:
            return
        now = self._clock()
        counters = self._controller.counters.get(tunnel.id)
        self._header.show_tunnel(tunnel, self._controller, now)
        self.card.show_tunnel(tunnel, now)
        self.traffic.show_tunnel(tunnel, counters, now)
        self._checks.show_checks(self._controller.checks.get(tunnel.id, ()), now)
        self.cost.show_tunnel(tunnel)
        self.connections.refresh()
        self._show_connections()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look at the tunnel's connections, and count its ages."""
        super().showEvent(event)
        self._timer.start()
        self._watch.watch(self, self._tunnel_id)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Stop looking."""
        super().hideEvent(event)
        self._timer.stop()
        self._watch.unwatch(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def show_qr(self, beside: QWidget | None = None) -> None:
        """Show the address as a QR code, near a widget of the window."""
        tunnel = self.tunnel
        if tunnel is not None and main_address(tunnel):
            self._qr.show_address(main_address(tunnel), tunnel_title(tunnel), beside or self)

    @Slot(object)
    def _ask_for_tcp(self, beside: QWidget) -> None:
        if self.tunnel is not None:
            self._add_tcp.ask(self.tunnel, beside)

    @Slot()
    def _show_connections(self) -> None:
        tunnel = self.tunnel
        if tunnel is not None:
            connections = self._watch.of(tunnel.id)
            self.connections.show_connections(tunnel, connections)
            self._show_count(sum(each.ended_at is None for each in connections))

    def _show_count(self, open_connections: int) -> None:
        """Say on the tab how many connections are open."""
        title = self.tr("Connections")
        if open_connections:
            title = f"{title}  {count_text(open_connections)}"
        self.tabs.setTabText(self._connections_tab, title)

    @Slot(object)
    def _follow(self, tunnel: Tunnel) -> None:
        if tunnel.id == self._tunnel_id:
            self.refresh()

    @Slot(str)
    def _follow_gone(self, tunnel_id: str) -> None:
        if tunnel_id == self._tunnel_id and self.isVisible():
            self.back_requested.emit()

    @Slot()
    def _follow_reset(self) -> None:
        if self.tunnel is None:
            self._follow_gone(self._tunnel_id)
        self.refresh()

    @Slot()
    def _pause_or_reopen(self) -> None:
        tunnel = self.tunnel
        if tunnel is not None:
            self._problem.clear()
            command = Reopen if is_off(tunnel) else Pause
            self._controller.ask(command, tunnel.id, otherwise=self._problem.show_problem)

    @Slot()
    def _check(self) -> None:
        self._problem.clear()
        self._controller.ask(Check, self._tunnel_id, otherwise=self._problem.show_problem)

    @Slot()
    def _close(self) -> None:
        if self.tunnel is not None:
            self._problem.clear()
            self._controller.close(self.tunnel, self.closed.emit, self._problem.show_problem)

    @Slot()
    def _next_tab(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def _add_keys(self) -> None:
        """Let Alt and a digit open a tab, and Ctrl+Tab the next one."""
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        following = QShortcut(QKeySequence("Ctrl+Tab"), self, self._next_tab, context=context)
        following.setObjectName("next tab")
        for number in range(self.tabs.count()):
            key = QShortcut(QKeySequence(f"Alt+{number + 1}"), self, context=context)
            key.activated.connect(lambda tab=number: self.tabs.setCurrentIndex(tab))

    def _lay_out(self) -> None:
        body = QWidget(self)
        scroll = QScrollArea(self)
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = column(self)
        outer.addWidget(self._header)
        outer.addWidget(scroll, 1)
        lines = column(body)
        framed = column(margins=(24, 0, 24, 0), spacing=6)
        framed.addWidget(self.card)
        framed.addWidget(self._problem)
        framed.addWidget(self.tabs)
        lines.addLayout(framed)
        lines.addWidget(Hairline(parent=self))
        lines.addWidget(self._pages, 1)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Views of the tunnel"))
        self.add_tab(self.tr("Traffic"), self._with_checks())
        self._connections_tab = self.tabs.count()
        self.add_tab(self.tr("Connections"), self.connections)
        self.add_tab(self.tr("Cost"), self.cost)

    def _with_checks(self) -> QWidget:
        """Return the traffic, and below it how the address was checked meanwhile."""
        page = QWidget(self)
        lines = column(page)
        lines.addWidget(self.traffic, 1)
        lines.addWidget(self._checks)
        return page

    def _connect(self) -> None:
        self._header.back_requested.connect(self.back_requested)
        self._header.pause_requested.connect(self._pause_or_reopen)
        self._header.close_requested.connect(self._close)
        self.card.copied.connect(self.copied)
        self.card.qr_requested.connect(self.show_qr)
        self.card.tcp_requested.connect(self._ask_for_tcp)
        self.connections.copied.connect(self.copied)
        self._checks.check_requested.connect(self._check)
        self.cost.card_requested.connect(self.rates_requested)
        self.tabs.currentChanged.connect(self._pages.show_page)
        self._timer.timeout.connect(self.refresh)
        self._watch.changed.connect(self._show_connections)
        self._controller.tunnel_changed.connect(self._follow)
        self._controller.tunnel_gone.connect(self._follow_gone)
        self._controller.reset.connect(self._follow_reset)


class _Pages(QWidget):
    """Pages one of which is seen. The others need no room, as they would in a QStackedWidget.

    The layout of that asks all of its pages how high they are for a width.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages: list[QWidget] = []
        self._lines = column(self)

    def add(self, page: QWidget) -> None:
        """Put one more page at the end; the first one is seen."""
        page.setVisible(not self._pages)
        self._pages.append(page)
        self._lines.addWidget(page)

    @Slot(int)
    def show_page(self, number: int) -> None:
        """Show another page; the first has the number 0."""
        for each in self._pages:
            each.hide()
        self._pages[number].show()
