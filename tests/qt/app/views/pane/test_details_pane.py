import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.contract.commands import Close, Expose, Retarget, Watch
from app.contract.events import Done, PortsChanged, TunnelChanged, TunnelGone
from app.contract.values import Need, TunnelState
from app.models.preferences import Preferences
from app.settings import Settings
from app.views.pane.details_pane import DetailsPane
from app.views.pane.expose_form import ExposeForm
from app.views.pane.port_pane import NothingSelected, PortPane
from app.views.pane.tunnel_pane import TunnelPane
from app.views.pane.welcome_pane import WelcomePane
from tests.qt.samples import (
    ASTRO,
    JUPYTER,
    NEXT,
    NOW,
    OLLAMA,
    POSTGRES,
    TO_JUPYTER,
    TO_NEXT,
    TO_SSHD,
    TO_VITE,
    UVICORN,
    snapshot,
    tell_costs,
    tunnel_to,
)


@pytest.fixture
def preferences():
    return Preferences(Settings(), lambda _: None)


@pytest.fixture
def pane(engine, preferences, qtbot):
    pane = DetailsPane(engine[0], preferences, clock=lambda: NOW)
    qtbot.addWidget(pane)
    pane.resize(360, 711)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def edit_form(pane, qtbot):
    pane.show_form(UVICORN.id)
    qtbot.keyClicks(pane.findChild(ExposeForm).findChild(QLineEdit), "x")


def test_the_selection_decides(pane):
    assert isinstance(pane.shown, NothingSelected)
    for show, subject, part in (
        (pane.show_tunnel, TO_JUPYTER.id, TunnelPane),
        (pane.show_port, UVICORN.id, PortPane),
        (pane.show_form, UVICORN.id, ExposeForm),
        (pane.show_tunnel, "nobody", NothingSelected),
        (pane.show_port, "nobody", NothingSelected),
    ):
        show(subject)
        assert isinstance(pane.shown, part)


def test_before_anything_was_exposed_the_pane_explains(pane, link, preferences):
    preferences.change(has_seen_welcome=False)
    link.say(snapshot(tunnels=()))
    assert isinstance(pane.shown, WelcomePane)
    pane.show_port(UVICORN.id)
    assert isinstance(pane.shown, WelcomePane)
    pane.show_port(ASTRO.id)
    assert isinstance(pane.shown, PortPane)


def test_a_form_with_edits_stays_until_esc(pane, qtbot):
    edit_form(pane, qtbot)
    pane.show_tunnel(TO_JUPYTER.id)
    assert isinstance(pane.shown, ExposeForm)
    with qtbot.waitSignal(pane.form_closed):
        qtbot.keyClick(pane.shown, Qt.Key.Key_Escape)
    assert isinstance(pane.shown, TunnelPane)


def test_a_form_without_edits_gives_way(pane):
    pane.show_form(UVICORN.id)
    pane.show_tunnel(TO_JUPYTER.id)
    assert isinstance(pane.shown, TunnelPane)


def test_news_do_not_disturb_a_form(pane, link, qtbot):
    edit_form(pane, qtbot)
    link.say(PortsChanged("local", (UVICORN,)))
    link.say(TunnelChanged(replace(TO_JUPYTER, round_trip_ms=99.0)))
    link.say(snapshot())
    assert isinstance(pane.shown, ExposeForm)


def test_news_do_not_take_a_form_away_that_is_still_read(pane, link):
    pane.show_form(UVICORN.id)
    link.say(PortsChanged("local", (UVICORN, ASTRO)))
    link.say(snapshot())
    pane.show_port(UVICORN.id)
    assert isinstance(pane.shown, ExposeForm)
    pane.show_port(ASTRO.id)
    assert isinstance(pane.shown, PortPane)


def test_a_submitted_form_becomes_the_tunnel(pane, link, qtbot):
    pane.show_form(UVICORN.id)
    pane.findChild(ExposeForm).submit()
    command = link.commands[-1]
    assert isinstance(command, Expose)
    with qtbot.waitSignals([pane.form_closed, pane.exposed]):
        link.say(TunnelChanged(tunnel_to(UVICORN, "", id="t9", state=TunnelState.OPENING)))
        link.say(Done(command.id, "t9"))
    assert isinstance(pane.shown, TunnelPane)
    assert pane.shown.tunnel.id == "t9"


def test_answer_that_comes_late_takes_nobody_away_from_another_form(pane, link, qtbot):
    pane.show_form(UVICORN.id)
    pane.findChild(ExposeForm).submit()
    command = link.commands[-1]
    pane.show_form(OLLAMA.id)
    qtbot.keyClicks(pane.findChild(ExposeForm).findChild(QLineEdit), "x")
    with qtbot.waitSignal(pane.exposed):
        link.say(TunnelChanged(tunnel_to(UVICORN, "abc", id="t9")))
        link.say(Done(command.id, "t9"))
    assert isinstance(pane.shown, ExposeForm)
    assert pane.shown.draft.port == OLLAMA


def test_a_tunnel_told_of_after_the_answer_is_shown_then(pane, link):
    pane.show_form(UVICORN.id)
    pane.findChild(ExposeForm).submit()
    link.say(Done(link.commands[-1].id, "t9"))
    link.say(TunnelChanged(tunnel_to(UVICORN, "", id="t9", state=TunnelState.OPENING)))
    assert isinstance(pane.shown, TunnelPane)


def test_a_port_is_exposed_from_the_pane(pane, link, qtbot):
    pane.show_port(OLLAMA.id)
    pane.shown._expose.click()
    assert link.commands[-1] == Expose(link.commands[-1].id, OLLAMA.target)
    with qtbot.waitSignal(pane.exposed):
        link.say(Done(link.commands[-1].id, "t9"))


def test_a_risky_port_gets_the_form_first(pane, link):
    pane.show_port(POSTGRES.id)
    pane.shown._expose.click()
    assert isinstance(pane.shown, ExposeForm)
    assert not any(isinstance(each, Expose) for each in link.commands)


def test_a_port_that_got_a_tunnel_elsewhere_shows_it(pane, link):
    pane.show_port(UVICORN.id)
    link.say(TunnelChanged(tunnel_to(UVICORN, "abc", id="t9")))
    assert isinstance(pane.shown, TunnelPane)


def test_whoever_has_exposed_a_port_once_is_not_told_how_again(pane, link, preferences):
    assert preferences.settings.has_seen_welcome
    link.say(snapshot(tunnels=()))
    assert isinstance(pane.shown, NothingSelected)
    pane.show_port(UVICORN.id)
    assert isinstance(pane.shown, PortPane)


def test_a_tunnel_that_is_gone_leaves_its_port_which_is_still_selected(pane, link):
    link.say(snapshot(tunnels=(TO_JUPYTER,)))
    pane.show_tunnel(TO_JUPYTER.id)
    link.say(TunnelGone(TO_JUPYTER.id))
    assert isinstance(pane.shown, PortPane)
    assert pane.shown._port == JUPYTER


def test_a_tunnel_that_is_gone_leaves_nothing_where_no_port_listens(pane, link):
    pane.show_tunnel(TO_NEXT.id)
    link.say(TunnelGone(TO_NEXT.id))
    assert isinstance(pane.shown, NothingSelected)
    link.say(PortsChanged("local", (NEXT,)))
    assert isinstance(pane.shown, PortPane)


def test_a_port_that_is_exposed_again_after_its_tunnel_has_gone_shows_it(pane, link):
    """It is still selected in the list, so that nothing else tells the pane of it."""
    pane.show_tunnel(TO_JUPYTER.id)
    link.say(TunnelGone(TO_JUPYTER.id))
    link.say(TunnelChanged(replace(TO_JUPYTER, id="t9")))
    assert isinstance(pane.shown, TunnelPane)
    assert pane.shown.tunnel.id == "t9"


def test_a_tunnel_that_is_gone_is_forgotten_when_something_else_is_selected(pane, link):
    pane.show_tunnel(TO_JUPYTER.id)
    link.say(TunnelChanged(tunnel_to(UVICORN, "abc", id="t8")))
    link.say(TunnelGone(TO_JUPYTER.id))
    pane.show_tunnel("t8")
    link.say(TunnelChanged(replace(TO_JUPYTER, id="t9")))
    assert pane.shown.tunnel.id == "t8"


def test_a_tunnel_is_followed(pane, link):
    pane.show_tunnel(TO_JUPYTER.id)
    link.say(TunnelChanged(replace(TO_JUPYTER, title="renamed")))
    assert pane.shown.tunnel.title == "renamed"


def test_connections_are_watched_only_while_they_can_be_seen(pane, link):
    pane.show_tunnel(TO_JUPYTER.id)
    pane.show_tunnel(TO_VITE.id)
    pane.show_port(UVICORN.id)
    pane.show_tunnel(TO_JUPYTER.id)
    pane.hide()
    watched = [each.tunnel for each in link.commands if isinstance(each, Watch)]
    assert watched == [TO_JUPYTER.id, TO_VITE.id, "", TO_JUPYTER.id, ""]


def test_closing_and_copying_are_told(pane, link, qtbot):
    pane.show_tunnel(TO_JUPYTER.id)
    with qtbot.waitSignal(pane.copied):
        pane.shown.card.copy()
    pane.shown._close.click()
    with qtbot.waitSignal(pane.closed) as closed:
        link.say(Done(link.commands[-1].id))
    assert isinstance(link.commands[-1], Close)
    assert closed.args[0] == TO_JUPYTER


def test_the_page_is_asked_for_by_the_tunnels_id(pane, qtbot):
    pane.show_tunnel(TO_JUPYTER.id)
    with qtbot.waitSignal(pane.page_requested) as asked:
        pane.shown._open_page.click()
    assert asked.args == [TO_JUPYTER.id]


def test_a_tunnel_is_pointed_to_another_port(pane, link, qtbot):
    pane.show_tunnel(TO_NEXT.id)
    pane.shown.retarget_requested.emit()
    pick = pane._pick
    assert pick.isVisible()
    qtbot.keyClicks(pick.focusWidget() or pick._edit, "8000")
    pick.choose(False)
    assert link.commands[-1] == Retarget(link.commands[-1].id, TO_NEXT.id, UVICORN.target)


def test_a_raw_tcp_port_is_offered_in_a_popup(pane):
    pane.show_tunnel(TO_JUPYTER.id)
    pane._tunnel.tcp_requested.emit(pane)
    assert pane._add_tcp.isVisible()
    pane._add_tcp.close()


def test_the_qr_code_pops_up(pane):
    pane.show_tunnel(TO_JUPYTER.id)
    pane.show_qr()
    assert pane._qr.isVisible()
    pane._qr.close()
    pane.show_port(UVICORN.id)
    pane.show_qr()
    assert not pane._qr.isVisible()


def test_it_never_scrolls_sideways(pane):
    for width in (340, 480):
        pane.resize(width, 300)
        for tunnel in (TO_JUPYTER, TO_NEXT):
            pane.show_tunnel(tunnel.id)
            assert pane.widget().minimumSizeHint().width() <= width
        pane.show_form(POSTGRES.id)
        assert pane.widget().minimumSizeHint().width() <= width


def test_it_never_scrolls_sideways_in_a_language_of_long_words(
    german, pane, link, preferences, qapp
):
    tell_costs(link)
    states = [replace(TO_NEXT, reason="x"), TO_SSHD]
    states += [replace(TO_JUPYTER, state=each, needs=Need.NO_TCP) for each in TunnelState]
    for tunnel in states:
        link.say(TunnelChanged(tunnel))
        pane.show_tunnel(tunnel.id)
        for rate in (pane._tunnel._traffic._in, pane._tunnel._traffic._out):
            rate.set_rate(385_900)
        qapp.processEvents()  # Each layout tells the next one in an event.
        assert pane.widget().minimumSizeHint().width() <= 340, tunnel.state
    for show in (pane.show_port, pane.show_form):
        show(POSTGRES.id)
        assert pane.widget().minimumSizeHint().width() <= 340
    pane._leave_form()
    preferences.change(has_seen_welcome=False)
    link.say(snapshot(tunnels=()))
    pane.show_nothing()
    assert isinstance(pane.shown, WelcomePane)
    assert pane.widget().minimumSizeHint().width() <= 340
