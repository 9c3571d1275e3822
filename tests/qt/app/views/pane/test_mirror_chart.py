import pytest
from PySide6.QtCore import QPoint, Qt

from app.models.traffic_samples import Bucket, BucketKind
from app.views.pane.mirror_chart import MirrorChart

BUCKETS = tuple(
    Bucket(1000.0 + 5 * number, 100.0 * number, 4000.0 if number == 6 else 200.0)
    for number in range(10)
)
GAP = Bucket(1050.0, 0.0, 0.0, BucketKind.GAP)


@pytest.fixture
def chart(qtbot):
    chart = MirrorChart(lambda buckets: ("10 min ago", "now"))
    qtbot.addWidget(chart)
    chart.resize(320, 90)
    chart.set_buckets(BUCKETS)
    with qtbot.waitExposed(chart):
        chart.show()
    return chart


@pytest.fixture
def pointed(chart):
    seen = []
    chart.pointed.connect(seen.append)
    return seen


def test_the_arrow_keys_read_from_the_newest_on(chart, pointed, qtbot):
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home):
        qtbot.keyClick(chart, key)
    assert pointed == [BUCKETS[9], BUCKETS[8], BUCKETS[9], BUCKETS[0]]


def test_the_arrow_keys_stop_at_the_ends(chart, pointed, qtbot):
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert pointed == [BUCKETS[9]]


def test_esc_ends_reading(chart, pointed, qtbot):
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert pointed[-1] is None


def test_the_mouse_reads_what_is_under_it(chart, pointed, qtbot):
    qtbot.mouseMove(chart, QPoint(2, 40))
    qtbot.mouseMove(chart, QPoint(315, 40))
    assert pointed == [BUCKETS[0], None]


def test_the_cursor_stays_at_its_time_when_time_goes_on(chart, pointed, qtbot):
    qtbot.keyClick(chart, Qt.Key.Key_End)
    chart.set_buckets((*BUCKETS[1:], GAP))
    assert pointed[-1] == BUCKETS[9]
    chart.set_buckets((GAP,))
    assert pointed[-1] is None


def test_the_description_tells_what_is_seen(chart, qtbot):
    text = chart.accessibleDescription().replace("\xa0", " ")
    assert text.startswith("In 900 B/s, out 200 B/s now, peak out 4.00 kB/s at ")
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert "in 0 B/s, out 200 B/s" in chart.accessibleDescription().replace("\xa0", " ")


def test_a_gap_is_read_as_one(chart, qtbot):
    chart.set_buckets((*BUCKETS, GAP))
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.accessibleDescription().endswith("no data")


@pytest.mark.parametrize("buckets", [(), (GAP,), BUCKETS[:1], (GAP, *BUCKETS, GAP)])
def test_anything_can_be_drawn(chart, buckets):
    chart.set_buckets(buckets)
    assert not chart.grab().isNull()


def test_time_runs_to_the_right_where_layouts_are_mirrored(chart, qapp):
    usual = chart.grab().toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert chart.grab().toImage() == usual
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
