import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QObject, QPersistentModelIndex, Qt

from app.contract.values import CloseReason, Connection
from app.models.connections import (
    Column,
    ConnectionFilter,
    ConnectionModel,
    Role,
    Shown,
    connection_records,
)
from tests.qt.samples import CONNECTIONS, NOW, at

A17, SEVENTEEN, FORTY_TWO, CLOSED = CONNECTIONS
RESET = Connection(
    7, "203.0.113.42", 1, at(14, 2, 19), 1, 2, at(14, 13, 24), CloseReason.VISITOR_RESET
)
NEWER = replace(A17, id=132, address="192.0.2.1")


@pytest.fixture
def owner(qapp):
    """Give the models an end at a time of our choosing, as the window does."""
    owner = QObject()
    yield owner
    shiboken6.delete(owner)


@pytest.fixture
def times():
    """What the model's clock tells."""
    return [NOW]


@pytest.fixture
def model(owner, times):
    model = ConnectionModel(lambda: times[0], owner)
    model.set_connections(8888, CONNECTIONS)
    return model


@pytest.fixture
def listed(model, owner):
    return ConnectionFilter(model, owner)


def column(model, number):
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_the_model_is_a_good_model(model, qtmodeltester, listed):
    qtmodeltester.check(model)
    qtmodeltester.check(listed)


def test_a_row_tells_all_there_is(model):
    row = [model.index(0, each).data().replace("\xa0", " ") for each in Column]
    assert row == [
        *(
            "2001:db8:4f2::a17",
            "14:30:00",
            "1 min 05 s",
            "41.3 kB",
            "2.21 MB",
            "3.00 kB/s",
            "Open",
            "Block",
        ),
    ]


def test_a_closed_connection_keeps_its_reason_and_duration(model):
    assert model.index(3, Column.REASON).data() == "Closed by visitor"
    assert model.index(3, Column.DURATION).data() == "1\xa0min\xa000\xa0s"


@pytest.mark.parametrize("reason", list(CloseReason))
def test_every_reason_has_words_and_a_glyph(model, reason):
    model.set_connections(8888, (replace(CLOSED, reason=reason),))
    assert model.index(0, Column.REASON).data()
    assert model.index(0, Column.VISITOR).data(Role.GLYPH) in {"closed", "warn", "expired"}


def test_nothing_listened_names_the_port(model):
    model.set_connections(8888, (replace(CLOSED, reason=CloseReason.NOTHING_LISTENED),))
    assert model.index(0, Column.REASON).data() == "Nothing listened on port 8888"


def test_all_rows_of_an_address_that_is_blocked_now_let_it_in_again(model, qtbot):
    was_blocked = replace(CLOSED, id=9, reason=CloseReason.BLOCKED)
    model.set_connections(8888, (CLOSED, A17, was_blocked))
    assert column(model, Column.ACTION) == ["Block", "Block", "Block"]
    with qtbot.waitSignal(model.dataChanged):
        model.set_connections(8888, (CLOSED, A17, was_blocked), (CLOSED.address,))
    assert column(model, Column.ACTION) == ["Allow", "Block", "Allow"]
    assert model.index(0, Column.ACTION).data(Role.IS_BLOCKED)
    tokens = [model.index(row, Column.ACTION).data(Role.TOKEN) for row in range(2)]
    assert tokens == ["text", "error"]


def test_a_new_connection_leaves_the_selection_where_it_is(model):
    kept = QPersistentModelIndex(model.index(1, 0))
    model.set_connections(8888, (NEWER, *CONNECTIONS[:3]))
    assert kept.row() == 2
    assert model.rowCount() == 4


def test_what_is_forgotten_in_the_middle_leaves_the_selection_where_it_is(model, qtbot):
    kept = QPersistentModelIndex(model.index(3, 0))
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_connections(8888, (NEWER, A17, CLOSED))
    assert (kept.row(), kept.data()) == (2, CLOSED.address)
    assert model.rowCount() == 3


def test_other_order_replaces_all(model, qtbot):
    with qtbot.waitSignal(model.modelReset):
        model.set_connections(8888, CONNECTIONS[::-1])
    assert model.index(0, 0).data() == CLOSED.address


def test_only_rows_that_changed_are_painted_again(model, qtbot):
    grown = replace(SEVENTEEN, in_bytes=300_000)
    with qtbot.waitSignal(model.dataChanged) as change:
        model.set_connections(8888, (A17, grown, FORTY_TWO, CLOSED))
    top, bottom = change.args[:2]
    assert (top.row(), bottom.row()) == (1, 1)


def test_other_connections_replace_all(model, qtbot):
    with qtbot.waitSignal(model.modelReset):
        model.set_connections(1, (RESET,))
    assert model.rowCount() == 1


def test_only_open_connections_grow_older(model, qtbot):
    rows = []
    model.dataChanged.connect(lambda top, bottom: rows.append((top.row(), bottom.row())))
    model.refresh()
    assert rows == [(0, 2)]
    model.set_connections(8888, (replace(CLOSED, id=200), A17, CLOSED))
    rows.clear()
    model.refresh()
    assert rows == [(1, 1)]


def test_numbers_sort_as_numbers(listed):
    listed.sort(Column.OUT, Qt.SortOrder.DescendingOrder)
    assert column(listed, Column.VISITOR)[0] == "203.0.113.42"
    listed.sort(Column.DURATION, Qt.SortOrder.AscendingOrder)
    assert column(listed, Column.VISITOR)[0] == "192.0.2.88"


def test_gigabytes_sort_as_numbers(model, listed):
    counts = (1_000, 5_000_000_000, 3_000_000_000, 70_000)
    rows = (replace(A17, id=each, in_bytes=each, out_bytes=each) for each in counts)
    model.set_connections(8888, tuple(rows))
    for number in (Column.IN, Column.OUT):
        listed.sort(number, Qt.SortOrder.AscendingOrder)
        sizes = [listed.index(row, 0).data(Role.CONNECTION).id for row in range(4)]
        assert sizes == sorted(counts)


def test_addresses_sort_by_their_numbers(model, listed):
    addresses = ("10.0.0.10", "10.0.0.9", "9.0.0.1", "2001:db8::1")
    rows = (replace(A17, id=number, address=each) for number, each in enumerate(addresses))
    model.set_connections(8888, tuple(rows))
    listed.sort(Column.VISITOR, Qt.SortOrder.AscendingOrder)
    assert column(listed, Column.VISITOR) == ["9.0.0.1", "10.0.0.9", "10.0.0.10", "2001:db8::1"]


def test_the_header_can_give_the_engines_order_back(listed):
    listed.sort(Column.IN)
    listed.sort(-1)
    assert column(listed, Column.VISITOR)[0] == A17.address


@pytest.mark.parametrize(("shown", "count"), [(Shown.ALL, 4), (Shown.OPEN, 3), (Shown.CLOSED, 1)])
def test_open_or_closed_ones_only(listed, shown, count):
    listed.show_only(shown)
    assert listed.rowCount() == count


@pytest.mark.parametrize(("text", "count"), [("198.", 1), (" BY VISITOR ", 1), ("none", 0)])
def test_address_and_reason_are_searched(listed, text, count):
    listed.search(text)
    assert listed.rowCount() == count


def test_an_address_is_shown_as_plain_text(model):
    model.set_connections(1, (replace(A17, address="<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}"),))
    assert model.index(0, 0).data() == "<b>x</b>\N{REPLACEMENT CHARACTER}"


def test_the_file_has_exact_numbers_and_times_in_utc():
    rows = connection_records(CONNECTIONS, 8888)
    assert rows[0]["in_bytes"] == 41300
    assert rows[0]["ended_at"] is None
    assert rows[3]["opened_at"].endswith("+00:00")
    assert rows[3]["state"] == "Closed by visitor"
    assert [each["reason"] for each in rows[2:]] == ["", "visitor"]
    assert [each["peak_bytes_per_s"] for each in rows[2:]] == [450_000.0, 41_817.0]


def test_cells_are_read_with_their_titles(model):
    text = model.index(0, Column.REASON).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text == "State or close reason: Open"


def test_rate_is_that_of_both_directions_and_the_tip_tells_them_apart(model):
    rates = [each.replace("\xa0", " ") for each in column(model, Column.RATE)]
    assert rates == ["3.00 kB/s", "0 B/s", "395 kB/s", ""]
    tip = model.index(0, Column.RATE).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.replace("\xa0", " ") == "In 1.00 kB/s, out 2.00 kB/s, peak 90.0 kB/s"
    ended = model.index(3, Column.RATE)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        assert ended.data(role).replace("\xa0", " ") == "Peak 41.8 kB/s"
    assert model.index(0, Column.IN).data(Qt.ItemDataRole.ToolTipRole) is None
    assert model.index(0, Column.RATE).data(Role.SORT) == 3000.0


def test_rate_that_nobody_has_measured_yet_is_not_told(model):
    model.set_connections(1, (replace(A17, in_rate=None, out_rate=None, peak_rate=None),))
    assert model.index(0, Column.RATE).data() == "–"
    assert model.index(0, Column.RATE).data(Qt.ItemDataRole.ToolTipRole) is None
    assert model.index(0, Column.RATE).data(Role.SORT) == 0.0


def test_change_of_rate_is_shown(model, qtbot):
    with qtbot.waitSignal(model.dataChanged):
        model.set_connections(8888, (replace(A17, in_rate=0.0), *CONNECTIONS[1:]))
    assert model.index(0, Column.RATE).data().replace("\xa0", " ") == "2.00 kB/s"


def test_same_connections_cost_nothing(model, qtbot):
    with qtbot.assertNotEmitted(model.dataChanged):
        model.set_connections(8888, CONNECTIONS)
