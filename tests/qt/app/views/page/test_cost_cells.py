from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from app.models.cost_table import CostColumn, CostTableModel
from app.models.cost_words import cost_rows
from app.views.page.cost_cells import CostCells
from app.views.theme import theme
from tests.qt.samples import COSTS


def test_pictures_have_the_colours_of_the_chart(qtbot):
    view = QTableView()
    qtbot.addWidget(view)
    model = CostTableModel(view)
    model.set_rows(cost_rows(COSTS[0]), "since", "$1")
    view.setModel(model)
    view.setItemDelegate(CostCells(view))
    view.resize(700, 300)
    image = view.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, 200) for y in range(image.height())}
    assert {theme().color(token).name() for token in ("c1", "c2", "c3")} <= seen


def test_cell_asks_for_the_room_of_its_text(qtbot):
    model = CostTableModel()
    model.set_rows(cost_rows(COSTS[0]), "since", "$1")
    cells = CostCells()
    narrow = cells.sizeHint(QStyleOptionViewItem(), model.index(4, CostColumn.AMOUNT))
    wide = cells.sizeHint(QStyleOptionViewItem(), model.index(0, CostColumn.RATE))
    assert wide.width() > narrow.width()
    assert wide.height() == narrow.height() == theme().px(34)
