"""A message that passes."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from app.views.widgets.buttons import IconButton
from app.views.widgets.toast import Toast

TEXT = "Tunnel to 4000 closed. Its address is kept for 24 h."


class Host(QWidget):
    """Keeps its toast in its place, as a parent has to."""

    def resizeEvent(self, event):  # noqa: N802
        super().resizeEvent(event)
        for toast in self.findChildren(Toast):
            toast.place()


@pytest.fixture
def host(shown):
    host = Host()
    host.resize(700, 400)
    host.other = QPushButton("Other")
    QVBoxLayout(host).addWidget(host.other)
    return shown(host)


@pytest.fixture
def toast(host):
    return Toast(host)


def undo_button(toast):
    return next(b for b in toast.findChildren(QPushButton) if not isinstance(b, IconButton))


def test_a_toast_passes_by_itself(toast, qtbot):
    with qtbot.waitSignal(toast.gone):
        toast.show_message(TEXT, "Undo", shown_ms=20)
    assert not toast.isVisible()


def test_undo_is_told_and_ends_it(toast, qtbot):
    toast.show_message(TEXT, "Undo")
    assert toast.accessibleName() == TEXT
    with qtbot.waitSignals([toast.undone, toast.gone]):
        qtbot.mouseClick(undo_button(toast), Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_closing_it_undoes_nothing(toast, qtbot):
    toast.show_message(TEXT, "Undo")
    with qtbot.assertNotEmitted(toast.undone), qtbot.waitSignal(toast.gone):
        qtbot.mouseClick(toast.findChild(IconButton), Qt.MouseButton.LeftButton)


def test_a_toast_without_an_action_has_no_button_for_it(toast):
    toast.show_message(TEXT)
    assert not undo_button(toast).isVisible()


def test_a_toast_waits_while_the_mouse_is_on_it(toast, qtbot):
    toast.show_message(TEXT, "Undo", shown_ms=50)
    toast.enterEvent(QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    with qtbot.assertNotEmitted(toast.gone, wait=150):
        pass
    with qtbot.waitSignal(toast.gone):
        toast.leaveEvent(QEvent(QEvent.Type.Leave))


def test_a_toast_waits_while_the_keyboard_is_on_it(host, toast, qtbot):
    toast.show_message(TEXT, "Undo", shown_ms=50)
    undo_button(toast).setFocus()
    assert QApplication.focusWidget() is undo_button(toast)
    with qtbot.assertNotEmitted(toast.gone, wait=150):
        pass
    with qtbot.waitSignal(toast.gone):
        host.other.setFocus()


def test_a_toast_stays_at_the_bottom_centre_of_its_region(host, toast, qtbot):
    toast.show_message(TEXT, "Undo")
    host.resize(400, 300)
    qtbot.waitUntil(lambda: abs(toast.geometry().center().x() - 199) <= 1)
    assert host.rect().contains(toast.geometry())


def test_a_long_text_wraps_in_a_narrow_region(host, toast):
    host.resize(320, 300)
    toast.show_message(TEXT * 2, "Undo")
    assert toast.height() > 100
    assert host.rect().contains(toast.geometry())
