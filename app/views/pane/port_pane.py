"""What the pane shows of a port that is not exposed, or when nothing is selected."""

import time
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.contract.events import Done
from app.contract.values import Port
from app.models.controller import Controller
from app.models.traffic_samples import Clock
from app.plain_text import plain_text
from app.views.pane.form_words import port_facts
from app.views.pane.layouts import Gap, column, row
from app.views.pane.pane_header import PaneHeader
from app.views.pane.problem import Problem
from app.views.widgets.buttons import PlainButton, PrimaryButton
from app.views.widgets.label import Label


class PortPane(QWidget):
    """The facts of a port, and the button that exposes it.

    Signals:
        form_requested: the user wants to choose options first.
        exposed: the id of the tunnel that a port has got, and whether that port is shown still.
    """

    form_requested = Signal()
    exposed = Signal(str, bool)

    def __init__(
        self, controller: Controller, clock: Clock = time.time, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._controller = controller
        self._clock = clock
        self._port: Port | None = None
        self._header = PaneHeader((), self)
        self._facts = Label("", 12, token="text2", wrap=True, parent=self)  # noqa: S106  # a colour
        self._command = Label("", 12, token="text2", mono=True, wrap=True, parent=self)  # noqa: S106
        self._expose = PrimaryButton(self.tr("Expose"), large=True, parent=self)
        self._options = PlainButton(self.tr("Choose options…"), large=True, parent=self)
        self._problem = Problem(self)
        outer = column(self)
        outer.addWidget(self._header)
        lines = column(margins=(20, 0, 20, 16))
        outer.addLayout(lines, 1)
        for part in (self._facts, Gap(6, self), self._command, Gap(16, self)):
            lines.addWidget(part)
        buttons = row(spacing=8)
        buttons.addWidget(self._expose)
        buttons.addWidget(self._options)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        lines.addWidget(self._problem)
        lines.addStretch(1)
        self._expose.clicked.connect(self._start)
        self._options.clicked.connect(self.form_requested)

    def show_port(self, port: Port) -> None:
        """Show what is known of a port."""
        before, self._port = self._port, port
        is_other = before is None or before.id != port.id
        self._header.show_subject(
            "listening", self.tr("Not exposed"), plain_text(port.program), port.port
        )
        self._facts.setText(port_facts(port, self._clock()))
        self._command.setText(plain_text(port.command))
        self._command.setVisible(bool(port.command))
        is_risky = port.risk is not None
        self._expose.setText(self.tr("Expose…") if is_risky else self.tr("Expose"))
        self._expose.setEnabled(not port.unreachable_reason)
        self._options.setVisible(not is_risky and not port.unreachable_reason)
        if port.unreachable_reason:
            self._problem.show_problem(port.unreachable_reason)
        elif is_other or (before is not None and before.unreachable_reason):
            self._problem.clear()

    @Slot()
    def _start(self) -> None:
        """Expose at once what is harmless; ask first about the rest."""
        if self._port is None:
            return
        if self._port.risk is not None:
            self.form_requested.emit()
            return
        self._problem.clear()
        self._controller.expose(
            self._port,
            then=partial(self._finish, self._port.id),
            otherwise=partial(self._fail, self._port.id),
        )

    def _finish(self, port_id: str, done: Done) -> None:
        self.exposed.emit(done.tunnel, self._is_shown(port_id))

    def _fail(self, port_id: str, reason: str) -> None:
        if self._is_shown(port_id):
            self._problem.show_problem(reason)
        else:
            self._controller.failed.emit(reason)

    def _is_shown(self, port_id: str) -> bool:
        """Tell whether the user has not gone on to something else while the engine was busy."""
        return not self.isHidden() and self._port is not None and self._port.id == port_id


class NothingSelected(QWidget):
    """Two lines in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = column(self, (20, 20, 20, 20), 4)
        lines.addStretch(1)
        for text, px, token in (
            (self.tr("Nothing selected"), 13, "text2"),
            (self.tr("Select a port to see what is behind it."), 12, "text3"),
        ):
            label = Label(text, px, token=token, wrap=True, parent=self)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            lines.addWidget(label)
        lines.addStretch(1)
