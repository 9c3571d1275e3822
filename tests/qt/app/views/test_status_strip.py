from itertools import pairwise

import msgspec
import pytest
from PySide6.QtCore import QObject

from app.contract.events import TunnelChanged
from app.contract.values import TunnelState
from app.models.traffic_samples import TrafficSamples
from app.views.status_strip import StatusStrip
from app.views.theme import theme
from tests.qt.samples import (
    NOW,
    TO_JUPYTER,
    TO_VITE,
    engine_with,
    snapshot,
    tell_costs,
    tell_traffic,
)


@pytest.fixture
def link(qtbot, qapp):
    if not qapp.styleSheet():
        theme().apply(qapp, "light", 100)
    parent = QObject()
    controller, link = engine_with(parent)
    TrafficSamples(controller, lambda: NOW, controller)
    tell_traffic(link)
    link.controller = controller
    yield link
    parent.deleteLater()


@pytest.fixture
def strip(qtbot, link):
    strip = StatusStrip(link.controller, lambda: NOW)
    qtbot.addWidget(strip)
    strip.resize(1160, 29)
    strip.show()
    return strip


def texts(strip):
    parts = (strip._exposed, strip._visitors, strip._in._text, strip._out._text)
    parts = (*parts, strip._end, strip.costs)
    found = [part.text() for part in parts if part.isVisible()]
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in found]


def test_strip_sums_up(strip, link):
    assert texts(strip) == [
        "4 exposed",
        "4 visitors",
        "In 14.1 kB/s",
        "Out 468 kB/s",
        "Watching 3 sources",
    ]


def test_costs_take_the_place_of_sources_and_say_less_in_little_room(strip, link):
    tell_costs(link)
    strip.refresh()
    assert texts(strip)[-1] == "Today $2.31 estimated, tunnels $0.00"
    strip.resize(680, 29)
    assert texts(strip)[-1] == "Today $2.31"
    assert "UTC" in strip.costs.toolTip()


def test_whole_sums_are_left_out_where_there_is_no_room(strip, link):
    strip.resize(300, 29)
    assert texts(strip)[0] == "4 exposed"
    assert len(texts(strip)) < 5
    assert strip.minimumSizeHint().width() < 560


def test_sums_stand_20_px_apart_and_arrows_beside_their_rates(strip):
    parts = (strip._exposed, strip._visitors, strip._in, strip._out)
    gaps = [after.x() - before.geometry().right() - 1 for before, after in pairwise(parts)]
    assert gaps == [20, 20, 20]
    assert strip._in._text.x() <= 16


def test_nothing_exposed_has_no_rates(strip, link):
    link.say(snapshot(tunnels=()))
    assert texts(strip) == ["0 exposed", "Watching 3 sources"]


def test_visitors_of_a_tunnel_that_is_away_do_not_count(strip, link):
    link.say(TunnelChanged(msgspec.structs.replace(TO_JUPYTER, state=TunnelState.STALE)))
    assert "1 visitor" in texts(strip)
    link.say(TunnelChanged(msgspec.structs.replace(TO_VITE, state=TunnelState.STALE)))
    assert "0 visitors" in texts(strip)


def test_message_takes_the_place_of_sums_for_a_while(strip):
    strip.say("Copied https://x\n\N{RIGHT-TO-LEFT OVERRIDE}")
    assert strip.message == "Copied https://x \N{REPLACEMENT CHARACTER}"
    assert "4 exposed" not in texts(strip)
    strip.refresh()
    assert "4 exposed" not in texts(strip)
    strip._passing.timeout.emit()
    assert (strip.message, texts(strip)[0]) == ("", "4 exposed")


def test_notices_wait_for_each_other(strip, link):
    for text in ("First.", "Second.", "Third."):
        strip.say_later(text)
    seen = []
    while strip.message:
        seen.append(strip.message)
        strip._passing.timeout.emit()
    assert seen == ["First.", "Second.", "Third."]


def test_what_the_user_has_just_done_is_said_at_once(strip):
    strip.say_later("Notice.")
    strip.say("Copied.")
    assert strip.message == "Copied."
