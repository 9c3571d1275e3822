import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea

from app.contract.commands import Check, Close, Pause, Reopen, Watch
from app.contract.events import (
    ChecksChanged,
    ConnectionsChanged,
    Counted,
    Done,
    Failed,
    TunnelChanged,
    TunnelGone,
)
from app.contract.values import Counters, TunnelState
from app.views.page.tunnel_page import TunnelPage
from tests.qt.samples import (
    CONNECTIONS,
    NOW,
    TO_JUPYTER,
    TO_SSHD,
    snapshot,
    tell_costs,
)


@pytest.fixture
def page(engine, qtbot):
    page = TunnelPage(engine[0], clock=lambda: NOW)
    qtbot.addWidget(page)
    page.resize(960, 700)
    page.show_tunnel(TO_JUPYTER.id)
    with qtbot.waitExposed(page):
        page.show()
    return page


def texts(page):
    return [
        each.text().replace("\xa0", " ")
        for each in page.findChildren(QLabel)
        if each.isVisibleTo(page)
    ]


def button(page, name):
    (found,) = [
        each
        for each in page.findChildren(QAbstractButton)
        if each.isVisibleTo(page) and each.accessibleName() == name
    ]
    return found


def test_the_head_says_where_the_port_is(page):
    shown = texts(page)
    for text in ("jupyter-lab", "8888", "127.0.0.1 on gpu-box, ~/rag-eval"):
        assert text in shown


def test_the_card_says_what_is_proven_and_who_reads(page):
    shown = texts(page)
    for text in (
        "Verified 4 s ago, 23 ms",
        "Relay r5 can read this traffic",
        "same name, port 443",
    ):
        assert text in shown


def test_a_socket_in_words_is_copied_as_it_is(page):
    button(page, "Copy TLS socket").click()
    assert QGuiApplication.clipboard().text() == "wtqcahqwhd4tu7n2kzsp.r5.harbor.example:443"


def test_a_raw_socket_is_the_address_of_ssh(page, qtbot):
    page.show_tunnel(TO_SSHD.id)
    with qtbot.waitSignal(page.copied) as copied:
        button(page, "Copy address").click()
    assert copied.args == ["r3.harbor.example:23447"]


def test_figures_are_those_of_the_engine(page, link):
    link.say(Counted((Counters(TO_JUPYTER.id, NOW, 4_600_000, 312_000_000, 3, 131),)))
    page.refresh()
    shown = texts(page)
    for text in ("4.60 MB", "312 MB", "3", "2 h 14 min"):
        assert text in shown


def test_figures_nobody_knows_are_no_zeros(page):
    assert texts(page).count("–") == 4


@pytest.mark.parametrize(("span", "seconds"), [("1 min", 60), ("10 min", 600), ("1 h", 3600)])
def test_the_chart_reaches_back_as_far_as_chosen(page, span, seconds):
    button(page, span).click()
    buckets = page.traffic.chart._buckets
    assert buckets[-1].at - buckets[0].at == pytest.approx(seconds, rel=0.05)


def test_what_the_cursor_reads_stands_above_the_chart(page, qtbot):
    qtbot.keyClick(page.traffic.chart, Qt.Key.Key_End)
    assert any("no data" in each or ", in " in each for each in texts(page))


def test_esc_goes_back(page, qtbot):
    with qtbot.waitSignal(page.back_requested):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_keys_open_the_tabs(page, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert page.tabs.currentIndex() == 1
    assert page.connections.isVisible()
    for following in (2, 0):
        qtbot.keyClick(page, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        assert page.tabs.currentIndex() == following
    qtbot.keyClick(page, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert page.tabs.currentIndex() == 0


def test_a_tunnel_is_paused_and_reopened(page, link):
    button(page, "Pause").click()
    assert isinstance(link.commands[-1], Pause)
    link.say(TunnelChanged(replace(TO_JUPYTER, state=TunnelState.PAUSED)))
    button(page, "Reopen").click()
    assert isinstance(link.commands[-1], Reopen)


def test_closing_is_told_and_failing_is_said(page, link, qtbot):
    button(page, "Close tunnel").click()
    assert isinstance(link.commands[-1], Close)
    with qtbot.waitSignal(page.closed) as closed:
        link.say(Done(link.commands[-1].id))
    assert closed.args == [TO_JUPYTER, 0]
    button(page, "Pause").click()
    link.say(Failed(link.commands[-1].id, "Not now."))
    assert "Not now." in texts(page)


def test_a_tunnel_that_is_gone_leads_back(page, link, qtbot):
    with qtbot.waitSignal(page.back_requested):
        link.say(TunnelGone(TO_JUPYTER.id))


def test_an_engine_that_lost_the_tunnel_leads_back(page, link, qtbot):
    with qtbot.waitSignal(page.back_requested):
        link.say(snapshot(tunnels=()))


def test_connections_are_watched_while_the_page_is_seen(page, link):
    link.say(ConnectionsChanged(TO_JUPYTER.id, CONNECTIONS))
    assert page.connections.table.model().rowCount() == 4
    page.hide()
    watched = [each.tunnel for each in link.commands if isinstance(each, Watch)]
    assert watched == [TO_JUPYTER.id, ""]


@pytest.mark.parametrize("state", list(TunnelState))
def test_every_state_can_be_shown(page, link, state):
    link.say(TunnelChanged(replace(TO_JUPYTER, state=state, url="", tls_socket=None)))
    assert not page.grab().isNull()


def test_every_button_has_a_name(page):
    for tab in (0, 1):
        page.tabs.setCurrentIndex(tab)
        buttons = [each for each in page.findChildren(QAbstractButton) if each.isVisibleTo(page)]
        assert all(each.accessibleName() or each.text() for each in buttons)


def test_hostile_texts_are_shown_as_they_are(page, link):
    evil = "<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}&evil"
    link.say(TunnelChanged(replace(TO_JUPYTER, title=evil, folder=evil, address=evil)))
    assert "<b>x</b>\N{REPLACEMENT CHARACTER}&evil" in texts(page)
    labels = page.findChildren(QLabel)
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in labels)


def test_a_tab_needs_no_room_for_what_others_show(page, link, qtbot):
    tell_costs(link)
    page.resize(960, 660)
    (scroll,) = page.findChildren(QScrollArea)
    page.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    page.tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() == 0)
    assert page.traffic.isVisible()
    assert not page.cost.isVisible()


def test_a_raw_tcp_port_is_offered_in_a_popup(page):
    page.card.tcp_requested.emit(page.card)
    assert page._add_tcp.isVisible()
    page._add_tcp.close()


def test_the_tab_says_how_many_connections_are_open(page, link):
    titles = [page.tabs.tabText(number) for number in range(page.tabs.count())]
    assert titles == ["Traffic", "Connections", "Cost"]
    link.say(ConnectionsChanged(TO_JUPYTER.id, CONNECTIONS))
    assert page.tabs.tabText(1) == "Connections  3"
    link.say(ConnectionsChanged(TO_JUPYTER.id, CONNECTIONS[-1:]))
    assert page.tabs.tabText(1) == "Connections"


def test_checks_of_the_address_are_shown_and_asked_for(page, link, qtbot):
    link.say(ChecksChanged(TO_JUPYTER.id, ((NOW - 4, 23.0),)))
    page.refresh()
    assert "1 of 1 passed, median 23 ms, worst 23 ms." in texts(page)
    button(page, "Check now").click()
    assert link.commands[-1] == Check(link.commands[-1].id, TO_JUPYTER.id)
