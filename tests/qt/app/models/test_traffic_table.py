import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt

from app.models.traffic_history import Stretch
from app.models.traffic_samples import BucketKind
from app.models.traffic_table import TrafficColumn, TrafficTableModel

SHOWN = (
    Stretch(0, 600, 0, 0, 0.0, BucketKind.BEFORE),
    Stretch(600, 600, 6_000, 1_200_000, 600.0, BucketKind.KNOWN),
    Stretch(1200, 600, 0, 0, 0.0, BucketKind.GAP),
)


@pytest.fixture
def model(qapp):
    owner = QObject()
    model = TrafficTableModel(owner)
    model.set_stretches(SHOWN, str)
    yield model
    shiboken6.delete(owner)


def texts(model, row):
    return [model.index(row, each).data().replace("\xa0", " ") for each in TrafficColumn]


def test_it_is_a_good_model(model, qtmodeltester):
    qtmodeltester.check(model)


def test_newest_stands_first_and_time_before_the_opening_is_left_out(model):
    assert texts(model, 0) == ["1200", "–", "–", "–", "–"]
    assert texts(model, 1) == ["600", "10 B/s", "2.00 kB/s", "6.00 kB", "1.20 MB"]
    assert model.rowCount() == 2


def test_cells_are_read_with_their_titles(model):
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, TrafficColumn.IN).data(role) == "In: unknown"
    assert model.index(1, TrafficColumn.TIME).data(role) == "From: 600"


def test_rows_of_the_same_times_are_not_made_anew(model, qtbot):
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.set_stretches(SHOWN, lambda at: f"at {at}")
    assert texts(model, 0)[0] == "at 1200"
    with qtbot.waitSignal(model.modelReset):
        model.set_stretches(SHOWN[1:2], str)


def test_rows_are_found_by_their_time(model):
    assert model.row_at(600) == 1
    assert model.row_at(0) is None
    assert model.time_at(1) == 600


def test_columns_have_titles(model):
    titles = [model.headerData(each, Qt.Orientation.Horizontal) for each in TrafficColumn]
    assert titles == ["From", "In, mean", "Out, mean", "In", "Out"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
