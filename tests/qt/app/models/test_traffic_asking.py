import pytest

from app.contract.commands import AskTraffic
from app.contract.events import Done, Failed, TrafficTold
from app.models.engine_link import EngineState
from app.models.traffic_asking import TrafficAsking
from app.models.traffic_history import SPANS
from tests.qt.samples import NOW, engine_with

DAY, WEEK = SPANS["1 day"], SPANS["1 week"]
POINTS = ((60, 1, 2, 3),)


@pytest.fixture
def link(qapp):
    return engine_with()


@pytest.fixture
def asking(link):
    controller, _ = link
    return TrafficAsking(controller, controller)


def asked(link):
    return [each for each in link[1].commands if isinstance(each, AskTraffic)]


def answer(link, points=POINTS):
    command = asked(link)[-1]
    link[1].say(TrafficTold(command.tunnel, command.step_s, points))
    link[1].say(Done(command.id))


def test_question_covers_the_span(asking, link):
    asking.ask("t", DAY, NOW)
    (command,) = asked(link)
    assert (command.tunnel, command.step_s) == ("t", 60)
    assert command.start <= DAY.starts(NOW)[0]
    assert command.end > NOW


def test_answer_is_kept_for_what_was_asked(asking, link, qtbot):
    asking.ask("t", DAY, NOW)
    with qtbot.waitSignal(asking.told):
        answer(link)
    assert asking.points("t", DAY) == POINTS
    assert asking.points("t", WEEK) is asking.points("u", DAY) is None


def test_one_question_at_a_time_and_the_last_one_wins(asking, link):
    for span in (DAY, SPANS["1 year"], WEEK):
        asking.ask("t", span, NOW)
    assert len(asked(link)) == 1
    answer(link)
    assert [each.step_s for each in asked(link)] == [60, 60]
    assert asked(link)[1].start < asked(link)[0].start
    answer(link, ())
    assert asking.points("t", WEEK) == ()
    assert len(asked(link)) == 2


def test_answers_to_others_are_not_taken(asking, link):
    link[1].say(TrafficTold("t", 60, POINTS))
    asking.ask("t", DAY, NOW)
    link[1].say(TrafficTold("u", 60, POINTS))
    link[1].say(TrafficTold("t", 1, POINTS))
    assert asking.points("t", DAY) is None


def test_failure_is_told_and_the_next_question_asked(asking, link, qtbot):
    asking.ask("t", DAY, NOW)
    asking.ask("t", WEEK, NOW)
    with qtbot.waitSignal(asking.failed) as failed:
        link[1].say(Failed(asked(link)[0].id, "No."))
    assert failed.args == ["No."]
    assert len(asked(link)) == 2


def test_engine_that_is_away_is_asked_again_later(asking, link, qtbot):
    link[1].state_changed.emit(EngineState.CRASHED, "")
    with qtbot.waitSignal(asking.failed):
        asking.ask("t", DAY, NOW)
    link[1].state_changed.emit(EngineState.RUNNING, "")
    asking.ask("t", DAY, NOW)
    assert len(asked(link)) == 1
