import pytest
from PySide6.QtCore import Qt

from app.models.traffic_samples import TrafficSamples
from app.views.pane.traffic_section import TrafficSection
from tests.qt.samples import NOW, TO_JUPYTER, engine_with, tell_traffic


@pytest.fixture
def section(qtbot):
    controller, link = engine_with()
    times = [NOW - 700]
    samples = TrafficSamples(controller, lambda: times[0], controller)
    tell_traffic(link)
    times[0] = NOW
    section = TrafficSection(samples)
    section.engine = controller, link
    qtbot.addWidget(section)
    section.show_tunnel(TO_JUPYTER.id)
    with qtbot.waitExposed(section):
        section.show()
    return section


def rates(section):
    return [each.accessibleName().replace("\xa0", " ") for each in (section._in, section._out)]


def test_the_rates_are_those_of_now(section):
    assert rates(section) == ["In 12.4 kB/s", "Out 386 kB/s"]


def test_the_cursor_reads_another_time(section, qtbot):
    qtbot.keyClick(section.chart, Qt.Key.Key_Home)
    assert rates(section) == ["In 0 B/s", "Out 0 B/s"]
    assert section._time.text()
    qtbot.keyClick(section.chart, Qt.Key.Key_Escape)
    assert rates(section) == ["In 12.4 kB/s", "Out 386 kB/s"]
    assert section._time.text() == ""


def test_new_seconds_do_not_move_what_is_read(section, qtbot):
    qtbot.keyClick(section.chart, Qt.Key.Key_Home)
    before = section._time.text()
    section.show_tunnel(TO_JUPYTER.id)
    assert section._time.text() == before
