import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.contract.commands import Check, Close, DropTcp, Reopen
from app.contract.events import ConnectionsChanged, Counted, Done, Failed
from app.contract.values import Counters, Need, TunnelState
from app.models.connection_watch import connection_watch_of
from app.views.pane.tunnel_pane import TunnelPane
from tests.qt.samples import (
    CONNECTIONS,
    NOW,
    TO_JUPYTER,
    TO_NEXT,
    TO_SSHD,
    at,
)


@pytest.fixture
def pane(engine, qtbot):
    pane = TunnelPane(engine[0], lambda: NOW)
    qtbot.addWidget(pane)
    pane.resize(360, 711)
    pane.show_tunnel(TO_JUPYTER)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def texts(pane):
    return [
        each.text().replace("\xa0", " ")
        for each in pane.findChildren(QLabel)
        if each.isVisibleTo(pane) and each.text()
    ]


def button(pane, name):
    (found,) = [
        each
        for each in pane.findChildren(QAbstractButton)
        if each.isVisibleTo(pane) and each.accessibleName() == name
    ]
    return found


def has_button(pane, name):
    return any(
        each.isVisibleTo(pane) and each.accessibleName() == name
        for each in pane.findChildren(QAbstractButton)
    )


def press(qtbot, pane, name):
    qtbot.mouseClick(button(pane, name), Qt.MouseButton.LeftButton)


def clipboard():
    return QGuiApplication.clipboard().text()


def test_a_live_tunnel_shows_proof_readers_and_sockets(pane):
    shown = texts(pane)
    for text in (
        *("jupyter-lab", "8888", "Verified 4 s ago", "23 ms"),
        *("Relay r5 can read this traffic", "wtqcahqwhd4tu7n2kzsp.r5.harbor.example:443", "none"),
    ):
        assert text in shown


def test_a_proof_that_grows_old_is_no_proof(pane, monkeypatch):
    monkeypatch.setattr(pane, "_clock", lambda: NOW + 60)
    pane.refresh()
    assert "Not verified" in texts(pane)
    assert "last seen 1 min 04 s ago" in texts(pane)


def test_the_url_is_copied_and_the_button_says_so(pane, qtbot):
    with qtbot.waitSignal(pane.copied) as copied:
        press(qtbot, pane, "Copy URL")
    assert copied.args == [TO_JUPYTER.url] == [clipboard()]
    copy = button(pane, "Copy URL")
    assert copy.text() == "Copied"


def test_news_do_not_take_back_what_the_button_says(pane, qtbot):
    press(qtbot, pane, "Copy URL")
    pane.show_tunnel(replace(TO_JUPYTER, verified_at=NOW))
    pane.refresh()
    assert button(pane, "Copy URL").text() == "Copied"
    pane.show_tunnel(TO_SSHD)
    assert button(pane, "Copy address").text() == "Copy address"


def test_a_tunnel_that_is_off_shows_no_way_to_its_port(pane):
    for state, socket in ((TunnelState.PAUSED, True), (TunnelState.CLOSED, False)):
        pane.show_tunnel(replace(TO_JUPYTER, state=state))
        assert not pane._path.isVisible()
        assert "Relay r5 can read this traffic" not in texts(pane)
        assert pane._tls.isVisible() is socket
    pane.show_tunnel(TO_JUPYTER)
    assert pane._path.isVisible()


def test_connections_that_were_open_are_lost_with_the_relay(pane, link, qtbot):
    pane._watch.watch(pane, TO_JUPYTER.id)
    link.say(ConnectionsChanged(TO_JUPYTER.id, CONNECTIONS))
    link.say(Counted((Counters(TO_JUPYTER.id, NOW, 1, 1, 3, 131),)))
    pane.refresh()
    assert {"3 open", "203.0.113.42"} <= set(texts(pane))
    pane.show_tunnel(replace(TO_JUPYTER, state=TunnelState.STALE, attempt=2))
    shown = texts(pane)
    assert "0 open" in shown
    assert "203.0.113.42" not in shown
    assert any(each.startswith("Last visitor 192.0.2.88") for each in shown)


def test_the_whole_socket_is_copied_though_it_is_shortened(pane, qtbot):
    press(qtbot, pane, "Copy TLS socket")
    assert clipboard() == "wtqcahqwhd4tu7n2kzsp.r5.harbor.example:443"


def test_curl_is_told_of_the_relays_own_authority(pane, qtbot):
    pane.show_tunnel(replace(TO_JUPYTER, ca_file="/home/me/my ca.pem"))
    press(qtbot, pane, "Copy as curl command")
    assert clipboard() == f"curl --cacert '/home/me/my ca.pem' {TO_JUPYTER.url}"


def test_ssh_is_reached_by_its_raw_port(pane, qtbot):
    pane.show_tunnel(TO_SSHD)
    press(qtbot, pane, "Copy as ssh command")
    assert clipboard() == "ssh -p 23447 r3.harbor.example"
    assert "Porthole adds no encryption. SSH has its own." in texts(pane)
    press(qtbot, pane, "Copy address")
    assert clipboard() == "r3.harbor.example:23447"
    assert not has_button(pane, "Copy as curl command")


def test_a_command_that_failed_says_why_beneath(pane, qtbot, link):
    press(qtbot, pane, "Close tunnel")
    link.say(Failed(link.commands[-1].id, "The relay has no free <port>."))
    assert "The relay has no free <port>." in texts(pane)
    press(qtbot, pane, "Close tunnel")
    assert "The relay has no free <port>." not in texts(pane)


def test_closing_tells_how_many_connections_it_ends(pane, qtbot, link):
    link.say(Counted((Counters(TO_JUPYTER.id, NOW, 1, 1, 3, 9),)))
    press(qtbot, pane, "Close tunnel")
    command = link.commands[-1]
    assert isinstance(command, Close)
    with qtbot.waitSignal(pane.closed) as closed:
        link.say(Done(command.id))
    assert closed.args == [TO_JUPYTER, 3]


def test_no_control_leads_nowhere_before_there_is_an_address(pane):
    pane.show_tunnel(
        replace(TO_JUPYTER, state=TunnelState.OPENING, url="", tls_socket=None, verified_at=None)
    )
    assert not button(pane, "Copy URL").isEnabled()
    assert not button(pane, "Show QR code").isEnabled()
    assert not has_button(pane, "Open in browser")
    assert not has_button(pane, "Copy TLS socket")


def test_a_tunnel_that_the_user_has_closed_is_no_trouble_and_can_be_opened_again(pane, qtbot, link):
    pane.show_tunnel(replace(TO_JUPYTER, state=TunnelState.CLOSED))
    reopen, copy = button(pane, "Reopen"), button(pane, "Copy URL")
    assert (reopen.property("kind"), copy.property("kind")) == ("primary", "normal")
    assert not has_button(pane, "Open in browser")
    assert not has_button(pane, "Show QR code")
    press(qtbot, pane, "Reopen")
    assert isinstance(link.commands[-1], Reopen)
    pane.show_tunnel(TO_JUPYTER)
    assert copy.property("kind") == "primary"
    assert has_button(pane, "Show QR code")


def test_a_port_that_is_gone_is_explained(pane, qtbot, link):
    pane.show_tunnel(TO_NEXT)
    shown = texts(pane)
    assert "Nothing listens on port 3000" in shown
    assert (
        "next-server stopped listening at 14:30:53. The tunnel stays open and works again as soon "
        "as the port answers. Until then visitors see a closed connection."
    ) in shown
    assert "port does not" in shown
    press(qtbot, pane, "Check now")
    assert isinstance(link.commands[-1], Check)
    with qtbot.waitSignal(pane.retarget_requested):
        press(qtbot, pane, "Point to another port…")


def test_a_relay_that_is_away_is_tried_again_at_once(pane, qtbot, link):
    pane.show_tunnel(
        replace(
            TO_JUPYTER,
            state=TunnelState.STALE,
            verified_at=NOW - 48,
            attempt=3,
            next_attempt_at=NOW + 4,
            kept_until=at(14, 52),
        )
    )
    shown = texts(pane)
    assert "Relay r5 does not answer. Next try in 4 s." in shown
    assert "The address is kept until 14:52. Attempt 3." in shown
    assert "last seen 48 s ago" in shown
    press(qtbot, pane, "Try now")
    assert link.commands[-1] == Check(link.commands[-1].id, TO_JUPYTER.id)


@pytest.mark.parametrize("state", [TunnelState.PAUSED, TunnelState.CLOSED, TunnelState.REFUSED])
def test_what_is_off_can_be_reopened(pane, qtbot, link, state):
    pane.show_tunnel(replace(TO_JUPYTER, state=state, reason="Token revoked."))
    press(qtbot, pane, "Reopen")
    assert link.commands[-1] == Reopen(link.commands[-1].id, TO_JUPYTER.id)


def test_a_locked_keyring_is_asked_again(pane, qtbot, link):
    pane.show_tunnel(replace(TO_JUPYTER, state=TunnelState.REFUSED, needs=Need.KEYRING, url=""))
    assert {"Your keyring is locked", "Keyring locked", "no address yet"} <= set(texts(pane))
    qtbot.mouseClick(button(pane, "Unlock…"), Qt.MouseButton.LeftButton)
    assert link.commands[-1] == Reopen(link.commands[-1].id, TO_JUPYTER.id)


def test_a_tunnel_opens_without_the_raw_tcp_port_that_was_refused(pane, qtbot, link):
    pane.show_tunnel(
        replace(TO_JUPYTER, state=TunnelState.REFUSED, needs=Need.NO_TCP, wants_tcp=True)
    )
    press(qtbot, pane, "Open without raw TCP")
    assert link.commands[-1] == DropTcp(link.commands[-1].id, TO_JUPYTER.id)


def test_a_computer_that_was_revoked_can_join_again(pane, qtbot):
    pane.show_tunnel(replace(TO_JUPYTER, state=TunnelState.REFUSED, needs=Need.INVITATION))
    with qtbot.waitSignal(pane.relays_requested):
        qtbot.mouseClick(button(pane, "Join again…"), Qt.MouseButton.LeftButton)


def test_a_raw_tcp_port_is_offered_where_there_is_none(pane, qtbot):
    with qtbot.waitSignal(pane.tcp_requested):
        qtbot.mouseClick(button(pane, "Add TCP socket…"), Qt.MouseButton.LeftButton)
    for other in (
        {"tcp_socket": ("r5.harbor.example", 23447)},
        {"wants_tcp": True},
        {"http2": True},
        {"state": TunnelState.PAUSED},
        {"state": TunnelState.REFUSED},
    ):
        pane.show_tunnel(replace(TO_JUPYTER, **other))
        assert "Add…" not in [
            each.text() for each in pane.findChildren(QAbstractButton) if each.isVisibleTo(pane)
        ]


def test_the_link_to_curl_begins_where_the_texts_do(pane):
    picture = pane._curl.grab().toImage()
    columns = range(picture.width())
    ground = picture.pixelColor(0, 0)
    first = next(
        x
        for x in columns
        if any(picture.pixelColor(x, y) != ground for y in range(picture.height()))
    )
    assert first / picture.devicePixelRatio() <= 3


def test_an_unkept_promise_is_not_made(pane):
    pane.show_tunnel(replace(TO_JUPYTER, state=TunnelState.STALE, attempt=1, kept_until=None))
    assert "Attempt 1." in texts(pane)


def test_the_newest_open_connections_are_listed(pane, engine, link):
    connection_watch_of(engine[0]).watch(pane, TO_JUPYTER.id)
    link.say(ConnectionsChanged(TO_JUPYTER.id, CONNECTIONS))
    shown = texts(pane)
    assert "3 open" in shown
    assert "2001:db8:4f2::a17" in shown
    assert "192.0.2.88" not in shown


def test_the_last_visitor_is_told_when_nobody_is_there(pane, engine, link):
    connection_watch_of(engine[0]).watch(pane, TO_JUPYTER.id)
    link.say(ConnectionsChanged(TO_JUPYTER.id, CONNECTIONS[3:]))
    assert "Last visitor 192.0.2.88, 14:19, 1 min 00 s, closed by visitor" in texts(pane)


def test_hostile_texts_are_shown_as_they_are(pane):
    evil = "<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}&evil"
    pane.show_tunnel(replace(TO_JUPYTER, title=evil, relay=evil, folder=evil))
    assert "<b>x</b>\N{REPLACEMENT CHARACTER}&evil" in texts(pane)
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in pane.findChildren(QLabel))


def test_every_button_has_a_name(pane):
    for tunnel in (TO_JUPYTER, TO_SSHD, TO_NEXT):
        pane.show_tunnel(tunnel)
        buttons = [each for each in pane.findChildren(QAbstractButton) if each.isVisibleTo(pane)]
        assert all(each.accessibleName() for each in buttons)


@pytest.mark.parametrize("state", list(TunnelState))
def test_every_state_can_be_shown(pane, state):
    pane.show_tunnel(replace(TO_JUPYTER, state=state, reason="Because."))
    assert not pane.grab().isNull()


def test_a_relay_of_this_computer_lets_nobody_read(engine, pane, link):
    from app.contract.events import RelaysChanged
    from app.contract.values import Relay, RelayState

    own = Relay("this computer", RelayState.READY, NOW, is_embedded=True, is_chosen=True)
    link.say(RelaysChanged((own,)))
    pane.show_tunnel(replace(TO_JUPYTER, relay="this computer"))
    assert "Only this computer can read this traffic" in texts(pane)
