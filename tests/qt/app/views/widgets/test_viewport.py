from PySide6.QtWidgets import QListWidget, QScrollArea

from app.views.widgets.viewport import own_viewport


def test_area_scrolls_in_the_viewport_it_is_given(qtbot):
    area = QScrollArea()
    qtbot.addWidget(area)
    viewport = own_viewport(area)
    assert area.viewport() is viewport
    assert viewport.parent() is area


def test_style_sheets_know_it_by_the_name_that_qt_gives_its_own(qtbot):
    plain, given = QListWidget(), QListWidget()
    qtbot.addWidget(plain)
    qtbot.addWidget(given)
    assert own_viewport(given).objectName() == plain.viewport().objectName()
