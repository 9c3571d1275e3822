from PySide6.QtCore import Qt

from app.models.cost_table import CostColumn, CostRole, CostTableModel
from app.models.cost_words import cost_rows
from tests.qt.samples import COSTS

ROWS = cost_rows(COSTS[0])


def filled():
    model = CostTableModel()
    model.set_rows(ROWS, "since 12:17", "$1.9416")
    return model


def texts(model, row):
    return [model.index(row, column).data() for column in CostColumn]


def test_model_keeps_to_the_rules_of_qt(qtmodeltester):
    model = filled()
    qtmodeltester.check(model)
    model.set_rows(ROWS[1:], "since 12:17", "$1.9416")
    qtmodeltester.check(model)


def test_last_row_is_the_total():
    model = filled()
    assert model.rowCount() == len(ROWS) + 1
    assert texts(model, len(ROWS)) == ["Total", "since 12:17", "", "", "$1.9416"]
    assert model.index(len(ROWS), 0).data(CostRole.IS_TOTAL) is True
    assert model.index(0, 0).data(CostRole.IS_TOTAL) is False


def test_row_tells_what_where_and_how_much():
    row = texts(filled(), 0)
    assert row[0] == "GPU"
    assert row[4] == ROWS[0].amount
    assert filled().index(0, 0).data(CostRole.ICON) == "gpu"
    assert filled().index(0, 0).data(CostRole.TOKEN) == "c1"


def test_figures_stand_at_the_right():
    model = filled()
    alignment = model.index(0, CostColumn.RATE).data(Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & Qt.AlignmentFlag.AlignRight
    header = model.headerData(CostColumn.RATE, Qt.Orientation.Horizontal)
    assert header == "Rate"


def test_same_rows_change_in_place(qtbot):
    model = filled()
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.set_rows(ROWS, "since 12:17", "$2.0000")
    assert texts(model, len(ROWS))[-1] == "$2.0000"


def test_empty_model_has_no_total():
    assert CostTableModel().rowCount() == 0


def test_what_may_be_shortened_is_in_the_tip(qtbot):
    model = CostTableModel()
    model.set_rows(cost_rows(COSTS[0]), "since 12:17", "$1.94")
    tip = Qt.ItemDataRole.ToolTipRole
    cell = model.index(0, CostColumn.MEASURED)
    assert cell.data(tip) == cell.data()
    assert model.index(0, CostColumn.AMOUNT).data(tip) is None
