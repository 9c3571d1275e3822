"""The middle of the window: filter, banner, list or what stands in its place, and toasts."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.contract.values import SourceState
from app.models.arrangement import Scope
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.ports import Clock
from app.models.sections import SectionModel
from app.plain_text import plain_text
from app.views.ports.placeholder import Placeholder
from app.views.ports.port_list import PortList
from app.views.ports.row_actions import RowActions
from app.views.questions.question_queue import QuestionQueue
from app.views.theme import theme
from app.views.widgets.banner import Banner
from app.views.widgets.buttons import PrimaryButton
from app.views.widgets.filter_edit import FilterEdit
from app.views.widgets.toast import Toast

if TYPE_CHECKING:
    from app.views.questions.question_panel import QuestionPanel

translate = QCoreApplication.translate

_BELOW_TOOLBAR = 1


class PortsPanel(QWidget):
    """What is listed, and what narrows it down.

    Signals:
        pick_requested: a port should be picked that may not be listed.
        said: a sentence for the status bar.
        question_left: the keyboard was in the question when the last one went.

    Attributes:
        filter: the field that narrows the list down.
        list: the rows.
        questions: what sources must know.
        banner: what ails all of them.
        toast: what can be undone.
    """

    pick_requested = Signal()
    said = Signal(str)
    question_left = Signal()

    def __init__(
        self,
        controller: Controller,
        model: SectionModel,
        actions: RowActions,
        clock: Clock = time.time,
        parent: QWidget | None = None,
    ) -> None:
        """Show `model`; what is asked of its rows goes to `actions`."""
        super().__init__(parent)
        self._controller = controller
        self._model = model
        self.filter = FilterEdit(self.tr("Filter by port, name or folder"), "Ctrl F", self)
        self._pick = PrimaryButton(self.tr("Expose port…"), "plus", parent=self)
        self._pick.setToolTip(self.tr("Expose a port by its number (Ctrl+N)"))
        self.questions = QuestionQueue(controller, self)
        self._question: QuestionPanel | None = None
        self.banner = Banner(self)
        self.list = PortList(model, actions, clock, self)
        self._placeholder = Placeholder(self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.toast = Toast(self)
        self.toast.undone.connect(actions.undo)
        actions.undo_offered.connect(self._offer_undo)
        self._connect()
        self._ask()
        self._arrange()
        self._restyle()
        theme().changed.connect(self._restyle)

    @property
    def question(self) -> "QuestionPanel":
        """What asks the questions, in the banner's place."""
        if self._question is None:
            self._question = self._make_question()
        return self._question

    @property
    def regions(self) -> list[QWidget]:
        """The parts that the keyboard is led to."""
        return [*filter(None, [self._question]), self.filter, self.list]

    def focus_filter(self) -> None:
        """Let the user type what to look for."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def set_scope(self, scope: Scope) -> None:
        """Show that part of everything."""
        self._model.set_scope(scope)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the toast in its place."""
        super().resizeEvent(event)
        self.toast.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Lead from the filter into the list."""
        if self.filter.hasFocus() and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return}:
            self.list.choose_first()
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._toolbar = QHBoxLayout()
        self._toolbar.addWidget(self.filter, 1)
        self._toolbar.addWidget(self._pick)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._placeholder)
        # Where there is little room, a question comes first.
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._toolbar)
        self._column.addWidget(self.banner)
        self._column.addWidget(self._stack, 1)

    def _make_question(self) -> "QuestionPanel":
        from app.views.questions.question_panel import QuestionPanel

        question = QuestionPanel(self._controller, self.questions, self)
        question.follow(self._pick)
        question.left.connect(self.question_left)
        self._column.insertWidget(_BELOW_TOOLBAR, question)
        return question

    def _connect(self) -> None:
        self.questions.changed.connect(self._ask)
        self.filter.textChanged.connect(self._model.set_filter)
        self._pick.clicked.connect(self.pick_requested)
        self.list.filter_requested.connect(self.focus_filter)
        self._placeholder.clear_requested.connect(self.filter.clear)
        self._placeholder.pick_requested.connect(self.pick_requested)
        self._placeholder.hidden_requested.connect(self._show_system)
        self._placeholder.copied.connect(self._say_copied)
        self._model.became.connect(self._arrange)
        self._controller.engine_changed.connect(self._arrange)
        self._controller.reset.connect(self._arrange)

    @Slot()
    def _ask(self) -> None:
        """Make the panel for the first question: most people are never asked."""
        if self.questions.current is not None:
            self.questions.changed.disconnect(self._ask)
            self.question.show()

    @Slot()
    def _arrange(self, *_news: object) -> None:
        """Show the list, or say why there is none."""
        if self._model.has_rows or self._controller.engine is not EngineState.RUNNING:
            self._stack.setCurrentWidget(self.list)
            return
        if self._model.filter_text:
            self._placeholder.show_no_match(
                plain_text(self._model.filter_text), self._looked_where(), self._hidden_link()
            )
        else:
            title, text, with_example = self._why_empty()
            self._placeholder.show_empty(
                title, text, with_example=with_example, hidden=self._hidden_link()
            )
        self._stack.setCurrentWidget(self._placeholder)

    def _why_empty(self) -> tuple[str, str, bool]:
        scope = self._model.scope
        if scope.is_exposed_only:
            return (
                self.tr("Nothing is exposed"),
                self.tr("Expose a port, and its public address appears here."),
                False,
            )
        if scope.sources is None or "local" in scope.sources:
            text = self.tr("Start a server and it appears here within 2 seconds. For example:")
            return self.tr("No ports are listening"), text, True
        return self.tr("No ports are listening there"), "", False

    def _looked_where(self) -> str:
        """Tell where no match was either; hidden ports that match are told by a link."""
        sources = self._controller.sources.values()
        others = sum(s.state is SourceState.READY and s.id != "local" for s in sources)
        hidden = 0 if self._model.is_system_shown else self._model.hidden_count
        if self._hidden_link() or self._model.scope != Scope():
            return ""
        return _looked_text(hidden, others)

    def _hidden_link(self) -> str:
        count = self._model.hidden_match_count
        if not count:
            return ""
        if count == 1:
            return self.tr("Show 1 hidden system port")
        return self.tr("Show {count} hidden system ports").format(count=count)

    @Slot()
    def _show_system(self) -> None:
        self._model.set_system_shown(True)

    @Slot(str)
    def _say_copied(self, text: str) -> None:
        self.said.emit(self.tr("Copied {text}").format(text=text))

    @Slot(str, str)
    def _offer_undo(self, text: str, _tunnel: str) -> None:
        self.toast.show_message(text, self.tr("Undo"))

    @Slot()
    def _restyle(self) -> None:
        px = theme().px
        self._toolbar.setContentsMargins(px(16), px(11), px(16), px(11))
        self._toolbar.setSpacing(px(12))


def _looked_text(hidden: int, others: int) -> str:
    ports = (
        translate("PortsPanel", "1 hidden system port")
        if hidden == 1
        else translate("PortsPanel", "{count} hidden system ports")
    ).format(count=hidden)
    sources = (
        translate("PortsPanel", "1 other source")
        if others == 1
        else translate("PortsPanel", "{count} other sources")
    ).format(count=others)
    parts = [text for text, count in ((ports, hidden), (sources, others)) if count]
    if not parts:
        return ""
    if len(parts) == 1:
        return translate("PortsPanel", "Also looked in {place}.").format(place=parts[0])
    return translate("PortsPanel", "Also looked in {ports} and {sources}.").format(
        ports=ports, sources=sources
    )
