import msgspec
import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.contract.commands import Check, Close, Connect, DropTcp, Expose, Pause, Reopen
from app.contract.events import Done, Failed, PortsChanged, TunnelChanged, TunnelGone
from app.contract.values import TunnelState
from app.models.arrangement import Remedy
from app.models.ports import rows_of
from app.views.ports.row_actions import RowActions, kept_text, local_address
from tests.qt.samples import (
    JUPYTER,
    NOW,
    POSTGRES,
    TO_JUPYTER,
    TO_SSHD,
    TO_VITE,
    UVICORN,
    VITE,
    local_port,
    tunnel_to,
)


@pytest.fixture
def row(controller):
    def row(key):
        return next(row for row in rows_of(controller) if row.key == key)

    return row


@pytest.fixture
def said(actions):
    said = []
    actions.said.connect(said.append)
    return said


def clipboard():
    return QGuiApplication.clipboard().text()


NEW = tunnel_to(UVICORN, "abc", state=TunnelState.OPENING, url="", tls_socket=None)
NEW_LIVE = tunnel_to(UVICORN, "abc")


def test_one_click_exposes_and_the_first_proof_copies(actions, row, link, said):
    QGuiApplication.clipboard().setText("before")
    actions.expose(row(UVICORN.id))
    command = link.commands[-1]
    assert isinstance(command, Expose)
    assert command.target == UVICORN.target
    link.say(TunnelChanged(NEW))
    link.say(Done(command.id, NEW.id))
    link.say(TunnelChanged(msgspec.structs.replace(NEW_LIVE, state=TunnelState.CHECKING)))
    assert clipboard() == "before"
    link.say(TunnelChanged(NEW_LIVE))
    assert clipboard() == "https://abc.r5.harbor.example"
    assert said == ["Copied https://abc.r5.harbor.example"]


def test_proof_is_copied_once(actions, row, link, said):
    actions.watch_for_proof(TO_JUPYTER.id)
    link.say(TunnelChanged(msgspec.structs.replace(TO_JUPYTER, verified_at=NOW)))
    assert len(said) == 1


def test_nothing_is_copied_when_the_user_does_not_like_that(controller, link, qapp):
    actions = RowActions(controller, lambda: False, parent=controller)
    QGuiApplication.clipboard().setText("before")
    actions.watch_for_proof(TO_JUPYTER.id)
    assert clipboard() == "before"


@pytest.mark.parametrize("end", ["closed", "gone"])
def test_tunnel_that_ends_before_its_proof_is_not_copied(actions, link, said, end):
    actions.watch_for_proof(NEW.id)
    if end == "gone":
        link.say(TunnelGone(NEW.id))
    else:
        link.say(TunnelChanged(msgspec.structs.replace(NEW, state=TunnelState.REFUSED)))
    link.say(TunnelChanged(NEW_LIVE))
    assert said == []


def test_tunnels_of_the_last_time_are_not_copied(actions, link, said):
    link.say(TunnelChanged(NEW))
    link.say(TunnelChanged(NEW_LIVE))
    assert said == []


def test_port_that_was_exposed_elsewhere_is_copied(actions, row, link, said):
    actions.take_exposed(TO_VITE.id, False)
    assert clipboard() == TO_VITE.url
    assert said[-1] == "Port 5173 is already exposed. Its URL is copied."


def test_risky_port_asks_first(actions, row, link, qtbot):
    with qtbot.waitSignal(actions.options_requested) as asked:
        actions.activate(row(POSTGRES.id))
    assert asked.args == [POSTGRES.id]
    assert link.commands == []


def test_port_that_cannot_be_exposed_says_why(actions, row, link, said):
    port = local_port(7000, "x", unreachable_reason="Bound to another network\nnamespace.")
    link.say(PortsChanged("local", (port,)))
    actions.expose(row(port.id))
    assert (said, link.commands) == (["Bound to another network namespace."], [])


def test_exposed_port_is_not_exposed_again(actions, row, link, qtbot):
    actions.expose(row(VITE.id))
    assert link.commands == []
    with qtbot.waitSignal(actions.page_requested) as asked:
        actions.activate(row(VITE.id))
    assert asked.args == [TO_VITE.id]


def test_url_is_copied_and_said(actions, row, said, qtbot):
    with qtbot.waitSignal(actions.copied) as copied:
        actions.copy(row(JUPYTER.id))
    assert copied.args == [JUPYTER.id, TO_JUPYTER.url]
    assert (clipboard(), said) == (TO_JUPYTER.url, [f"Copied {TO_JUPYTER.url}"])


def test_copy_before_the_first_proof_says_so(actions, row, link, said):
    link.say(TunnelChanged(msgspec.structs.replace(TO_JUPYTER, state=TunnelState.CHECKING)))
    actions.copy(row(JUPYTER.id))
    assert (clipboard(), said[-1]) == (TO_JUPYTER.url, "Copied, not verified yet")


def test_without_an_address_nothing_is_copied(actions, row, link, said):
    QGuiApplication.clipboard().setText("before")
    link.say(TunnelChanged(NEW))
    actions.copy(row(UVICORN.id))
    assert (clipboard(), said) == ("before", ["There is no address yet"])


def test_copying_a_port_copies_its_local_address(actions, row):
    actions.copy(row(UVICORN.id))
    assert clipboard() == "127.0.0.1:8000"


def test_socket_is_copied_as_host_and_port(actions, row):
    actions.copy_socket(row(JUPYTER.id))
    assert clipboard() == "wtqcahqwhd4tu7n2kzsp.r5.harbor.example:443"
    actions.copy_socket(row(TO_SSHD.port_id))
    assert clipboard() == "r3.harbor.example:23447"


def test_address_from_a_hostile_relay_is_one_line(actions, row, link):
    link.say(TunnelChanged(msgspec.structs.replace(TO_JUPYTER, url="https://x\nrm -rf ~\x1b[31m")))
    actions.copy(row(JUPYTER.id))
    assert clipboard().isprintable()


def test_only_web_addresses_are_opened(actions, row, link, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    actions.open_in_browser(row(JUPYTER.id))
    link.say(TunnelChanged(msgspec.structs.replace(TO_JUPYTER, url="file:///etc/passwd")))
    actions.open_in_browser(row(JUPYTER.id))
    assert [url.toString() for url in opened] == [TO_JUPYTER.url]


def test_closing_is_immediate_and_can_be_undone(actions, row, link, qtbot):
    actions.close(row(JUPYTER.id))
    command = link.commands[-1]
    assert isinstance(command, Close)
    closed = msgspec.structs.replace(
        TO_JUPYTER, state=TunnelState.CLOSED, undo_until=NOW + 24 * 3600
    )
    link.say(TunnelChanged(closed))
    with qtbot.waitSignal(actions.undo_offered) as offered:
        link.say(Done(command.id))
    assert offered.args[0].replace("\N{NO-BREAK SPACE}", " ") == (
        "Tunnel to 8888 closed, 3 connections ended. Its address is kept for 24 h."
    )
    actions.undo()
    assert link.commands[-1] == Reopen(link.commands[-1].id, TO_JUPYTER.id)
    count = len(link.commands)
    actions.undo()
    assert len(link.commands) == count


def test_close_that_fails_offers_no_undo(actions, row, link, controller, qtbot):
    actions.close(row(JUPYTER.id))
    with qtbot.assertNotEmitted(actions.undo_offered), qtbot.waitSignal(controller.failed):
        link.say(Failed(link.commands[-1].id, "No."))


@pytest.mark.parametrize(
    ("ended", "text"),
    [
        (0, "Tunnel to 8888 closed."),
        (1, "Tunnel to 8888 closed, 1 connection ended."),
        (2, "Tunnel to 8888 closed, 2 connections ended."),
    ],
)
def test_undo_tells_how_many_connections_ended(actions, qtbot, ended, text):
    with qtbot.waitSignal(actions.undo_offered) as offered:
        actions.offer_undo(TO_JUPYTER, ended)
    assert offered.args[0] == text


def test_tunnel_is_paused_and_resumed(actions, row, link):
    actions.pause_or_resume(row(JUPYTER.id))
    assert isinstance(link.commands[-1], Pause)
    link.say(TunnelChanged(msgspec.structs.replace(TO_JUPYTER, state=TunnelState.PAUSED)))
    actions.pause_or_resume(row(JUPYTER.id))
    assert isinstance(link.commands[-1], Reopen)


def test_raw_tcp_port_is_given_up(actions, row, link):
    actions.drop_tcp(row(JUPYTER.id))
    assert link.commands[-1] == DropTcp(link.commands[-1].id, TO_JUPYTER.id)


def test_everything_can_be_checked_paused_and_connected(actions, link):
    actions.check()
    actions.pause_all()
    actions.help_source("ssh:gpu-box", Remedy.CONNECT)
    assert [type(each) for each in link.commands] == [Check, Pause, Connect]


def test_source_is_helped_by_what_helps_it(actions, link, qtbot):
    with qtbot.waitSignal(actions.question_requested) as requested:
        actions.help_source("ssh:gpu-box", Remedy.ANSWER)
    assert requested.args == ["ssh:gpu-box"]
    actions.help_source("containers", Remedy.TRY_AGAIN)
    assert [type(each) for each in link.commands] == [Check]


def test_addresses_read_as_people_type_them(row):
    assert local_address(row(VITE.id)) == "[::1]:5173"
    assert kept_text(86_400).replace("\N{NO-BREAK SPACE}", " ") == "24 h"
    assert kept_text(600).replace("\N{NO-BREAK SPACE}", " ") == "10 min 00 s"
