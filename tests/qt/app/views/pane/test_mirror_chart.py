import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QWidget

from app.models.traffic_samples import Bucket, BucketKind
from app.views.pane.chart_scale import scale_for
from app.views.pane.mirror_chart import MirrorChart, _faint
from app.views.theme import theme

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
    assert text.startswith("At last in 900 B/s, out 200 B/s; most out 4.00 kB/s at ")
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


@pytest.fixture(params=[1.0, 2.0])
def painted(request, chart, monkeypatch):
    """Paint stretches on a screen with so many pixels for each; return the colour at a point."""
    monkeypatch.setattr(chart, "devicePixelRatioF", lambda: request.param)
    chart.clearFocus()

    def paint(buckets):
        chart.set_buckets(buckets)
        size = chart.size() * request.param
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(request.param)
        image.fill(theme().color("content"))
        chart.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        return lambda x, y: image.pixelColor(int(x * request.param), int(y * request.param))

    return paint


def distance(colour, token):
    """Return how far a colour is from a token's, from 0 to 3."""
    other = theme().color(token)
    parts = zip(colour.getRgbF()[:3], other.getRgbF()[:3], strict=True)
    return sum(abs(one - two) for one, two in parts)


def test_lines_and_areas_are_where_the_values_are_and_gaps_are_empty(chart, painted):
    known = [Bucket(1000.0 + number, 1000.0, 2000.0) for number in range(10)]
    color_at = painted((*known, *[GAP] * 10))
    plot = chart._plot()
    scale = scale_for(chart._buckets, plot.height())
    x, zero = plot.width() / 4, plot.top() + scale.zero
    for rate, token in ((-1000.0, "chart_in"), (2000.0, "chart_out")):
        y = plot.top() + scale.y(rate)
        near = [color_at(x, y + step) for step in (-1, 0, 0.5, 1)]
        assert min(distance(each, token) for each in near) < 0.9
        for at in (x * 0.1, x, x * 1.9):
            inside = color_at(at, (y + zero) / 2 + 1.5)
            assert inside.name() == _faint(theme().color(token)).name()
        in_gap = {color_at(x * 3 + step / 2, (y + zero) / 2).name() for step in range(24)}
        assert all(distance(QColor(each), token) > 0.5 for each in in_gap)
        assert len(in_gap) > 1


def test_labels_stand_beside_their_lines_and_below_the_chart(chart, painted):
    color_at = painted(BUCKETS)
    plot = chart._plot()
    zero = plot.top() + scale_for(chart._buckets, plot.height()).zero
    width, height = chart.width(), chart.height()

    def ink(xs, ys):
        return sum(distance(color_at(x, y), "content") > 0.5 for x in xs for y in ys)

    beside = range(round(plot.right()) + 2, width - 1)
    assert ink(beside, range(round(zero) - 5, round(zero) + 6)) > 5
    assert not ink(beside, range(round(zero) + 6, round(zero) + 10))
    below = range(round(plot.bottom()) + 3, height - 3)
    assert ink(range(60), below) > 20
    assert ink(range(round(plot.right()) - 30, round(plot.right())), below) > 10


def test_the_label_at_the_upper_edge_is_not_cut(qtbot):
    """It stands there if more comes in than goes out."""
    chart = MirrorChart(lambda buckets: (), is_detailed=True)
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.set_buckets([Bucket(1000.0, 2000.0, 1.0)])
    image = chart.grab().toImage()
    ratio = image.devicePixelRatio()
    labels = range(round((chart._plot().right() + 3) * ratio), image.width())
    assert len({image.pixelColor(x, 0).name() for x in labels}) == 1
    below = {image.pixelColor(x, y).name() for x in labels for y in range(1, round(12 * ratio))}
    assert len(below) > 2
