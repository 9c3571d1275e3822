import csv

import pytest
from PySide6.QtCore import Qt

from app.contract.commands import AskTraffic
from app.contract.events import Done, Failed, TrafficTold
from app.contract.values import Counters
from app.models.engine_link import EngineState
from app.models.traffic_history import SPANS
from app.models.traffic_samples import BucketKind, TrafficSamples
from app.views.page.traffic_tab import TrafficTab
from tests.qt.samples import NOW, TO_JUPYTER, TO_VITE, engine_with, snapshot, tell_traffic

COUNTERS = Counters(TO_JUPYTER.id, NOW, 4_600_000, 312_000_000, 3, 131, peak_rate=517_000.0)
HOUR = 3600


@pytest.fixture
def engine(qapp):
    controller, link = engine_with()
    times = [NOW - 700]
    TrafficSamples(controller, lambda: times[0], controller)
    tell_traffic(link)
    times[0] = NOW
    return controller, link


@pytest.fixture
def tab(engine, qtbot):
    tab = TrafficTab(engine[0], lambda: NOW)
    qtbot.addWidget(tab)
    tab.resize(960, 500)
    tab.show_tunnel(TO_JUPYTER, COUNTERS, NOW)
    with qtbot.waitExposed(tab):
        tab.show()
    return tab


def choose(tab, span):
    tab._span._buttons[span].click()


def asked(link):
    return [each for each in link.commands if isinstance(each, AskTraffic)]


def answer(link, *points):
    command = asked(link)[-1]
    link.say(TrafficTold(command.tunnel, command.step_s, points))
    link.say(Done(command.id))


def text(label):
    return label.text().replace("\xa0", " ")


def test_figures_are_those_of_now(tab):
    figures = (tab._in_now, tab._out_now, tab._peak)
    totals = (tab._in_total, tab._out_total, tab._open, tab._open_for)
    assert [each.value.replace("\xa0", " ") for each in figures + totals] == [
        *("12.4 kB/s", "386 kB/s", "517 kB/s", "4.60 MB", "312 MB", "3", "2 h 14 min"),
    ]


def test_peak_is_that_of_the_engine_and_no_mean_of_the_chart(tab):
    """A second's burst vanishes in the mean of a stretch; the terminal tells it all the same."""
    assert tab._peak.value.replace("\xa0", " ") == "517 kB/s"
    assert "Peak" not in text(tab._pointed)
    tab.show_tunnel(TO_JUPYTER, None, NOW)
    assert tab._peak.value == "\N{EN DASH}"


def test_times_are_as_exact_as_the_span_asks_for(tab):
    assert tab._time_labels(tab.chart._buckets)[-1].count(":") == 1
    choose(tab, "1 min")
    assert tab._time_labels(tab.chart._buckets)[-1].count(":") == 2
    choose(tab, "1 day")
    assert tab._time_labels(tab.chart._buckets)[-1].count(":") == 1
    choose(tab, "1 week")
    assert tab._time_labels(tab.chart._buckets)[-1].count(":") == 0
    assert tab._time_labels(()) == ()


def test_what_is_pointed_at_is_told_and_else_extremes_and_means(tab, qtbot):
    assert text(tab._pointed).startswith("Busiest 5 s: in ")
    qtbot.keyClick(tab.chart, Qt.Key.Key_End)
    assert ", in " in tab._pointed.text()
    qtbot.keyClick(tab.chart, Qt.Key.Key_Escape)
    assert "Mean in " in text(tab._pointed)


def test_history_is_asked_for_when_somebody_looks(engine, link, qtbot):
    tab = TrafficTab(engine[0], lambda: NOW)
    qtbot.addWidget(tab)
    tab.show_tunnel(TO_JUPYTER, COUNTERS, NOW)
    assert asked(link) == []
    tab.show()
    answer(link)
    choose(tab, "1 week")
    answer(link)
    tab._asking.timeout.emit()
    answer(link)
    assert [each.step_s for each in asked(link)] == [1, 60, 60]
    tab.hide()
    assert not tab._asking.isActive()


def test_engine_that_is_back_is_asked_again(tab, link):
    link.state_changed.emit(EngineState.CRASHED, "")
    tab._asking.timeout.emit()
    assert len(asked(link)) == 1
    link.state_changed.emit(EngineState.RUNNING, "")
    link.say(snapshot())
    assert len(asked(link)) == 2


def test_chart_shows_the_engines_history(tab, link):
    answer(link)
    choose(tab, "1 month")
    start = SPANS["1 month"].starts(NOW)[100]
    answer(link, (start, 14_400_000, 0, 3), (start + HOUR, 0, 7_200_000, 3))
    shown = tab.chart._buckets
    assert (shown[100].in_rate, shown[100].out_rate) == (2000.0, 1000.0)
    kinds = [each.kind for each in shown]
    assert kinds[:101] == [BucketKind.BEFORE] * 100 + [BucketKind.KNOWN]
    assert set(kinds[101:]) == {BucketKind.GAP}
    assert "Busiest 4 h: in 2.00 kB/s at" in text(tab._pointed)


def test_what_was_before_the_window_comes_from_the_engine(tab, link):
    assert tab.chart._buckets[0].kind is BucketKind.KNOWN
    answer(link)
    choose(tab, "1 h")
    at = int(tab.chart._buckets[5].at)
    assert tab.chart._buckets[5].kind is BucketKind.BEFORE
    answer(link, *((at + second, 50, 70, 0) for second in range(20)))
    assert (tab.chart._buckets[5].in_rate, tab.chart._buckets[5].out_rate) == (50.0, 70.0)
    assert tab.chart._buckets[6].kind is BucketKind.GAP


def test_another_tunnel_has_a_history_of_its_own(tab, link):
    answer(link)
    tab.show_tunnel(TO_VITE, None, NOW)
    assert asked(link)[-1].tunnel == TO_VITE.id


def test_table_tells_the_same_and_leads_back(tab, link):
    answer(link)
    choose(tab, "1 month")
    tab._switch.click()
    start = SPANS["1 month"].starts(NOW)[-1]
    answer(link, (start, 3600, 7200, 1))
    answer(link, (start, 3600, 7200, 1))
    assert tab.table.isVisible()
    assert tab._switch.accessibleName() == "Show as chart"
    row = [tab.table.model().index(0, each).data().replace("\xa0", " ") for each in (3, 4)]
    assert row == ["3.60 kB", "7.20 kB"]
    tab._switch.click()
    assert tab.chart.isVisible()


def test_table_that_is_read_does_not_change_every_second(tab, link):
    tab._switch.click()
    before = tab._shown
    tab.show_tunnel(TO_JUPYTER, COUNTERS, NOW + 1)
    assert tab._shown is before


def test_long_spans_are_not_merged_anew_every_second(tab, link):
    choose(tab, "1 year")
    before = tab._shown
    tab.show_tunnel(TO_JUPYTER, COUNTERS, NOW + 1)
    assert tab._shown is before


def test_keyboard_reaches_all_of_it(tab):
    assert all(
        each.focusPolicy() & Qt.FocusPolicy.TabFocus
        for each in (tab.chart, tab.table, tab._switch, tab.export)
    )


def test_what_is_shown_is_exported(tab, link, tmp_path):
    answer(link)
    choose(tab, "1 day")
    start = SPANS["1 day"].starts(NOW)[-2]
    answer(link, (start, 3600, 7200, 1))
    path = tmp_path / "traffic.csv"
    tab.file.save(str(path))
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    known = [each for each in rows if each["in_bytes"]]
    assert [(each["in_bytes"], each["out_bytes"]) for each in known] == [("3600", "7200")]


def test_problems_are_told_until_it_works(tab, link, tmp_path):
    link.say(Failed(asked(link)[-1].id, "The history cannot be read."))
    assert tab._problem.text == "The history cannot be read."
    tab._asking.timeout.emit()
    answer(link)
    assert tab._problem.text == ""
    tab.file.save(str(tmp_path / "none" / "traffic.csv"))
    assert "Choose another folder" in tab._problem.text


@pytest.mark.parametrize("span", SPANS)
def test_every_span_can_be_shown(tab, span):
    choose(tab, span)
    assert not tab.grab().isNull()
