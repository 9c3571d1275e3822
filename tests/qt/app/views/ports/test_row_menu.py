import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from app.contract.values import Need, TunnelState
from app.models.ports import PortRow
from app.views.ports.row_menu import row_menu
from tests.qt.samples import JUPYTER, NOW, SSHD, TO_JUPYTER, TO_SSHD, UVICORN, local_port


@pytest.fixture
def texts(qtbot, actions):
    parent = QWidget()
    qtbot.addWidget(parent)

    def texts(port, tunnel=None, **fields):
        if fields:
            tunnel = msgspec.structs.replace(tunnel, **fields)
        menu = row_menu(PortRow("k", port, tunnel), actions, parent)
        return [action.text() for action in menu.actions() if not action.isSeparator()]

    return texts


def test_tunnel_without_a_url_offers_none(texts):
    assert texts(SSHD, TO_SSHD) == ["Show details", "Copy host and port", "Pause", "Close tunnel"]


def test_state_decides_what_can_be_done(texts):
    assert "Resume" in texts(JUPYTER, TO_JUPYTER, state=TunnelState.PAUSED)
    refused = texts(JUPYTER, TO_JUPYTER, state=TunnelState.REFUSED)
    assert refused[-2:] == ["Show QR code", "Close tunnel"]
    no_tcp = texts(JUPYTER, TO_JUPYTER, state=TunnelState.REFUSED, needs=Need.NO_TCP)
    assert no_tcp[-2:] == ["Open without raw TCP", "Close tunnel"]
    expired = texts(
        JUPYTER, TO_JUPYTER, state=TunnelState.CLOSED, closes_at=NOW, since=NOW, undo_until=NOW
    )
    assert expired[-1] == "Reopen"


def test_port_that_cannot_be_exposed_offers_only_its_address(texts):
    assert texts(local_port(7, "x", unreachable_reason="No.")) == ["Copy 127.0.0.1:7"]


def test_menu_shows_the_keys(actions, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = row_menu(PortRow("k", UVICORN, None), actions, parent)
    assert menu.actions()[0].shortcut() == QKeySequence(Qt.Key.Key_Return)
    assert menu.accessibleName() == "Actions of uvicorn"
