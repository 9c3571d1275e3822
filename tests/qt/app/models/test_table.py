from enum import IntEnum

import pytest
from PySide6.QtCore import QModelIndex, Qt

from app.models.table import LEFT, RIGHT, TableModel


class Column(IntEnum):
    NAME = 0
    PRICE = 1


class Prices(TableModel):
    COLUMNS = Column

    def row_count(self):
        return 3

    def titles(self):
        return ("Name", "Price")

    def alignment(self, column):
        return LEFT if column == Column.NAME else RIGHT

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return f"{index.row()}.{index.column()}" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def model(qapp):
    return Prices()


def test_it_is_a_good_model(model, qtmodeltester):
    qtmodeltester.check(model)


def test_rows_and_columns_are_counted_and_nothing_is_below_a_cell(model):
    cell = model.index(0, 0)
    assert (model.rowCount(), model.columnCount()) == (3, 2)
    assert (model.rowCount(cell), model.columnCount(cell)) == (0, 0)
    assert model.index(2, 1, QModelIndex()).isValid()
    assert not model.index(3, 0).isValid()


def test_columns_have_titles_that_are_aligned_as_they_are(model):
    role = Qt.ItemDataRole.TextAlignmentRole
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(each, across) for each in Column] == ["Name", "Price"]
    assert [model.headerData(each, across, role) for each in Column] == [LEFT, RIGHT]
    assert model.headerData(0, across, Qt.ItemDataRole.ToolTipRole) is None
    assert [model.headerData(0, down, each) for each in (Qt.ItemDataRole.DisplayRole, role)] == [
        None,
        None,
    ]
