"""A question of a source, above the list: it stops nothing, and can wait."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from app.contract.values import Question, QuestionKind
from app.models.controller import Controller
from app.plain_text import plain_text
from app.views.announcing import announce
from app.views.pane.layouts import column, row
from app.views.questions.body import Body
from app.views.questions.fingerprint import Fingerprint
from app.views.questions.question_queue import QuestionQueue
from app.views.questions.secret_form import SecretForm
from app.views.theme import theme
from app.views.widgets.buttons import Button, IconButton
from app.views.widgets.label import Label
from app.views.widgets.status_glyph import StatusGlyph

GUARD_MS = 500
"""How long a new question ignores its buttons: a click or a key may have been meant for what was
there before."""
_YES = "yes"

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said for a kind of question.

    Attributes:
        agree: on the button that goes on.
        refuse: on the button that does not.
        hint: what the user should know; "" for nothing.
        field: what is to be typed; "" for nothing.
    """

    agree: str
    refuse: str
    hint: str = ""
    field: str = ""


class QuestionPanel(QFrame):
    """One question at a time; hidden while there is none.

    Signals:
        left: the keyboard was in here when the last question went.

    Attributes:
        queue: the questions.
    """

    left = Signal()

    def __init__(
        self, controller: Controller, queue: QuestionQueue, parent: QWidget | None = None
    ) -> None:
        """Ask what is in `queue`, of the sources of `controller`."""
        super().__init__(parent)
        self._controller = controller
        self._shown: Question | None = None
        self.queue = queue
        self._guard = QTimer(self, singleShot=True, interval=GUARD_MS)
        self._glyph = StatusGlyph("ask", surface="sel", parent=self)
        self._who = Label("", 12, token="text2", parent=self)  # noqa: S106  # a colour
        self._later = IconButton("x", self.tr("Answer later"), "Esc", 24, parent=self)
        self._body = Body(self)
        self._title = Label("", 13, 600, wrap=True, parent=self._body)
        self._detail = Fingerprint(self._body)
        self._hint = Label("", 12, token="text2", wrap=True, parent=self._body)  # noqa: S106
        self._form = SecretForm(self._body)
        self._agree = Button(parent=self)
        self._refuse = Button(parent=self)
        self._lay_out()
        self._later.clicked.connect(self._put_off)
        self._agree.clicked.connect(self._say_yes)
        self._refuse.clicked.connect(self._say_no)
        self._form.submitted.connect(self._say_yes)
        self._form.text_changed.connect(self._agree.setEnabled)
        self.queue.changed.connect(self._update)
        self.hide()
        self._update()

    def ask(self, source_id: str) -> None:
        """Ask the question of a source, and let the keyboard answer it."""
        if self.queue.bring(source_id):
            self.take_focus()

    def take_focus(self) -> None:
        """Give the keyboard to the field; to no button, so that none is pressed unread."""
        target = self if self._form.isHidden() else self._form.field
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def follow(self, part: QWidget) -> None:
        """Let the Tab key lead from another part of the window here."""
        form = self._form
        order = (self, form.field, form.remember, self._agree, self._refuse, self._later)
        for each in order:
            QWidget.setTabOrder(part, each)
            part = each

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Put the question off with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._put_off()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ground, the line beneath, and a ring if the keyboard is here."""
        painter = QPainter(self)
        colour = theme().color
        painter.fillRect(self.rect(), colour("sel"))
        width = 2 if theme().is_high_contrast or self.hasFocus() else 1
        painter.fillRect(0, self.height() - width, self.width(), width, colour("accent"))
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        across = row(self, (21, 10, 16, 12), 11)
        across.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        lines = column(spacing=6)
        head = row(spacing=8)
        head.addWidget(self._who, 1)
        head.addWidget(self._later, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        for part in (self._title, self._detail, self._hint, self._form):
            self._body.lines.addWidget(part)
        lines.addWidget(self._body)
        buttons = row(margins=(0, 4, 0, 0), spacing=10)
        buttons.addWidget(self._agree)
        buttons.addWidget(self._refuse)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        across.addLayout(lines, 1)

    @Slot()
    def _update(self) -> None:
        question = self.queue.current
        if question is not None:
            self._who.setText(self._who_asks(question))
        if question == self._shown:
            return
        had_focus = self._has_focus()
        self._shown = question
        self._form.wipe()
        if question is None:
            self.hide()
            if had_focus:
                self.left.emit()
        else:
            self._show(question)
            if had_focus:
                self.take_focus()

    def _show(self, question: Question) -> None:
        words = _words(question.kind)
        text = plain_text(question.text)
        self._title.setText(text)
        detail = plain_text(question.detail)
        self._detail.set_text(detail)
        self._detail.setVisible(bool(detail))
        self._hint.setText(words.hint)
        self._hint.setVisible(bool(words.hint))
        self._form.prepare(words.field, text, can_remember=question.can_remember)
        self._form.setVisible(bool(words.field))
        for button, word in ((self._agree, words.agree), (self._refuse, words.refuse)):
            button.setText(word)
            button.setAccessibleName(word)
            button.setAccessibleDescription(text)
        self._agree.setEnabled(not words.field)
        self._glyph.set_state("ask", self.tr("Question"))
        self.setAccessibleName(text)
        self.setAccessibleDescription(" ".join(each for each in (detail, words.hint) if each))
        self._body.fit()
        self._guard.start()
        self.show()
        announce(self, text)

    def _who_asks(self, question: Question) -> str:
        source = self._controller.sources.get(question.source)
        name = plain_text(source.name) if source is not None else plain_text(question.source)
        if not self.queue.waiting:
            return name
        if self.queue.waiting == 1:
            return self.tr("{name} · 1 more question waits").format(name=name)
        return self.tr("{name} · {count} more questions wait").format(
            name=name, count=self.queue.waiting
        )

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is self or (focus is not None and self.isAncestorOf(focus))

    @Slot()
    def _say_yes(self) -> None:
        if self._guard.isActive() or self._shown is None:
            return
        if self._form.isHidden():
            self.queue.answer(_YES)
            return
        secret, remember = self._form.take()
        if secret:
            self.queue.answer(secret, remember=remember)

    @Slot()
    def _say_no(self) -> None:
        if not self._guard.isActive():
            self._form.wipe()
            self.queue.answer("")

    @Slot()
    def _put_off(self) -> None:
        self._form.wipe()
        self.queue.put_off()


def _words(kind: QuestionKind) -> _Words:
    match kind:
        case QuestionKind.HOST_KEY:
            return _Words(
                translate("Question", "Trust this key"),
                translate("Question", "Do not connect"),
                translate(
                    "Question",
                    "Compare it with what the host's owner tells you. "
                    "If it differs, somebody else answers in the host's place.",
                ),
            )
        case QuestionKind.PASSWORD:
            return _Words(
                translate("Question", "Connect"),
                translate("Question", "Cancel"),
                field=translate("Question", "Password"),
            )
        case QuestionKind.PASSPHRASE:
            return _Words(
                translate("Question", "Connect"),
                translate("Question", "Cancel"),
                field=translate("Question", "Passphrase"),
            )
