"""Rows of different heights, one below the other."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate

from app.views.ports.row_view import RowView

Key = Qt.Key
Hint = QAbstractItemView.ScrollHint


class Rows(RowView):
    """Every tenth row is higher."""

    asked = 0

    def row_heights(self):
        self.asked += 1
        return [64 if number % 10 == 0 else 48 for number in range(self.model().rowCount())]


class Painted(QStyledItemDelegate):
    """Notes what is painted, and never says how large it is."""

    def __init__(self, parent):
        super().__init__(parent)
        self.rows = {}

    def paint(self, painter, option, index):
        self.rows[index.row()] = option.state

    def sizeHint(self, option, index):  # noqa: N802
        raise AssertionError


@pytest.fixture
def rows(qtbot):
    view = Rows()
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setFrameShape(view.Shape.NoFrame)
    view.setItemDelegate(Painted(view))
    view.setModel(QStringListModel([str(number) for number in range(100)], view))
    qtbot.addWidget(view)
    view.resize(300, 400)
    with qtbot.waitExposed(view):
        view.show()
    return view


def rect(rows, number):
    return rows.visualRect(rows.model().index(number, 0))


def test_rows_stand_one_below_the_other(rows):
    assert (rect(rows, 0).top(), rect(rows, 0).height()) == (0, 64)
    assert (rect(rows, 1).top(), rect(rows, 1).height()) == (64, 48)
    assert rect(rows, 11).top() == 2 * 64 + 9 * 48
    assert rect(rows, 5).width() == rows.viewport().width()
    assert not rows.visualRect(QModelIndex()).isValid()


def test_every_place_belongs_to_the_row_that_is_there(rows):
    for number in (0, 1, 5):
        for place in (rect(rows, number).topLeft(), rect(rows, number).bottomRight()):
            assert rows.indexAt(place).row() == number
    assert not rows.indexAt(QPoint(10, -1)).isValid()
    assert not rows.indexAt(QPoint(-1, 10)).isValid()


def test_no_row_is_below_the_last(rows):
    rows.model().removeRows(2, 98)
    assert rows.indexAt(QPoint(10, 111)).row() == 1
    assert not rows.indexAt(QPoint(10, 112)).isValid()


@pytest.mark.parametrize(
    ("hint", "top"),
    [
        (Hint.EnsureVisible, 400 - 48),
        (Hint.PositionAtTop, 0),
        (Hint.PositionAtBottom, 400 - 48),
        (Hint.PositionAtCenter, (400 - 48) // 2),
    ],
)
def test_row_is_scrolled_to_where_it_is_wanted(rows, hint, top):
    rows.scrollTo(rows.model().index(51, 0), hint)
    assert rect(rows, 51).top() == top


def test_row_in_sight_is_not_scrolled(rows):
    rows.scrollTo(rows.model().index(51, 0), Hint.PositionAtCenter)
    before = rows.verticalOffset()
    rows.scrollTo(rows.model().index(50, 0))
    assert rows.verticalOffset() == before
    rows.scrollTo(rows.model().index(2, 0))
    assert rect(rows, 2).top() == 0


def test_list_ends_with_its_last_row(rows):
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())
    assert rect(rows, 99).bottom() == 399
    rows.model().removeRows(50, 50)
    rows.executeDelayedItemsLayout()
    assert rect(rows, 49).bottom() == 399


def test_page_keys_go_as_far_as_can_be_seen(rows):
    rows.setCurrentIndex(rows.model().index(0, 0))
    QTest.keyClick(rows, Key.Key_PageDown)
    assert rows.currentIndex().row() == 8
    QTest.keyClick(rows, Key.Key_PageUp)
    assert rows.currentIndex().row() == 0
    for _ in range(20):
        QTest.keyClick(rows, Key.Key_PageDown)
    assert rows.currentIndex().row() == 99


def test_arrow_keys_stop_at_the_ends(rows):
    rows.setCurrentIndex(rows.model().index(0, 0))
    for key, number in ((Key.Key_Up, 0), (Key.Key_Down, 1), (Key.Key_Up, 0)):
        QTest.keyClick(rows, key)
        assert rows.currentIndex().row() == number


def test_click_selects_a_row(rows):
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rect(rows, 3).center())
    assert [each.row() for each in rows.selectedIndexes()] == [3]
    assert rows.visualRegionForSelection(rows.selectionModel().selection()).contains(
        rect(rows, 3).center()
    )


def test_only_what_is_in_sight_is_painted(rows):
    rows.verticalScrollBar().setValue(1000)
    rows.itemDelegate().rows.clear()
    rows.viewport().repaint()
    painted = rows.itemDelegate().rows
    assert min(painted) == rows.indexAt(QPoint(1, 0)).row()
    assert max(painted) == rows.indexAt(QPoint(1, 399)).row()
    assert len(painted) < 10


def test_chosen_row_is_painted_as_such(rows):
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(2, 0))
    rows.viewport().repaint()
    flag = QStyle.StateFlag
    states = rows.itemDelegate().rows
    assert states[2] & flag.State_Selected
    assert not states[1] & flag.State_Selected
    assert bool(states[2] & flag.State_HasFocus) is rows.hasFocus()
    assert not states[1] & flag.State_HasFocus


def test_heights_are_asked_for_once_for_each_change(rows):
    rows.asked = 0
    rows.model().insertRows(0, 5)
    assert rect(rows, 104).isValid()
    for number in range(50):
        assert rect(rows, number).isValid()
    rows.executeDelayedItemsLayout()
    assert rows.asked <= 2
