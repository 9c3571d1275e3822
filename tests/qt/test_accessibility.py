"""What screen readers, keyboards and large texts find in all windows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.contract.events import PortsChanged, TunnelChanged
from app.models.numbers import SPACE
from app.plain_text import REPLACEMENT
from app.views.icons import STATUS_TOKENS, status_pixmap
from app.views.theme import theme
from tests.qt.app.views.looks import light
from tests.qt.samples import local_port, tunnel_to
from tests.screenshots import scenes

__all__ = ["light"]

Role = QAccessible.Role
NEED_NAMES = {
    Role.PushButton,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.PageTab,
    Role.List,
    Role.Table,
    Role.Slider,
    Role.SpinBox,
}
HOSTILE = "<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}&evil"
SHOWN = f"<b>x</b>{REPLACEMENT}&evil"


@pytest.fixture(autouse=True)
def _in_light(light):
    """Begin every test with the light theme at a text size of 100 %."""


@pytest.fixture
def stage(qtbot):
    """Show a scene of the screenshots."""

    def show(scene):
        window = scene()
        qtbot.addWidget(window)
        for _ in range(3):
            QApplication.processEvents()
        return window

    return show


def nodes(interface):
    """Return all parts of the tree that a screen reader reads."""
    found = [interface]
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            found += nodes(child)
    return found


WINDOWS = {
    name: scene
    for name, scene in scenes.SCENES.items()
    if name.startswith(("01", "02", "03a", "03b-expose-docker", "05a", "05b", "05d", "05h", "06"))
}


@pytest.mark.parametrize("name", WINDOWS)
def test_every_control_has_a_name(stage, name):
    window = stage(WINDOWS[name])
    unnamed = [
        f"{node.role()} {node.object()}"
        for node in nodes(QAccessible.queryAccessibleInterface(window))
        if node.role() in NEED_NAMES and not node.text(QAccessible.Text.Name).strip()
    ]
    assert unnamed == []


def test_each_row_is_a_sentence(stage):
    window = stage(scenes.main)
    tree = nodes(QAccessible.queryAccessibleInterface(window.panel.list))
    rows = [
        node.text(QAccessible.Text.Name).replace(SPACE, " ")
        for node in tree
        if node.role() == Role.ListItem
    ]
    live = "jupyter-lab, port 8888 on gpu-box, exposed, verified 4 seconds ago, 23 milliseconds"
    assert live in rows
    assert "postgres, port 5432, not exposed, database, exposing needs options" in rows
    assert all(rows)


def test_tab_goes_from_the_sources_to_the_list_and_its_details(stage, qtbot):
    window = stage(scenes.main)
    window.strip.refresh()
    window.activateWindow()
    QApplication.processEvents()
    window.sidebar.list.setFocus()
    regions = [window.sidebar, window.panel, window.pane, window.strip]
    seen = []
    for _ in range(30):
        focus = window.focusWidget()
        seen += [each for each in regions if each is focus or each.isAncestorOf(focus)][-1:]
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        if window.focusWidget() is window.sidebar.list:
            break
    order = list(dict.fromkeys(seen))
    assert order == regions


LARGE = {name: scene for name, scene in scenes.SCENES.items() if "150-percent" in name}


@pytest.mark.parametrize("name", LARGE)
def test_large_texts_in_a_small_window_cut_no_button_off(stage, qapp, name):
    theme().apply(qapp, "light", 150)
    window = stage(LARGE[name])
    assert [clipped for clipped in map(_clipped, window.findChildren(QWidget)) if clipped] == []


def _clipped(widget):
    """Return what of a widget cannot be seen though its place could be scrolled to."""
    if not widget.isVisible() or not isinstance(widget, QAbstractButton | QLabel):
        return ""
    needed = widget.minimumSizeHint()
    if isinstance(widget, QAbstractButton):
        needed = widget.sizeHint()
    if widget.width() < needed.width() or widget.height() < needed.height():
        return f"{widget} has {widget.size()}, needs {needed}"
    return ""


def test_states_differ_without_colour(qapp):
    shapes = {_without_colour(status_pixmap(state, 14).toImage()) for state in STATUS_TOKENS}
    assert len(shapes) == len(STATUS_TOKENS)


def _without_colour(image):
    """Return where there is ink, and how dark it is."""
    parts = (QImage.Format.Format_Alpha8, QImage.Format.Format_Grayscale8)
    return tuple(bytes(image.convertToFormat(each).constBits()) for each in parts)


def test_hostile_names_are_shown_as_they_are(stage):
    port = local_port(8000, HOSTILE, folder=HOSTILE)
    tunnel = tunnel_to(port, "abc", title=HOSTILE, reason=HOSTILE)
    window = stage(scenes.main)
    window.stage.link.say(PortsChanged("local", (port,)))
    window.stage.link.say(TunnelChanged(tunnel))
    window.show_tunnel(tunnel.id)
    index = window.panel.list.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith(f"{SHOWN}, port 8000")
    texts = [label.text() for label in window.pane.findChildren(QLabel) if label.isVisible()]
    assert SHOWN in texts
    for label in window.findChildren(QLabel):
        assert label.textFormat() is not Qt.TextFormat.RichText
        assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in label.text()
    for widget in window.findChildren(QWidget):
        assert "<b>" not in widget.toolTip()
        assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in widget.accessibleName()
