import pytest

from app.views.pane.connections_section import ConnectionsSection
from tests.qt.samples import CONNECTIONS, NOW


@pytest.fixture
def section(qtbot):
    section = ConnectionsSection()
    qtbot.addWidget(section)
    section.show()
    return section


def first_column(section):
    return [each[0].text() for each in section._rows[1:] if each[0].isVisible()]


def test_only_open_connections_are_listed_newest_first(section):
    section.show_connections(CONNECTIONS, 3, 131, 8888, NOW)
    assert first_column(section) == ["2001:db8:4f2::a17", "198.51.100.17", "203.0.113.42"]
    assert section._all.text() == "See all 131"


def test_fewer_connections_leave_no_row_behind(section):
    section.show_connections(CONNECTIONS, 3, 131, 8888, NOW)
    section.show_connections(CONNECTIONS[:1], 1, 131, 8888, NOW)
    assert first_column(section) == ["2001:db8:4f2::a17"]


def test_without_a_visitor_ever_there_is_nothing_to_see(section):
    section.show_connections((), 0, 0, 8888, NOW)
    assert section._sentence.text() == "No visitors right now"
    assert not section._all.isVisible()


def test_the_last_visitor_is_told(section):
    section.show_connections(CONNECTIONS[3:], 0, 1, 8888, NOW)
    text = section._sentence.text().replace("\xa0", " ")
    assert text == "Last visitor 192.0.2.88, 14:19, 1 min 00 s, closed by visitor"


def test_all_are_asked_for(section, qtbot):
    section.show_connections(CONNECTIONS, 3, 131, 8888, NOW)
    with qtbot.waitSignal(section.all_requested):
        section._all.click()
