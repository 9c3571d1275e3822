import pytest

from app.contract.values import Counters
from app.models.traffic_samples import TrafficSamples
from app.views.page.traffic_tab import TrafficTab
from tests.qt.samples import NOW, TO_JUPYTER, engine_with, tell_traffic


@pytest.fixture
def tab(qtbot):
    controller, link = engine_with()
    times = [NOW - 700]
    samples = TrafficSamples(controller, lambda: times[0], controller)
    tell_traffic(link)
    times[0] = NOW
    tab = TrafficTab(samples)
    tab.engine = controller, link
    qtbot.addWidget(tab)
    tab.show_tunnel(TO_JUPYTER, Counters(TO_JUPYTER.id, NOW, 4_600_000, 312_000_000, 3, 131), NOW)
    return tab


def test_figures_are_those_of_now(tab):
    figures = (tab._in_now, tab._out_now, tab._in_total, tab._out_total, tab._open, tab._open_for)
    assert [each.value.replace("\xa0", " ") for each in figures] == [
        *("12.4 kB/s", "386 kB/s", "4.60 MB", "312 MB", "3", "2 h 14 min"),
    ]


def test_times_have_seconds_only_where_minutes_are_too_coarse(tab):
    assert tab._time_labels(tab.chart._buckets)[-1].count(":") == 1
    tab._span._buttons["1 min"].click()
    assert tab._time_labels(tab.chart._buckets)[-1].count(":") == 2
    assert tab._time_labels(()) == ()


def test_what_is_pointed_at_is_told(tab):
    tab.chart.pointed.emit(tab.chart._buckets[-1])
    assert ", in " in tab._pointed.text()
    tab.chart.pointed.emit(None)
    assert tab._pointed.text() == ""
