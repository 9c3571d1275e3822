import pytest
from msgspec.structs import replace

from app.contract.events import RelaysChanged
from app.contract.values import Need, RelayState
from app.views.sidebar_parts import SidebarFooter, SidebarHeader
from app.views.theme import theme
from tests.qt.samples import NOW, R5


@pytest.fixture(autouse=True)
def light_theme(qapp):
    if not qapp.styleSheet():
        theme().apply(qapp, "light", 100)


@pytest.fixture
def footer(qtbot, engine):
    footer = SidebarFooter(engine[0], clock=lambda: NOW)
    qtbot.addWidget(footer)
    footer.resize(200, 60)
    footer.show()
    return footer


def test_header_is_52_px_high_and_keeps_its_picture_in_a_rail(qtbot):
    header = SidebarHeader()
    qtbot.addWidget(header)
    header.show()
    assert (header.height(), header._name.isVisible()) == (52, True)
    header.set_rail(True)
    assert (header.height(), header._name.isVisible()) == (52, False)
    assert not header._logo.pixmap().isNull()


def test_footer_names_the_relay_and_the_gear(footer):
    assert footer._glyph.accessibleName().replace("\N{NO-BREAK SPACE}", " ") == (
        "r5 Frankfurt, Relay, 23 ms"
    )
    assert footer._gear.toolTip() == "Settings (Ctrl+,)"


def test_footer_says_that_the_keyring_is_needed(footer, link):
    asking = replace(R5, state=RelayState.CONNECTING, needs=Need.KEYRING)
    link.say(RelaysChanged((asking,)))
    assert footer._glyph.accessibleName() == "r5 Frankfurt, Keyring locked"


def test_rail_stacks_glyph_and_gear(footer):
    footer.set_rail(True)
    footer.resize(52, footer.height())
    footer.layout().activate()
    assert not footer._name.isVisible()
    assert footer._glyph.geometry().bottom() < footer._gear.geometry().top()
    footer.set_rail(False)
    assert footer._name.isVisible()


@pytest.mark.parametrize("is_embedded", [True, False])
@pytest.mark.parametrize("state", list(RelayState))
def test_state_of_the_relay_is_not_cut_in_a_wide_font(footer, link, state, is_embedded):
    link.say(RelaysChanged((replace(R5, state=state, is_embedded=is_embedded),)))
    words = footer._state
    width = words.fontMetrics().horizontalAdvance(words.text()) * 1.25
    assert width <= words.contentsRect().width(), words.text()


def test_footer_says_that_a_locked_keyring_lets_nothing_last(footer, link):
    link.say(RelaysChanged((replace(R5, warning="Addresses last until Porthole ends."),)))
    assert footer._state.text() == "Keyring locked"
    assert footer._glyph.state == "warn"
    assert "Addresses last until Porthole ends." in footer._glyph.toolTip()


def test_footer_says_that_this_computer_is_offline(footer, link):
    away = replace(R5, state=RelayState.UNREACHABLE, is_offline=True)
    link.say(RelaysChanged((away,)))
    assert (footer._state.text(), footer._glyph.state) == ("Offline", "stale")


def test_footer_names_this_computer_as_everything_else_does(footer, link):
    link.say(RelaysChanged((replace(R5, name="this computer", is_embedded=True),)))
    assert footer._name.text() == "This computer"


def test_relay_that_is_away_for_a_moment_is_no_warning_yet(footer, link):
    away = replace(R5, state=RelayState.UNREACHABLE, since=NOW - 12)
    link.say(RelaysChanged((away,)))
    assert footer._glyph.state == "connecting"
    link.say(RelaysChanged((replace(away, since=NOW - 70),)))
    assert footer._glyph.state == "warn"
