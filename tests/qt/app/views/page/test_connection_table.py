import pytest
import shiboken6
from PySide6.QtCore import QObject, QPoint, Qt

from app.models.connections import Column, ConnectionFilter, ConnectionModel
from app.views.page.connection_table import ConnectionTable
from tests.qt.samples import CONNECTIONS, NOW


@pytest.fixture
def table(qtbot):
    owner = QObject()
    model = ConnectionModel(lambda: NOW, owner)
    model.set_connections(8888, CONNECTIONS)
    table = ConnectionTable(ConnectionFilter(model, owner))
    table.resize(900, 300)
    table.show()
    yield table
    shiboken6.delete(table)
    shiboken6.delete(owner)


def test_the_engines_order_is_kept_at_first(table):
    addresses = [table.model().index(row, Column.VISITOR).data() for row in range(4)]
    assert addresses == [each.address for each in CONNECTIONS]


def test_whole_rows_are_selected(table):
    table.selectRow(1)
    assert table.selected() == [CONNECTIONS[1]]


def test_nothing_selected_does_nothing(table, qtbot):
    with qtbot.assertNotEmitted(table.copied), qtbot.assertNotEmitted(table.block_requested):
        table.copy_rows()
        table.block_selected()
        table.end_selected()


def test_selected_addresses_are_allowed_once_each(table, qtbot):
    table.selectAll()
    with qtbot.waitSignal(table.allow_requested) as asked:
        table.allow_selected()
    assert sorted(asked.args[0]) == sorted({each.address for each in CONNECTIONS})


def test_menu_offers_only_what_changes_something(table):
    table.selectRow(1)
    table._show_menu(QPoint(5, 5))
    assert (table._block.isEnabled(), table._allow.isEnabled()) == (True, False)
    model = table.model().sourceModel()
    model.set_connections(8888, CONNECTIONS, (CONNECTIONS[1].address,))
    table._show_menu(QPoint(5, 5))
    assert (table._block.isEnabled(), table._allow.isEnabled()) == (False, True)


def test_the_reason_takes_what_is_left(table):
    before = table.columnWidth(Column.REASON)
    table.resize(1100, 300)
    assert table.columnWidth(Column.REASON) > before
    assert table.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOn
