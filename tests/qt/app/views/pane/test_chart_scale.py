import pytest

from app.models.traffic_samples import Bucket, BucketKind
from app.views.pane.chart_scale import round_up, scale_for, stretches


def bucket(into, out, kind=BucketKind.KNOWN):
    return Bucket(0.0, into, out, kind)


def test_the_busier_direction_has_a_round_top():
    scale = scale_for([bucket(100e3, 386e3)], 60)
    assert (scale.in_top, scale.out_top, scale.labelled) == (100e3, 500e3, 500e3)


def test_uploads_are_labelled_above_the_line():
    scale = scale_for([bucket(386e3, 0)], 60)
    assert scale.labelled == -500e3
    assert scale.y(scale.labelled) == pytest.approx(0)


def test_both_directions_have_the_same_scale():
    scale = scale_for([bucket(100e3, 386e3)], 60)
    assert scale.y(-100e3) == pytest.approx(0)
    assert scale.y(0) == pytest.approx(10)
    assert scale.y(500e3) == pytest.approx(60)


def test_gaps_do_not_count():
    assert scale_for([bucket(0, 9e9, BucketKind.GAP)], 60).out_top == 1000


def test_nothing_at_all_still_has_a_line():
    assert 0 < scale_for([], 60).zero < 60


@pytest.mark.parametrize(
    ("rate", "top"), [(1000, 1000), (1001, 2000), (2100, 2500), (387e3, 500e3), (5.1e9, 10e9)]
)
def test_tops_are_round(rate, top):
    assert round_up(rate) == pytest.approx(top)


def test_neighbours_are_found():
    known, gap = bucket(0, 0), bucket(0, 0, BucketKind.GAP)
    assert stretches([gap, known, known, gap], BucketKind.GAP) == [(0, 1), (3, 4)]
    assert stretches([gap, known, known], BucketKind.KNOWN) == [(1, 3)]
    assert stretches([], BucketKind.GAP) == []
