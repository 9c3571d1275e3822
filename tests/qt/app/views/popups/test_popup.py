import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from app.views.popups.popup import Popup


@pytest.fixture
def popup(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    popup = Popup(host)
    popup.setFixedSize(200, 100)
    yield popup
    popup.close()


def test_it_stays_on_the_screen(popup):
    popup.show_at(QPoint(100_000, 100_000))
    assert popup.screen().availableGeometry().contains(popup.geometry().center())
    popup.show_at(QPoint(-500, -500))
    assert popup.pos().x() >= 0


def test_esc_closes_it(popup, qtbot):
    popup.show_at(QPoint(10, 10))
    qtbot.keyClick(popup, Qt.Key.Key_A)
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_a_click_beside_it_closes_it(popup):
    assert popup.windowFlags() & Qt.WindowType.Popup == Qt.WindowType.Popup
