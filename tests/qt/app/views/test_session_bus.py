import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call
from PySide6.QtCore import QCoreApplication, QObject

from app.views.session_bus import SessionBus
from tests.desktop.session import BusHost, Processes, session_bus

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"


@pytest.fixture
def processes(tmp_path, monkeypatch):
    made = Processes(tmp_path)
    with session_bus(made) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield made
    made.end()


@pytest.fixture
def heard():
    return []


@pytest.fixture
def bus(processes, heard):
    owner = QObject()
    made = SessionBus(owner, interface=NAME, path=PATH)
    made.received.connect(heard.append)
    yield made
    made.leave()


def ask(bus, method, signature=None, body=()):
    service = DBusAddress(PATH, bus_name=NAME, interface=NAME)
    return bus.send(new_method_call(service, method, signature, body))


def test_reply_names_what_it_answers(processes, bus, heard, qtbot):
    BusHost(processes, "notifications")
    numbers = [ask(bus, "GetCapabilities"), ask(bus, "GetCapabilities")]
    replies = HeaderFields.reply_serial

    def answered():
        fields = [each.header.fields for each in heard]
        return [each[replies] for each in fields if each.get(replies) in numbers] == numbers

    qtbot.waitUntil(answered)


def test_signals_that_were_asked_for_are_received(processes, bus, heard, qtbot):
    host = BusHost(processes, "notifications")
    host.tell("act", 1, "copy")
    qtbot.waitUntil(
        lambda: (
            [each.body for each in heard if each.header.message_type is MessageType.signal][-1:]
            == [(1, "copy")]
        )
    )


def test_bus_that_ends_is_told_once(processes, bus, qtbot):
    told = []
    bus.lost.connect(told.append)
    with qtbot.waitSignal(bus.lost):
        processes.end()
    QCoreApplication.processEvents()
    assert len(told) == 1
    assert isinstance(told[0], OSError)


@pytest.mark.parametrize("address", ["", "nonsense", "unix:path=/there/is/no/bus"])
def test_without_a_bus_nobody_joins(monkeypatch, address):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    owner = QObject()
    with pytest.raises(OSError, match="no session bus"):
        SessionBus(owner)
    assert owner.children() == []
