"""What the window does for sources: adds hosts, and leads to their questions."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from app.contract.values import Question
from app.models.controller import Controller
from app.plain_text import plain_text

if TYPE_CHECKING:
    from app.views.main_window import MainWindow
    from app.views.popups.add_source import AddSource


class SourceActions(QObject):
    """Ties sidebar, list, question and banner of a window together."""

    def __init__(self, controller: Controller, window: "MainWindow") -> None:
        """Begin, once all parts of `window` are there."""
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._questions = window.panel.questions
        window.sidebar.add_requested.connect(self.add)
        window.sidebar.question_requested.connect(self.answer)
        window.rows.question_requested.connect(self.answer)
        controller.asked.connect(self._tell)
        window.panel.question_left.connect(self._return_focus)
        self._questions.changed.connect(self._outrank)
        self._outrank()

    @cached_property
    def _popup(self) -> "AddSource":
        from app.views.popups.add_source import AddSource

        popup = AddSource(self._controller, self._window)
        popup.added.connect(self._window.sidebar.list.choose_source)
        return popup

    @Slot()
    def add(self) -> None:
        """Let the user add a host."""
        self._popup.ask(self._window)

    @Slot(str)
    def answer(self, source_id: str) -> None:
        """Let the user answer the question of a source."""
        self._window.columns.leave_page()
        self._window.panel.question.ask(source_id)

    @Slot(object)
    def _tell(self, question: Question) -> None:
        """Tell of a question that something covers, such as the page of a tunnel."""
        if self._window.panel.question.isVisible():
            return
        source = self._controller.sources.get(question.source)
        name = source.name if source is not None else question.source
        self._window.say(self.tr("{name} waits for your answer").format(name=plain_text(name)))

    @Slot()
    def _outrank(self) -> None:
        """Let a question come before other troubles."""
        self._window.trouble.set_outranked(self._questions.current is not None)

    @Slot()
    def _return_focus(self) -> None:
        """Give the keyboard to the sources: there Enter exposes nothing."""
        window = self._window
        is_there = window.sidebar.isVisible()
        target = window.sidebar.list if is_there else window.panel.filter
        target.setFocus(Qt.FocusReason.OtherFocusReason)
