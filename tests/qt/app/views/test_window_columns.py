import pytest
from PySide6.QtWidgets import QWidget

from app.views.window_columns import PANE_WIDTH, WindowColumns


@pytest.fixture
def columns(qtbot):
    panel, pane = QWidget(), QWidget()
    columns = WindowColumns(panel, pane)
    qtbot.addWidget(columns)
    columns.panel, columns.pane = panel, pane
    columns.resize(959, 700)
    columns.show()
    columns.reset_sizes()
    return columns


def seen(columns):
    names = [name for name in ("panel", "pane") if getattr(columns, name).isVisible()]
    return names + (["page"] if columns.page is not None else [])


def test_list_and_details_share_the_room(columns):
    assert seen(columns) == ["panel", "pane"]
    assert (columns.panel.width(), columns.pane.width()) == (598, PANE_WIDTH)


def test_window_that_grows_gives_the_room_to_the_list(columns):
    columns.resize(1200, 700)
    assert columns.pane.width() == PANE_WIDTH


def test_line_between_them_is_one_pixel(columns):
    assert columns.splitter.handleWidth() == 1


def test_without_room_details_take_the_place_of_the_list(columns, qtbot):
    columns.set_room(False)
    assert seen(columns) == ["panel"]
    columns.show_details()
    assert (seen(columns), columns.is_list_covered) == (["pane"], True)
    with qtbot.waitSignal(columns.list_shown):
        columns.leave_page()
    assert (seen(columns), columns.is_list_covered) == (["panel"], False)


def test_room_that_comes_back_shows_both(columns):
    columns.set_room(False)
    columns.show_details()
    columns.set_room(True)
    assert seen(columns) == ["panel", "pane"]


def test_details_nobody_wants_stay_away_until_they_are_asked_for(columns):
    columns.set_pane_wanted(False)
    columns.set_room(False)
    columns.set_room(True)
    assert seen(columns) == ["panel"]
    columns.show_details()
    assert seen(columns) == ["panel", "pane"]


def test_page_takes_the_place_of_both(columns):
    page, shown = QWidget(), []
    columns.set_page(page, shown.append)
    columns.show_page("t1")
    assert (seen(columns), shown) == (["page"], ["t1"])
    columns.leave_page()
    assert seen(columns) == ["panel", "pane"]


def test_without_a_page_details_are_shown(columns):
    columns.set_room(False)
    columns.show_page("t1")
    assert seen(columns) == ["pane"]


def test_widths_are_remembered(columns, qtbot):
    columns.splitter.setSizes([500, 458])
    kept = columns.save_state()
    columns.reset_sizes()
    assert columns.splitter.restoreState(kept)
    assert columns.splitter.sizes() == [500, 458]


def test_columns_know_whether_there_is_a_page(columns):
    assert not columns.has_page
    columns.set_page(QWidget(), print)
    assert columns.has_page
