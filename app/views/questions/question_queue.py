"""Which of the questions that are open is asked now: one at a time, in the order they came."""

from PySide6.QtCore import QObject, Signal

from app.contract.commands import Answer
from app.contract.values import Question
from app.models.controller import Controller
from app.models.engine_link import EngineState


class QuestionQueue(QObject):
    """The open questions of a controller, without those that the user has put off.

    Signals:
        changed: `current` or `waiting` may be different.

    Attributes:
        current: the Question that is asked now, None if there is none.
        waiting: how many more are to be asked after it.
    """

    changed = Signal()

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        """Begin with what `controller` has been asked already."""
        super().__init__(parent)
        self._controller = controller
        self._put_off: set[str] = set()
        self._answered: set[str] = set()
        self.current: Question | None = None
        self.waiting = 0
        controller.asked.connect(self._update)
        controller.unasked.connect(self._update)
        controller.reset.connect(self._update)
        controller.engine_changed.connect(self._update)
        self._update()

    def answer(self, text: str, *, remember: bool = False) -> None:
        """Answer the current question; an empty `text` is a no."""
        if self.current is None:
            return
        question = self.current.id
        self._answered.add(question)
        self._controller.ask(Answer, question, text, remember)
        self._update()

    def put_off(self) -> None:
        """Ask the current question later, when the user comes back to it."""
        if self.current is not None:
            self._put_off.add(self.current.id)
            self._update()

    def bring(self, source_id: str) -> bool:
        """Ask the question of a source now; returns whether it has one."""
        found = next((each for each in self._open() if each.source == source_id), None)
        if found is None:
            return False
        self._put_off.discard(found.id)
        self.current = found
        self._update()
        return True

    def _open(self) -> list[Question]:
        if self._controller.engine is not EngineState.RUNNING:
            return []  # Nobody could hear the answer.
        questions = self._controller.questions.values()
        return [each for each in questions if each.id not in self._answered]

    def _update(self, *_news: object) -> None:
        known = self._controller.questions.keys()
        self._put_off &= known
        self._answered &= known
        wanted = [each for each in self._open() if each.id not in self._put_off]
        if self.current not in wanted:
            self.current = wanted[0] if wanted else None
        self.waiting = max(0, len(wanted) - 1)
        self.changed.emit()
