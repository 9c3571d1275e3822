import pytest
from PySide6.QtCore import QObject

from app.contract.commands import Watch
from app.contract.events import ConnectionsChanged
from app.models.connection_watch import connection_watch_of
from app.models.engine_link import EngineState
from tests.qt.samples import CONNECTIONS, TO_JUPYTER, TO_VITE, snapshot


@pytest.fixture
def watch(engine):
    return connection_watch_of(engine[0])


@pytest.fixture
def pane(engine):
    return QObject(engine[0])


@pytest.fixture
def page(engine):
    return QObject(engine[0])


def asked(link):
    return [(each.is_looked_at, each.tunnel) for each in link.commands if isinstance(each, Watch)]


def test_nothing_is_asked_for_until_somebody_looks(watch, link):
    assert asked(link) == []


def test_the_last_viewer_decides_and_gives_back(watch, link, pane, page):
    watch.watch(pane, TO_JUPYTER.id)
    watch.watch(page, TO_VITE.id)
    watch.unwatch(page)
    watch.unwatch(pane)
    ids = [TO_JUPYTER.id, TO_VITE.id, TO_JUPYTER.id, ""]
    assert asked(link) == [(True, each) for each in ids]


def test_two_views_of_one_tunnel_ask_once(watch, link, pane, page):
    watch.watch(pane, TO_JUPYTER.id)
    watch.watch(page, TO_JUPYTER.id)
    watch.unwatch(pane)
    watch.unwatch(pane)
    assert asked(link) == [(True, TO_JUPYTER.id)]


def test_the_connections_are_those_of_the_watched_tunnel(watch, link, pane, qtbot):
    watch.watch(pane, TO_JUPYTER.id)
    with qtbot.waitSignal(watch.changed):
        link.say(ConnectionsChanged(TO_JUPYTER.id, CONNECTIONS))
    link.say(ConnectionsChanged(TO_VITE.id, ()))
    assert watch.of(TO_JUPYTER.id) == CONNECTIONS
    assert watch.of(TO_VITE.id) == ()
    watch.watch(pane, TO_VITE.id)
    assert watch.of(TO_VITE.id) == ()


def test_a_window_nobody_looks_at_keeps_its_tunnel(watch, link, pane):
    watch.watch(pane, TO_JUPYTER.id)
    watch.look(False)
    watch.look(False)
    watch.look(True)
    assert asked(link)[1:] == [(False, TO_JUPYTER.id), (True, TO_JUPYTER.id)]


def test_an_engine_that_was_away_is_asked_again(watch, link, pane, engine, qtbot):
    link.state_changed.emit(EngineState.CRASHED, "")
    with qtbot.assertNotEmitted(engine[0].failed):
        watch.watch(pane, TO_JUPYTER.id)
    assert asked(link) == []
    link.state_changed.emit(EngineState.RUNNING, "")
    link.say(snapshot())
    assert asked(link) == [(True, TO_JUPYTER.id)]


def test_all_views_share_the_watch(engine):
    assert connection_watch_of(engine[0]) is connection_watch_of(engine[0])
