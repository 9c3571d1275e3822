import msgspec
import pytest
from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app import settings
from app.contract.events import Asked, BudgetReached, Counted, TunnelChanged
from app.contract.values import Counters, Question, QuestionKind, TunnelState
from app.models.engine_link import EngineState
from app.models.preferences import Preferences
from app.settings import Settings
from app.views import notifications
from app.views.notifications import PATIENCE_S, Notifications
from tests.qt.samples import GPU_BOX, JUPYTER, NOW, UVICORN, engine_with, snapshot, tunnel_to

TUNNEL = tunnel_to(JUPYTER, "wtq")
URL = "https://wtq.r5.harbor.example"


class FakeService(QObject):
    """Keeps what it is to show."""

    acted = Signal(str, str)

    def __init__(self):
        super().__init__()
        self.shown = []

    def show(self, notification):
        self.shown.append(notification)


class Rig:
    """The notifications of an engine, at a time and with a window that tests set."""

    def __init__(self, **parts):
        self.now = NOW
        self.is_looked_at = False
        self.controller, self.link = engine_with(**parts)
        self.preferences = Preferences(Settings(), lambda _: None)
        self.service = FakeService()
        self.notifications = Notifications(
            self.controller,
            self.preferences,
            self.service,
            lambda: self.is_looked_at,
            lambda: self.now,
        )

    @property
    def shown(self):
        return [(each.title, each.text, list(each.actions.values())) for each in self.service.shown]

    def say(self, tunnel=TUNNEL, **fields):
        self.link.say(TunnelChanged(msgspec.structs.replace(tunnel, **fields)))

    def after(self, seconds):
        self.now += seconds
        self.notifications.look()

    def count(self, in_bytes, open_connections=0):
        self.link.say(Counted((Counters(TUNNEL.id, self.now, in_bytes, 0, open_connections, 1),)))

    def switch_off(self, kind):
        kinds = settings.Notifications(**{kind: False})
        self.preferences.change(notifications=kinds)


@pytest.fixture
def rig(qtbot):
    return Rig(tunnels=(TUNNEL,))


AWAY = {"state": TunnelState.STALE, "since": NOW, "attempt": 3}


def test_tunnel_that_is_away_for_a_minute_is_told_of(rig):
    rig.say(**AWAY, kept_until=NOW + 100)
    rig.after(59)
    assert rig.shown == []
    rig.after(1)
    ((title, text, actions),) = rig.shown
    assert title == "jupyter-lab is not reachable"
    assert text.startswith(
        "Relay r5 Frankfurt has not answered for 60 s. The address is kept until"
    )
    assert actions == ["Open Porthole"]


def test_nothing_is_promised_that_is_not_known(rig):
    rig.say(**AWAY)
    rig.after(60)
    assert rig.shown[0][1] == "Relay r5 Frankfurt has not answered for 60 s."


def test_tunnel_that_is_only_not_checked_is_no_news(rig):
    rig.say(state=TunnelState.STALE, since=NOW)
    rig.after(120)
    assert rig.shown == []


def test_one_tunnel_is_told_of_every_ten_minutes_at_most(rig):
    rig.say(**AWAY)
    rig.after(60)
    rig.after(599)
    assert len(rig.shown) == 1
    rig.after(1)
    assert len(rig.shown) == 2


def test_nothing_is_told_while_the_window_is_looked_at(rig):
    rig.is_looked_at = True
    rig.say(**AWAY)
    rig.after(60)
    assert rig.shown == []


def test_refusal_is_told_at_once(rig):
    rig.say(state=TunnelState.REFUSED, reason="The token is revoked.")
    rig.after(0)
    assert rig.shown == [
        ("jupyter-lab is not reachable", "The token is revoked.", ["Open Porthole"])
    ]


def test_port_that_was_just_used_is_missed(rig):
    rig.count(1)
    rig.say(state=TunnelState.TARGET_GONE, since=NOW)
    rig.after(60)
    assert rig.shown == [("jupyter-lab stopped listening on 8888", "", ["Open Porthole"])]


def test_port_that_nobody_used_is_not_missed(rig):
    rig.count(1)
    rig.after(541)
    rig.count(1)
    rig.say(state=TunnelState.TARGET_GONE, since=rig.now)
    rig.after(60)
    assert rig.shown == []


def test_new_address_can_be_copied(rig):
    rig.say(url="https://new.r5.harbor.example")
    assert rig.shown == [
        ("jupyter-lab has a new address", "https://new.r5.harbor.example", ["Copy URL"])
    ]
    rig.service.acted.emit(TUNNEL.id, "copy")
    assert QGuiApplication.clipboard().text() == "https://new.r5.harbor.example"


def test_end_of_a_tunnel_with_visitors_is_announced(rig):
    rig.say(closes_at=NOW + 700)
    rig.count(1, open_connections=1)
    rig.after(99)
    assert rig.shown == []
    rig.after(1)
    assert rig.shown[0][0].startswith("jupyter-lab closes at ")
    rig.count(1, open_connections=0)
    rig.after(600)
    assert len(rig.shown) == 1


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("unreachable", AWAY),
        ("unreachable", {"state": TunnelState.REFUSED}),
        ("port_gone", {"state": TunnelState.TARGET_GONE, "since": NOW}),
        ("new_address", {"url": "https://new.r5.harbor.example"}),
        ("closes_soon", {"closes_at": NOW + 100}),
    ],
)
def test_each_kind_can_be_switched_off(rig, kind, fields):
    rig.switch_off(kind)
    rig.count(1, open_connections=1)
    rig.say(**fields)
    rig.after(60)
    assert rig.shown == []


def exposed(**fields):
    return tunnel_to(UVICORN, "abc", opened_at=NOW, **fields)


def test_exposed_port_can_be_opened_once_it_is_verified(rig):
    rig.say(exposed(state=TunnelState.OPENING, url=""))
    rig.say(exposed(state=TunnelState.CHECKING))
    assert rig.shown == []
    rig.say(exposed())
    rig.say(exposed(round_trip_ms=24.0))
    assert rig.shown == [
        ("uvicorn is exposed", "https://abc.r5.harbor.example", ["Open", "Copy URL"])
    ]


def test_exposed_port_is_no_news_to_who_looks_at_the_window(rig):
    rig.is_looked_at = True
    rig.say(exposed())
    assert rig.shown == []


def test_tunnels_of_the_last_time_are_no_news(rig):
    rig.link.say(snapshot(tunnels=(tunnel_to(UVICORN, "", state=TunnelState.OPENING),)))
    rig.say(tunnel_to(UVICORN, "abc"))
    assert rig.shown == []


class Browser(QObject):
    """Takes the place of the web browser."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def open(self, url):
        self.opened.append(url.toString())


def test_open_leads_to_the_browser(rig):
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")
    rig.service.acted.emit(TUNNEL.id, "browse")
    QDesktopServices.unsetUrlHandler("https")
    assert browser.opened == [URL]


@pytest.mark.parametrize("action", ["default", "browse", "copy"])
def test_all_else_leads_to_the_window(rig, qtbot, action):
    tunnel = TUNNEL.id if action == "default" else "gone"
    with qtbot.waitSignal(rig.notifications.details_requested) as request:
        rig.service.acted.emit(tunnel, action)
    assert request.args == [tunnel]


def test_host_that_asks_is_told_of_once_while_nobody_looks(rig, qtbot):
    asks = [Question(str(n), GPU_BOX.id, QuestionKind.PASSWORD, f"Who? {n}") for n in range(3)]
    rig.is_looked_at = True
    rig.link.say(Asked(asks[0]))
    assert rig.shown == []
    rig.is_looked_at = False
    rig.link.say(Asked(asks[1]))
    rig.link.say(Asked(asks[2]))
    assert rig.shown == [("gpu-box waits for your answer", "Who? 1", ["Open Porthole"])]
    with qtbot.waitSignal(rig.notifications.question_requested) as request:
        rig.service.acted.emit(rig.service.shown[0].about, "default")
    assert request.args == [GPU_BOX.id]


def test_user_may_not_want_to_hear_of_hosts(rig):
    rig.switch_off("host_asks")
    rig.link.say(Asked(Question("1", GPU_BOX.id, QuestionKind.PASSWORD, "Who?")))
    assert rig.shown == []


def test_time_alone_brings_notifications(qtbot, monkeypatch):
    monkeypatch.setattr(notifications, "LOOK_MS", 1)
    rig = Rig(tunnels=(msgspec.structs.replace(TUNNEL, **AWAY),))
    rig.now += 60
    qtbot.waitUntil(lambda: len(rig.shown) == 1)


def test_budget_is_told_of_unless_that_is_switched_off():
    rig = Rig()
    rig.link.say(BudgetReached("Estimated 24.10 USD this month."))
    (shown,) = rig.service.shown
    assert "24.10 USD" in shown.text
    kinds = msgspec.structs.replace(rig.preferences.settings.notifications, budget=False)
    rig.preferences.change(notifications=kinds)
    rig.now += 3600
    rig.link.say(BudgetReached("Estimated 30.10 USD this month."))
    assert len(rig.service.shown) == 1


def test_the_whole_budget_is_told_of_also_right_after_most_of_it():
    rig = Rig()
    rig.link.say(BudgetReached("Estimated 24.10 USD, which is over 80 % of your budget."))
    rig.now += 5
    rig.link.say(BudgetReached("Estimated 30.10 USD, which is over 100 % of your budget."))
    assert len(rig.service.shown) == 2


def test_engine_that_is_gone_is_not_taken_for_a_relay_that_does_not_answer(rig):
    rig.say(**AWAY)
    rig.link.state_changed.emit(EngineState.GIVEN_UP, "")
    rig.after(PATIENCE_S)
    assert rig.shown == []
    rig.link.state_changed.emit(EngineState.RUNNING, "")
    rig.say(**AWAY)
    rig.after(1)
    assert len(rig.shown) == 1
