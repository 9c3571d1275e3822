from app.contract.commands import Close
from app.contract.events import Notice
from app.models.engine_link import EngineState
from app.models.fake_engine import FakeEngineLink


def test_it_remembers_what_it_is_asked(qapp):
    link = FakeEngineLink()
    link.start(restore=True)
    link.send(Close(1, "t"))
    assert (link.restores, link.commands) == ([True], [Close(1, "t")])


def test_it_says_what_it_is_told_to(qapp, qtbot):
    link = FakeEngineLink()
    with qtbot.waitSignal(link.received) as received:
        link.say(Notice("Hello."))
    assert received.args == [Notice("Hello.")]


def test_it_ends_at_once(qapp, qtbot):
    link = FakeEngineLink()
    with qtbot.waitSignal(link.state_changed) as changed:
        link.stop()
    assert changed.args == [EngineState.STOPPED, ""]
