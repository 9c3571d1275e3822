"""A message across the top of a region."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.theme import theme
from app.views.widgets.banner import Banner
from app.views.widgets.buttons import Button

TITLE = "Relay r5 does not answer. Next try in 4 s."
TEXT = "Addresses are kept until 14:52. Attempt 3."


@pytest.fixture
def region(shown):
    host = QWidget()
    host.resize(600, 400)
    host.banner = Banner(host)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(host.banner)
    column.addStretch()
    return shown(host)


def test_a_banner_is_hidden_until_it_has_something_to_say(region):
    assert not region.banner.isVisible()
    region.banner.show_message("connecting", TITLE, TEXT)
    assert region.banner.isVisible()
    assert region.banner.accessibleName() == TITLE
    assert region.banner.accessibleDescription() == TEXT


@pytest.mark.parametrize(
    ("tone", "ground"), [("warn", "warn_soft"), ("error", "error_soft"), ("accent", "sel")]
)
def test_the_tone_is_seen(region, colours, tone, ground):
    region.banner.show_message("warn", TITLE, TEXT, tone)
    assert theme().color(ground).name() in colours(region.banner)


def test_buttons_move_under_the_text_when_there_is_little_room(region, qtbot):
    button = Button("Try now")
    region.banner.show_message("connecting", TITLE, TEXT)
    region.banner.set_buttons([button])
    qtbot.waitUntil(lambda: button.x() > 400)
    high = region.banner.height()
    region.resize(400, 400)
    qtbot.waitUntil(lambda: button.x() < 100)
    qtbot.waitUntil(lambda: region.banner.height() > high)
    assert button.geometry().bottom() <= region.banner.height()


def test_a_long_text_wraps_and_is_not_cut(region, qtbot):
    region.banner.show_message("warn", TITLE * 4, TEXT * 4)
    region.resize(320, 400)
    qtbot.waitUntil(lambda: region.banner.height() >= region.banner.heightForWidth(320))
    assert region.banner.height() > 150


def test_new_buttons_replace_the_old_ones(region, qtbot):
    first, second = Button("Try now"), Button("Move")
    region.banner.show_message("warn", TITLE)
    region.banner.set_buttons([first])
    with qtbot.waitSignal(first.destroyed):
        region.banner.set_buttons([second])
    assert second.isVisible()
