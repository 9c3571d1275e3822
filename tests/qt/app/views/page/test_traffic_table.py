from dataclasses import replace

import pytest

from app.models.traffic_history import Stretch
from app.models.traffic_samples import BucketKind
from app.views.page.traffic_table import TrafficTable

ROWS = tuple(Stretch(20 * each, 20, each, 0, 20.0, BucketKind.KNOWN) for each in range(10))


@pytest.fixture
def table(qtbot):
    table = TrafficTable()
    qtbot.addWidget(table)
    table.set_stretches(ROWS, str)
    return table


def test_it_can_be_painted(table):
    table.setCurrentIndex(table.model().index(2, 3))
    table.resize(800, 300)
    assert not table.grab().isNull()


def test_row_that_is_read_stays_when_newer_ones_come(table):
    table.setCurrentIndex(table.model().index(2, 3))
    table.set_stretches((*ROWS, replace(ROWS[-1], at=200)), str)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (3, 3)
    assert table.currentIndex().siblingAtColumn(0).data() == "140"


def test_row_that_is_gone_is_forgotten(table):
    table.setCurrentIndex(table.model().index(9, 0))
    table.set_stretches(ROWS[5:], str)
    assert not table.currentIndex().isValid()
