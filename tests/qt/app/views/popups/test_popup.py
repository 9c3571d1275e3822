import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from app.views.popups import popup as module
from app.views.popups.popup import Popup
from app.views.theme import theme


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


def test_it_has_a_shadow_where_that_can_be_translucent(popup):
    popup.show_at(QPoint(10, 10))
    assert popup.mask().isEmpty()


def test_nothing_is_left_of_the_shadow_where_it_would_be_black(popup, monkeypatch):
    monkeypatch.setattr(module, "is_translucency_shown", lambda: False)
    popup.show_at(QPoint(10, 10))
    assert popup.mask().contains(popup.rect().center())
    for corner in (popup.rect().topLeft(), popup.rect().bottomRight()):
        assert not popup.mask().contains(corner)
    popup.setFixedSize(300, 200)
    assert popup.mask().contains(QPoint(280, 180))


def test_the_shadow_comes_back_with_a_compositor(popup, monkeypatch):
    monkeypatch.setattr(module, "is_translucency_shown", lambda: False)
    popup.show_at(QPoint(10, 10))
    popup.close()
    monkeypatch.setattr(module, "is_translucency_shown", lambda: True)
    popup.show_at(QPoint(10, 10))
    assert popup.mask().isEmpty()


def test_edge_that_is_cut_out_has_nothing_black(popup, monkeypatch):
    monkeypatch.setattr(module, "is_translucency_shown", lambda: False)
    popup.show_at(QPoint(10, 10))
    ground = QImage(popup.size(), QImage.Format.Format_RGB32)
    ground.fill(0)
    painter = QPainter(ground)
    painter.drawPixmap(0, 0, popup.grab())
    painter.end()
    seen = popup.mask()
    places = [QPoint(x, y) for x in range(ground.width()) for y in range(ground.height())]
    darkest = min(ground.pixelColor(each).lightness() for each in places if seen.contains(each))
    assert darkest >= theme().color("border_btn").lightness() - 1
