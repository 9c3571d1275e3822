import pytest

from app.views.desktop_scheme import SETTING, DesktopScheme
from tests.desktop.session import BusHost, Processes, session_bus


@pytest.fixture
def bus(tmp_path, monkeypatch):
    processes = Processes(tmp_path)
    with session_bus(processes) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield processes
    processes.end()


@pytest.fixture
def scheme(qtbot):
    made = DesktopScheme()
    yield made
    made.leave()


@pytest.fixture
def told(scheme):
    told = []
    scheme.changed.connect(told.append)
    return told


def test_desktop_that_turns_dark_and_light_is_heard(bus, scheme, told, qtbot):
    portal = BusHost(bus, "portal")
    scheme.follow()
    scheme.follow()
    for value in (1, 2, 1, 0):
        portal.tell("set", *SETTING, value)
    qtbot.waitUntil(lambda: told == [True, False, True, False])


def test_other_settings_say_nothing_of_colours(bus, scheme, told, qtbot):
    portal = BusHost(bus, "portal")
    scheme.follow()
    portal.tell("set", SETTING[0], "accent-color", 1)
    portal.tell("set", "org.gnome.desktop", SETTING[1], 1)
    portal.tell("set", *SETTING, 2)
    qtbot.waitUntil(lambda: told == [False])


def test_who_listens_no_more_hears_nothing(bus, scheme, told, qtbot):
    portal = BusHost(bus, "portal")
    scheme.follow()
    scheme.leave()
    portal.tell("set", *SETTING, 1)
    portal.wait_for("set", 1)
    scheme.follow()
    portal.tell("set", *SETTING, 2)
    qtbot.waitUntil(lambda: told == [False])


@pytest.mark.parametrize("address", ["", "nonsense", "unix:path=/there/is/no/bus"])
def test_without_a_bus_nothing_is_heard(scheme, told, monkeypatch, address):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    scheme.follow()
    assert told == []


def test_bus_that_ends_is_left(bus, scheme, qtbot):
    scheme.follow()
    bus.end()
    qtbot.waitUntil(lambda: scheme._bus is None)
