import pytest
import shiboken6
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.models.connections import Column, ConnectionModel
from app.views.page.connection_delegate import ConnectionDelegate
from tests.qt.samples import CONNECTIONS, NOW


@pytest.fixture
def model(qapp):
    owner = QObject()
    model = ConnectionModel(lambda: NOW, owner)
    model.set_connections(8888, CONNECTIONS)
    yield model
    shiboken6.delete(owner)


@pytest.fixture
def delegate(model):
    return ConnectionDelegate(model)


def painted(delegate, index, state=QStyle.StateFlag.State_Enabled, is_mirrored=False):
    image = QImage(140, 34, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 140, 34)
    option.state = state
    if is_mirrored:
        option.direction = Qt.LayoutDirection.RightToLeft
    painter = QPainter(image)
    delegate.paint(painter, option, index)
    painter.end()
    return image


@pytest.mark.parametrize("column", list(Column))
def test_every_cell_shows_something(delegate, model, column):
    empty = QImage(140, 34, QImage.Format.Format_RGB32)
    empty.fill(0xFFFFFF)
    assert painted(delegate, model.index(0, column)) != empty


@pytest.mark.parametrize(
    "state", [QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver]
)
def test_the_action_becomes_a_button(delegate, model, state):
    index = model.index(0, Column.ACTION)
    assert painted(delegate, index, state) != painted(delegate, index)


def test_a_cell_asks_for_room_for_its_text(delegate, model):
    option = QStyleOptionViewItem()
    wide = delegate.sizeHint(option, model.index(0, Column.VISITOR)).width()
    assert wide > delegate.sizeHint(option, model.index(0, Column.IN)).width()


def test_a_mirrored_cell_begins_at_the_right(delegate, model):
    index = model.index(0, Column.VISITOR)
    usual, mirrored = painted(delegate, index), painted(delegate, index, is_mirrored=True)
    assert inked(usual, range(25))
    assert inked(mirrored, range(115, 140))
    assert usual != mirrored


def inked(image, columns):
    return any(image.pixel(x, y) != 0xFFFFFFFF for x in columns for y in range(30))
