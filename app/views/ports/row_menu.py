"""The context menu of a row: all that can be done with it, with the keys that do the same."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.contract.values import Need, TunnelState
from app.models.ports import PortRow
from app.models.row_words import program_text
from app.models.status_words import is_expired
from app.views.ports.row_actions import RowActions, local_address

translate = QCoreApplication.translate


def row_menu(row: PortRow, actions: RowActions, parent: QWidget) -> QMenu:
    """Return a menu for `row` that deletes itself when it closes."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.setAccessibleName(
        translate("RowMenu", "Actions of {name}").format(name=program_text(row.program))
    )
    if row.tunnel is None:
        _add_port_actions(menu, row, actions)
    else:
        _add_tunnel_actions(menu, row, actions)
    return menu


def _add_port_actions(menu: QMenu, row: PortRow, actions: RowActions) -> None:
    if row.port is not None and not row.port.unreachable_reason:
        if row.port.risk is None:
            _add(menu, translate("RowMenu", "Expose"), "Return", actions.expose, row)
        text = translate("RowMenu", "Expose with options…")
        _add(menu, text, "Shift+Return", actions.open_options, row)
        menu.addSeparator()
    text = translate("RowMenu", "Copy {address}")
    _add(menu, _quoted(text.format(address=local_address(row))), "Ctrl+C", actions.copy, row)


def _add_tunnel_actions(menu: QMenu, row: PortRow, actions: RowActions) -> None:
    tunnel = row.tunnel
    assert tunnel is not None
    _add(menu, translate("RowMenu", "Show details"), "Return", actions.activate, row)
    menu.addSeparator()
    if tunnel.url:
        _add(menu, translate("RowMenu", "Copy URL"), "Ctrl+C", actions.copy, row)
    if tunnel.tcp_socket or tunnel.tls_socket:
        text = translate("RowMenu", "Copy host and port")
        _add(menu, text, "Ctrl+Shift+C", actions.copy_socket, row)
    if tunnel.url:
        text = translate("RowMenu", "Open in browser")
        _add(menu, text, "Ctrl+O", actions.open_in_browser, row)
        _add(menu, translate("RowMenu", "Show QR code"), "Ctrl+R", actions.show_qr, row)
    menu.addSeparator()
    _add_state_actions(menu, row, actions)


def _add_state_actions(menu: QMenu, row: PortRow, actions: RowActions) -> None:
    tunnel = row.tunnel
    assert tunnel is not None
    if is_expired(tunnel):
        _add(menu, translate("RowMenu", "Reopen"), "Ctrl+P", actions.pause_or_resume, row)
        return
    is_paused = tunnel.state is TunnelState.PAUSED
    text = translate("RowMenu", "Resume") if is_paused else translate("RowMenu", "Pause")
    if tunnel.state is not TunnelState.REFUSED:
        _add(menu, text, "Ctrl+P", actions.pause_or_resume, row)
    if tunnel.needs is Need.NO_TCP:
        _add(menu, translate("RowMenu", "Open without raw TCP"), "", actions.drop_tcp, row)
    _add(menu, translate("RowMenu", "Close tunnel"), "Delete", actions.close, row)


def _add(menu: QMenu, text: str, keys: str, act: Callable[[PortRow], None], row: PortRow) -> None:
    action = QAction(text, menu)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda: act(row))  # The menu, and this with it, is gone when closed.
    menu.addAction(action)


def _quoted(text: str) -> str:
    """Return a text for a menu, where a single `&` would mark the next letter."""
    return text.replace("&", "&&")
