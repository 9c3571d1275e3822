"""The form to expose a port with options."""

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QWidget,
)

from app.contract.events import Done
from app.contract.values import Port
from app.models.controller import Controller
from app.models.expose_form import (
    MAX_NAME_CHARACTERS,
    ExposeDraft,
    PastError,
    Reach,
    closings,
    draft_for,
)
from app.models.traffic_samples import Clock
from app.plain_text import plain_text
from app.views.clipboard import copy_text
from app.views.pane.button_pair import ButtonPair
from app.views.pane.choice import Choice
from app.views.pane.form_row import FormRow
from app.views.pane.form_words import (
    closing_text,
    port_facts,
    reach_text,
    reach_title,
    relay_choice,
    submit_text,
    warning_of,
    you_get,
)
from app.views.pane.layouts import Gap, column
from app.views.pane.note import Note
from app.views.pane.pane_header import PaneHeader
from app.views.pane.problem import Problem
from app.views.pane.tunnel_words import relay_title
from app.views.widgets.buttons import IconButton, PlainButton, PrimaryButton
from app.views.widgets.hairline import Hairline
from app.views.widgets.label import Label
from app.views.widgets.path_strip import Leg, Path, PathStrip, Reader


class ExposeForm(QWidget):
    """Choices with safe ones made, and what they lead to.

    Signals:
        copied: what is on the clipboard now.
        cancelled: the user leaves the form.
        submitted: the id of the tunnel that the port has got, and whether the form is still for it.
    """

    copied = Signal(str)
    cancelled = Signal()
    submitted = Signal(str, bool)

    def __init__(
        self, controller: Controller, clock: Clock = time.time, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._controller = controller
        self._clock = clock
        self._draft: ExposeDraft | None = None
        self._first: ExposeDraft | None = None
        self._make_parts()
        self._lay_out()
        self._connect()

    @property
    def draft(self) -> ExposeDraft | None:
        """The form as it is filled in."""
        return self._draft

    @property
    def is_edited(self) -> bool:
        """Whether something would be lost without the form."""
        return self._draft != self._first

    def show_port(self, port: Port) -> None:
        """Begin a form for `port`; the one for it already is left as it is."""
        if self._draft is not None and self._draft.port.id == port.id and self.is_edited:
            return
        self._draft = self._first = draft_for(port, self._controller.relays)
        self._problem.clear()
        with QSignalBlocker(self._name):
            self._name.setText("")
        self._name.setPlaceholderText(self.tr("Optional"))
        self._fill_in()

    def forget(self) -> None:
        """Have no draft any more."""
        self._draft = self._first = None

    def focus_first(self) -> None:
        """Let the keyboard begin at the first choice."""
        self._choices[Reach.TLS].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave with Esc, submit with Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def submit(self) -> None:
        """Expose the port as chosen, if nothing is missing."""
        draft = self._draft
        if draft is None or not draft.can_submit or not self._submit.isEnabled():
            return
        try:
            options = draft.options(datetime.fromtimestamp(self._clock()))
        except PastError:
            self._fail(self.tr("That time is past. Choose another one."))
            return
        self._problem.clear()
        self._submit.setEnabled(False)
        self._controller.expose(
            draft.port,
            **options,
            then=partial(self._finish, draft.port.id),
            otherwise=partial(self._fail_for, draft.port.id),
        )

    @Slot()
    def copy_command(self) -> None:
        """Copy what to type for the same tunnel."""
        if self._draft is not None:
            self.copied.emit(copy_text(self._draft.command_line()))

    def _finish(self, port_id: str, done: Done) -> None:
        is_shown = self._is_for(port_id)
        if is_shown:
            self.forget()
        self.submitted.emit(done.tunnel, is_shown)

    def _fail_for(self, port_id: str, reason: str) -> None:
        if self._is_for(port_id):
            self._fail(reason)
        else:
            self._controller.failed.emit(reason)

    def _is_for(self, port_id: str) -> bool:
        """Tell whether the user has not gone on to another port while the engine was busy."""
        return self._draft is not None and self._draft.port.id == port_id

    def _fail(self, reason: str) -> None:
        self._problem.show_problem(reason)
        self._show_submit()

    def _change(self, draft: ExposeDraft) -> None:
        self._draft = draft
        self._problem.clear()
        self._fill_in()

    @Slot()
    def _take_relays(self) -> None:
        if self._draft is not None and self._first is not None:
            self._first = self._first.with_relays(self._controller.relays)
            self._draft = self._draft.with_relays(self._controller.relays)
            self._fill_in()

    def _fill_in(self) -> None:
        """Show the draft, and what follows from it."""
        draft = self._draft
        assert draft is not None
        port = draft.port
        self._header.show_subject(
            "listening", self.tr("Not exposed"), plain_text(port.program), port.port
        )
        self._facts.setText(port_facts(port, self._clock()))
        self._fill_choices(draft)
        self._show_warning(draft)
        self._path.set_path(self._path_of(draft))
        self._fill_lists(draft)
        self._show_submit()

    def _fill_choices(self, draft: ExposeDraft) -> None:
        for reach, choice in self._choices.items():
            choice.show_choice(reach_title(draft, reach), reach_text(draft, reach))
            with QSignalBlocker(self._group):
                choice.button.setChecked(reach is draft.reach)
        for box, is_shown, is_on in (
            (self._http2, draft.can_http2, draft.http2),
            (self._understood, draft.needs_tick, draft.is_understood),
        ):
            with QSignalBlocker(box):
                box.setChecked(is_on)
            box.setVisible(is_shown)
        self._http2_row.setVisible(draft.can_http2)

    def _show_warning(self, draft: ExposeDraft) -> None:
        """Put the note of a risky port above the choices, that of raw TCP below them."""
        warning = warning_of(draft)
        is_risk = draft.port.risk is not None
        self._risk.setVisible(warning is not None and is_risk)
        self._raw.setVisible(warning is not None and not is_risk)
        if warning is not None:
            note = self._risk if is_risk else self._raw
            note.set_tone("error" if draft.needs_tick else "warn")
            note.show_note(*warning)

    def _fill_lists(self, draft: ExposeDraft) -> None:
        now = datetime.fromtimestamp(self._clock())
        choices = [(closing_text(each), each) for each in closings(now)]
        if draft.closing not in [each for _, each in choices]:
            choices.append((closing_text(draft.closing), draft.closing))
        _fill(self._closes, choices, draft.closing)
        used = draft.used_relay
        relays = [(relay_choice(each), each.name) for each in draft.relays]
        _fill(self._relay, relays, used.name if used is not None else "")

    def _show_submit(self) -> None:
        draft = self._draft
        if draft is None:
            return
        self._you_get.setText(you_get(draft))
        self._submit.setText(submit_text(draft))
        self._submit.setAccessibleName(submit_text(draft))
        self._submit.setEnabled(draft.can_submit)
        if draft.port.unreachable_reason:
            self._problem.show_problem(draft.port.unreachable_reason)

    def _path_of(self, draft: ExposeDraft) -> Path:
        relay = draft.used_relay
        is_own = relay is not None and relay.is_embedded
        return Path(
            visitors=self.tr("Visitors"),
            relay=relay_title(relay, relay.name if relay is not None else ""),
            port=self.tr("Port {port}").format(port=draft.port.port),
            reader=Reader.NOBODY if is_own else Reader.RELAY,
            outer=Leg.PLAIN if draft.reach is Reach.TCP else Leg.ENCRYPTED,
        )

    @Slot(int, bool)
    def _choose_reach(self, number: int, is_checked: bool) -> None:
        if is_checked and self._draft is not None:
            self._change(self._draft.with_reach(tuple(Reach)[number]))

    @Slot(str)
    def _name_it(self, name: str) -> None:
        if self._draft is not None:
            self._change(replace(self._draft, name=name.strip()))

    @Slot(bool)
    def _take_http2(self, is_on: bool) -> None:
        if self._draft is not None:
            self._change(replace(self._draft, http2=is_on))

    @Slot(bool)
    def _understand(self, is_on: bool) -> None:
        if self._draft is not None:
            self._change(replace(self._draft, is_understood=is_on))

    @Slot(int)
    def _choose_closing(self, place: int) -> None:
        if self._draft is not None:
            self._change(self._draft.with_closing(self._closes.itemData(place)))

    @Slot(int)
    def _choose_relay(self, place: int) -> None:
        if self._draft is not None:
            self._change(self._draft.with_relay(self._relay.itemData(place)))

    def _make_parts(self) -> None:
        self._cancel = IconButton("x", self.tr("Close the form"), "Esc", parent=self)
        self._header = PaneHeader((self._cancel,), self)
        self._facts = Label("", 12, token="text2", wrap=True, parent=self)  # noqa: S106  # a colour
        self._risk, self._raw = Note(parent=self), Note(parent=self)
        self._group = QButtonGroup(self)
        self._choices = {each: Choice(self) for each in Reach}
        for number, choice in enumerate(self._choices.values()):
            self._group.addButton(choice.button, number)
        self._path = PathStrip(Path("", "", ""), self)
        self._name = QLineEdit(self)
        self._name.setMaxLength(MAX_NAME_CHARACTERS)
        self._http2 = QCheckBox(self.tr("Offer HTTP/2 to visitors"), self)
        self._http2_row = FormRow("", self._http2, self)
        self._closes, self._relay = QComboBox(self), QComboBox(self)
        self._understood = QCheckBox(self.tr("I understand. Expose it anyway."), self)
        self._problem = Problem(self)
        self._you_get = Label("", 12, token="text3", wrap=True, parent=self)  # noqa: S106
        self._copy = PlainButton(self.tr("Copy as command"), large=True, parent=self)
        self._submit = PrimaryButton("", large=True, parent=self)

    def _lay_out(self) -> None:
        head = column(margins=(20, 0, 20, 0))
        for part in (self._facts, self._risk, Gap(12, self)):
            head.addWidget(part)
        head.addWidget(Label(self.tr("How visitors reach it"), 13, 600, parent=self))
        for choice in self._choices.values():
            head.addWidget(Gap(9, self))
            head.addWidget(choice)
        head.addWidget(Gap(14, self))
        head.addWidget(self._path)
        head.addWidget(self._raw)
        head.addWidget(Gap(12, self))
        rows = column(spacing=8)
        for label, field in (
            (self.tr("Name"), self._name),
            (self.tr("Closes"), self._closes),
            (self.tr("Relay"), self._relay),
        ):
            rows.addWidget(FormRow(label, field, self))
        rows.insertWidget(1, self._http2_row)
        rows.addWidget(self._understood)
        head.addLayout(rows)
        head.addWidget(self._problem)
        head.addWidget(Gap(12, self))
        foot = column(margins=(20, 10, 20, 13), spacing=8)
        foot.addWidget(self._you_get)
        foot.addWidget(ButtonPair(self._copy, self._submit, self))
        lines = column(self)
        lines.addWidget(self._header)
        lines.addLayout(head)
        lines.addStretch(1)
        lines.addWidget(Hairline(parent=self))
        lines.addLayout(foot)

    def _connect(self) -> None:
        self._cancel.clicked.connect(self.cancelled)
        self._group.idToggled.connect(self._choose_reach)
        self._name.textEdited.connect(self._name_it)
        self._http2.toggled.connect(self._take_http2)
        self._understood.toggled.connect(self._understand)
        self._closes.activated.connect(self._choose_closing)
        self._relay.activated.connect(self._choose_relay)
        self._copy.clicked.connect(self.copy_command)
        self._submit.clicked.connect(self.submit)
        self._controller.relays_changed.connect(self._take_relays)
        self._controller.reset.connect(self._take_relays)


def _fill(box: QComboBox, choices: Iterable[tuple[str, object]], chosen: object) -> None:
    """Let `box` have these choices, and leave it alone if it has them already."""
    wanted = list(choices)
    with QSignalBlocker(box):
        if wanted != [(box.itemText(each), box.itemData(each)) for each in range(box.count())]:
            box.clear()
            for text, data in wanted:
                box.addItem(text, data)
        values = [data for _, data in wanted]
        box.setCurrentIndex(values.index(chosen) if chosen in values else -1)
