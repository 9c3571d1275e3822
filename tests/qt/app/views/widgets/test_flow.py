import gc

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import QWidget

from app.views.widgets.flow import Flow


@pytest.fixture
def laid_out(qtbot):
    def lay_out(*widths, pushed=None):
        host = QWidget()
        qtbot.addWidget(host)
        flow = Flow(host, spacing=10, line_spacing=5, pushed=pushed)
        for width in widths:
            part = QWidget(host)
            part.setFixedSize(width, 20)
            flow.addWidget(part)
        return host, flow

    return lay_out


def places(flow, width):
    flow.setGeometry(QRect(0, 0, width, 200))
    return [(flow.itemAt(each).geometry().x(), flow.itemAt(each).geometry().y()) for each in (0, 1)]


def test_neighbours_stand_on_one_line_while_there_is_room(laid_out):
    _, flow = laid_out(100, 60)
    assert flow.heightForWidth(170) == 20
    assert places(flow, 170) == [(0, 0), (110, 0)]


def test_what_has_no_room_begins_another_line(laid_out):
    _, flow = laid_out(100, 60)
    assert flow.heightForWidth(169) == 45
    assert places(flow, 169) == [(0, 0), (0, 25)]


def test_last_widgets_stand_at_the_end_of_a_single_line(laid_out):
    _, flow = laid_out(100, 60, pushed=1)
    assert places(flow, 300) == [(0, 0), (240, 0)]
    assert places(flow, 150) == [(0, 0), (0, 25)]


def test_hidden_widgets_take_no_room(laid_out):
    host, flow = laid_out(100, 60)
    host.children()[1].hide()
    assert flow.sizeHint().width() == 60
    assert flow.minimumSize().width() == 60


def test_line_runs_as_the_language_does(laid_out):
    host, flow = laid_out(100, 60)
    host.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert places(flow, 300) == [(200, 0), (130, 0)]


def test_parts_can_be_taken_out(laid_out):
    _, flow = laid_out(100)
    assert flow.takeAt(1) is None
    assert flow.takeAt(0) is not None
    assert flow.itemAt(0) is None
    assert flow.heightForWidth(100) == 0


def test_parts_are_held_by_items_of_our_own(laid_out):
    # PySide6 takes its references to Qt's own for dead when it deletes a widget far from them.
    _host, flow = laid_out(100, 60)
    assert all(shiboken6.createdByPython(flow.itemAt(number)) for number in range(2))


def test_widget_that_goes_leaves_the_flow(laid_out, qapp):
    host, flow = laid_out(100, 60, 40)
    flow.itemAt(1).widget().deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert flow.count() == 2
    assert flow.heightForWidth(170) == 20
    host.resize(300, 50)
    shiboken6.delete(flow)
    gc.collect()
