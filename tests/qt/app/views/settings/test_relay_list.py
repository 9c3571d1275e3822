"""The relays as a table."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from app.contract.events import ChecksChanged, RelaysChanged
from app.contract.values import RelayState
from app.models.controller import Controller
from app.models.fake_engine import FakeEngineLink
from app.models.relays import RelayModel
from app.views.settings.relay_list import RelayHeader, RelayList
from app.views.theme import theme
from tests.qt.app.views.looks import where
from tests.qt.samples import NOW, R3, R5, snapshot


@pytest.fixture
def link():
    return FakeEngineLink()


@pytest.fixture
def relays(shown, link):
    controller = Controller(link)
    link.say(snapshot(relays=(R5, R3)))
    made = RelayList(RelayModel(controller, lambda: NOW))
    made.keep = controller
    made.resize(619, 96)
    return shown(made)


def test_the_list_is_as_high_as_its_rows(relays, link, qapp):
    assert relays.height() == 96
    link.say(RelaysChanged((R5, R3, replace(R3, name="us1"))))
    assert relays.height() == 144
    theme().apply(qapp, "light", 150)
    assert relays.height() == 216


def test_the_first_relay_is_selected(relays, link):
    assert relays.selected().relay == R5
    link.say(RelaysChanged((R3,)))
    assert relays.selected().relay == R3


def test_no_relay_is_no_selection(relays, link):
    link.say(RelaysChanged(()))
    assert relays.selected() is None


@pytest.mark.parametrize("width", [619, 300])
def test_trouble_is_seen_at_every_width(relays, link, colours, width):
    relays.resize(width, 96)
    assert theme().color("warn").name() not in colours(relays)
    link.say(RelaysChanged((replace(R5, state=RelayState.UNREACHABLE), R3)))
    assert theme().color("warn").name() in colours(relays)


@pytest.mark.parametrize("width", [619, 300])
def test_a_long_name_leaves_room_for_the_round_trip(relays, link, width):
    relays.resize(width, 96)

    def end_of_row():
        picture = relays.grab().toImage()
        left = 401 - 50 if width == 619 else 300 - 50
        return picture.copy(left, 4, 50, 40)

    link.say(RelaysChanged((replace(R5, name="r5"), R3)))
    before = end_of_row()
    link.say(RelaysChanged((replace(R5, name="r5 " * 60), R3)))
    assert end_of_row() == before


def test_the_columns_have_names(qtbot, colours):
    header = RelayHeader()
    qtbot.addWidget(header)
    header.resize(619, 28)
    assert header.height() == 28
    assert len(colours(header)) > 2


@pytest.mark.parametrize("width", [619, 300])
def test_right_to_left_the_row_begins_at_the_right(relays, width):
    relays.resize(width, 96)
    assert max(where(relays, "live")) < 30
    relays.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert min(where(relays, "live")) > width - 30


def test_checks_of_the_tunnels_are_drawn_and_missed_ones_told(relays, link):
    before = relays.grab().toImage()
    link.say(ChecksChanged("t8888", ((NOW - 20, 23.0), (NOW - 10, None), (NOW, 40.0))))
    assert relays.grab().toImage() != before
