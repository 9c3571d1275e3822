import pytest

from app.views.page.check_strip import CheckStrip
from tests.qt.app.views.looks import where
from tests.qt.samples import NOW


@pytest.fixture
def strip(qtbot):
    strip = CheckStrip()
    qtbot.addWidget(strip)
    strip.resize(662, strip.height())
    return strip


def test_each_check_is_where_its_time_is(strip):
    strip.set_checks(((NOW - 300, 20.0),), NOW, "1 of 1 passed")
    found = where(strip, "live")
    assert found
    assert all(295 <= x <= 305 for x in found)


def test_a_missed_check_is_told_by_shape_and_colour(strip):
    strip.set_checks(((NOW - 300, None),), NOW, "0 of 1 passed")
    assert where(strip, "error")
    assert not where(strip, "live")


def test_checks_before_the_strip_are_not_drawn(strip):
    strip.set_checks(((NOW - 700, 20.0), (NOW - 601, None)), NOW, "")
    assert not where(strip, "live") | where(strip, "error")


def test_a_slow_check_changes_the_scale(strip):
    strip.set_checks(((NOW - 300, 20.0),), NOW, "")
    before = strip.grab().toImage()
    strip.set_checks(((NOW - 300, 400.0),), NOW, "")
    assert strip.grab().toImage() != before
    assert where(strip, "live")


def test_it_is_read_as_a_sentence(strip):
    strip.set_checks((), NOW, "None in the last 10 minutes.")
    assert strip.accessibleName() == "Checks of the last 10 minutes"
    assert strip.accessibleDescription() == "None in the last 10 minutes."
