import pytest

from app.views.notification_service import Notification, NotificationService
from tests.desktop.session import BusHost, Processes, session_bus

NOTE = Notification("a\u202eb", "<b> & c", {"open": "Open", "copy": "Copy URL"}, "tunnel 1")


@pytest.fixture
def processes(tmp_path):
    made = Processes(tmp_path)
    yield made
    made.end()


@pytest.fixture
def bus(processes, monkeypatch):
    with session_bus(processes) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield processes


@pytest.fixture
def simply():
    return []


@pytest.fixture
def service(qtbot, simply):
    made = NotificationService(lambda *words: simply.append(words))
    yield made
    made.close()


def wait_for(host, qtbot, *words):
    qtbot.waitUntil(lambda: any(each[: len(words)] == list(words) for each in host.heard))
    return host.wait_for(*words)


def test_notification_is_shown_as_plain_text_with_its_buttons(bus, service, qtbot):
    host = BusHost(bus, "notifications")
    service.show(NOTE)
    shown = wait_for(host, qtbot, "notified", 1)
    assert shown[2:] == [
        "a\N{REPLACEMENT CHARACTER}b",
        "&lt;b&gt; &amp; c",
        ["open", "Open", "copy", "Copy URL"],
    ]


def test_chosen_action_is_told(bus, service, qtbot):
    host = BusHost(bus, "notifications")
    service.show(NOTE)
    service.show(Notification("other", about="tunnel 2"))
    wait_for(host, qtbot, "notified", 2)
    with qtbot.waitSignal(service.acted) as acted:
        host.tell("act", 1, "copy")
    assert acted.args == ["tunnel 1", "copy"]


def test_actions_of_other_programs_are_not_ours(bus, service, qtbot):
    host = BusHost(bus, "notifications")
    service.show(NOTE)
    wait_for(host, qtbot, "notified", 1)
    with qtbot.waitSignal(service.acted) as acted:
        host.tell("act", 99, "open")
        host.tell("act", 1, "open")
    assert acted.args == ["tunnel 1", "open"]


def test_without_a_service_all_is_shown_simply(bus, service, simply, qtbot):
    service.show(NOTE)
    service.show(NOTE)
    qtbot.waitUntil(lambda: len(simply) == 2)
    service.show(NOTE)
    assert simply == [("a\N{REPLACEMENT CHARACTER}b", "<b> & c")] * 3


@pytest.mark.parametrize("address", [None, "", "nonsense", "unix:path=/there/is/no/bus"])
def test_without_a_bus_all_is_shown_simply(service, simply, monkeypatch, address):
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    service.show(NOTE)
    assert len(simply) == 1


def test_bus_that_ends_is_survived(service, simply, qtbot, processes, monkeypatch):
    with session_bus(processes) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        host = BusHost(processes, "notifications")
        service.show(NOTE)
        wait_for(host, qtbot, "notified", 1)
    processes.end()
    qtbot.waitUntil(lambda: service._bus is None)
    service.show(NOTE)
    assert len(simply) == 1
