import pytest

from app.contract.commands import Answer
from app.contract.events import Asked, Unasked
from app.contract.values import Question, QuestionKind
from app.models.engine_link import EngineState
from app.views.questions.question_queue import QuestionQueue
from tests.qt.samples import GPU_BOX, STAGING, snapshot

KEY = Question("1", GPU_BOX.id, QuestionKind.HOST_KEY, "Is this its key?", "SHA256:abc")
PASSWORD = Question("2", STAGING.id, QuestionKind.PASSWORD, "staging-eu asks for a password.")


@pytest.fixture
def queue(engine):
    return QuestionQueue(engine[0], engine[0])


@pytest.fixture
def asked(queue, link):
    """Ask two questions."""
    link.say(Asked(KEY))
    link.say(Asked(PASSWORD))
    return queue


def state(queue):
    return queue.current, queue.waiting


def test_questions_are_asked_in_the_order_they_came(asked, link):
    assert state(asked) == (KEY, 1)
    asked.answer("yes")
    assert state(asked) == (PASSWORD, 0)
    assert link.commands[-1] == Answer(link.commands[-1].id, "1", "yes")
    asked.answer("secret", remember=True)
    assert state(asked) == (None, 0)
    assert link.commands[-1] == Answer(link.commands[-1].id, "2", "secret", remember=True)


def test_answered_question_does_not_come_back_before_the_engine_has_heard(asked, link):
    asked.answer("yes")
    asked.put_off()
    link.say(Unasked("1"))
    assert state(asked) == (None, 0)
    assert asked.bring(STAGING.id)
    assert not asked.bring(GPU_BOX.id)


def test_question_that_is_put_off_waits_until_the_user_comes_back(asked):
    asked.put_off()
    assert state(asked) == (PASSWORD, 0)
    asked.put_off()
    assert state(asked) == (None, 0)
    assert asked.bring(GPU_BOX.id)
    assert state(asked) == (KEY, 0)


def test_new_question_does_not_take_the_place_of_the_one_that_is_read(asked, link):
    asked.bring(STAGING.id)
    link.say(Asked(Question("0", GPU_BOX.id, QuestionKind.PASSWORD, "Password?")))
    assert state(asked) == (PASSWORD, 2)


def test_withdrawn_question_is_not_asked_any_more(asked, link):
    link.say(Unasked("1"))
    assert state(asked) == (PASSWORD, 0)


def test_nothing_is_asked_while_nobody_could_hear_the_answer(asked, link):
    link.state_changed.emit(EngineState.CRASHED, "")
    assert state(asked) == (None, 0)
    link.state_changed.emit(EngineState.RUNNING, "")
    link.say(snapshot())
    assert state(asked) == (None, 0)


def test_questions_from_before_are_asked_too(engine, asked):
    assert state(QuestionQueue(engine[0], engine[0])) == (KEY, 1)


def test_without_a_question_there_is_nothing_to_answer(queue, link):
    queue.answer("yes")
    queue.put_off()
    assert link.commands == []
