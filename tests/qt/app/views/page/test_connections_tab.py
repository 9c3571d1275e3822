import csv

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication

from app.contract.commands import AllowAddress, BlockAddress, EndConnection
from app.contract.events import Failed
from app.contract.values import CloseReason
from app.models.connections import Column
from app.views.page.connections_tab import ConnectionsTab
from tests.qt.samples import CONNECTIONS, NOW, TO_JUPYTER


@pytest.fixture
def tab(engine, qtbot):
    tab = ConnectionsTab(engine[0], lambda: NOW)
    qtbot.addWidget(tab)
    tab.resize(960, 500)
    tab.show_connections(TO_JUPYTER, CONNECTIONS)
    with qtbot.waitExposed(tab):
        tab.show()
    return tab


def select(tab, *rows):
    flags = QItemSelectionModel.SelectionFlag
    tab.table.selectionModel().clear()
    for row in rows:
        index = tab.table.model().index(row, 0)
        tab.table.selectionModel().select(index, flags.Select | flags.Rows)


def click(tab, qtbot, row, column):
    place = tab.table.visualRect(tab.table.model().index(row, column)).center()
    qtbot.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_one_click_blocks_and_undo_allows(tab, link, qtbot):
    click(tab, qtbot, 1, Column.ACTION)
    assert link.commands[-1] == BlockAddress(link.commands[-1].id, TO_JUPYTER.id, "198.51.100.17")
    assert tab.toast.isVisible()
    assert tab.toast.accessibleName() == "Blocked 198.51.100.17, 1 connection ended."
    tab.toast.undone.emit()
    assert link.commands[-1] == AllowAddress(link.commands[-1].id, TO_JUPYTER.id, "198.51.100.17")


def test_undo_works_once(tab, link):
    tab.block(["192.0.2.1"])
    assert tab.undo()
    assert not tab.toast.isVisible()
    count = len(link.commands)
    assert not tab.undo()
    assert len(link.commands) == count


def test_a_click_elsewhere_only_selects(tab, link, qtbot):
    click(tab, qtbot, 1, Column.VISITOR)
    assert link.commands == []
    assert [each.address for each in tab.table.selected()] == ["198.51.100.17"]


def test_a_blocked_visitor_is_allowed_by_the_same_click(tab, link, qtbot):
    tab.show_connections(replace(TO_JUPYTER, blocked=(CONNECTIONS[3].address,)), CONNECTIONS)
    click(tab, qtbot, 3, Column.ACTION)
    assert isinstance(link.commands[-1], AllowAddress)


def test_several_addresses_are_blocked_together(tab, link):
    select(tab, 0, 1)
    tab.table.block_selected()
    assert [each.address for each in link.commands] == ["2001:db8:4f2::a17", "198.51.100.17"]
    assert tab.toast.accessibleName() == "Blocked 2 addresses, 2 connections ended."


def test_only_open_connections_can_be_ended(tab, link):
    select(tab, 0, 3)
    tab.table.end_selected()
    assert [(type(each), each.connection) for each in link.commands] == [(EndConnection, 131)]
    select(tab, 3)
    tab.table.end_selected()
    assert len(link.commands) == 1


def test_a_block_that_failed_is_told_beneath(tab, link):
    tab.block(["192.0.2.1"])
    link.say(Failed(link.commands[-1].id, "The tunnel is closed."))
    assert tab._problem.text == "The tunnel is closed."


def test_rows_are_copied_from_top_to_bottom(tab, qtbot):
    select(tab, 2, 0)
    with qtbot.waitSignal(tab.copied) as copied:
        qtbot.keyClick(tab.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [each.split("\t")[0] for each in lines] == ["2001:db8:4f2::a17", "203.0.113.42"]
    assert copied.args == ["2 rows"]


def test_all_connections_are_exported_whatever_is_listed(tab, tmp_path):
    tab._filter.setText("198.")
    assert tab.table.model().rowCount() == 1
    path = tmp_path / "connections.csv"
    tab.file.save(str(path))
    with path.open(newline="") as file:
        assert len(list(csv.DictReader(file))) == 4


def test_what_visitors_say_is_no_formula_in_a_spreadsheet(tab, tmp_path):
    tab.show_connections(TO_JUPYTER, (replace(CONNECTIONS[0], address="=1+1"),))
    tab.file.save(str(tmp_path / "connections.csv"))
    assert (tmp_path / "connections.csv").read_text().splitlines()[1].startswith("'=1+1,")


def test_a_file_that_cannot_be_written_is_told_of(tab, tmp_path):
    tab.file.save(str(tmp_path / "missing" / "connections.csv"))
    assert "cannot be written" in tab._problem.text


def test_the_header_sorts(tab):
    header = tab.table.horizontalHeader()
    header.setSortIndicator(Column.OUT, Qt.SortOrder.DescendingOrder)
    assert tab.table.model().index(0, 0).data() == "203.0.113.42"


def test_what_is_listed_is_counted(tab):
    tab._shown._buttons["OPEN"].click()
    assert tab._count.text() == "3 of 4 listed"
    tab._filter.setText("nothing like this")
    assert tab._nothing.isVisible()
    assert tab._nothing.text() == "No match"


def test_before_the_first_visitor_it_says_so(tab):
    tab.show_connections(TO_JUPYTER, ())
    assert tab._nothing.text() == "No visitors yet"
    assert not tab._export.isEnabled()


def test_the_menu_knows_what_can_be_done(tab, qtbot):
    select(tab, 3)
    tab.table._show_menu(tab.table.rect().center())
    assert tab.table._menu.isVisible()
    assert not tab.table._end.isEnabled()
    tab.table._menu.close()


def test_it_can_be_painted_in_every_state(tab):
    rows = tuple(
        replace(CONNECTIONS[3], id=number, reason=reason)
        for number, reason in enumerate(CloseReason)
    )
    tab.show_connections(TO_JUPYTER, rows)
    select(tab, 0)
    assert not tab.grab().isNull()


def test_each_choice_says_how_many_it_lists(tab):
    def words():
        return [each.text() for each in tab._shown._buttons.values()]

    assert words() == ["All 4", "Open 3", "Closed 1"]
    tab.show_connections(TO_JUPYTER, ())
    assert words() == ["All", "Open", "Closed"]
