import pytest
from PySide6.QtGui import QGuiApplication

from app.views.pane.socket_row import SocketRow

SOCKET = "wtqcahqwhd4tu7n2kzsp.r5.harbor.example:443"


@pytest.fixture
def row(qtbot):
    row = SocketRow("TLS socket", "Copy TLS socket")
    qtbot.addWidget(row)
    row.resize(320, 22)
    row.show()
    return row


def test_without_a_socket_nothing_can_be_copied(row):
    assert row._none.isVisible()
    assert not row._copy.isVisible()


def test_the_whole_socket_is_copied(row, qtbot):
    row.set_value(SOCKET)
    assert row._shown.shown_text() != SOCKET or row.width() > 400
    with qtbot.waitSignal(row.copied) as copied:
        row._copy.click()
    assert copied.args == [SOCKET] == [QGuiApplication.clipboard().text()]


def test_other_words_do_not_change_what_is_copied(row):
    row.set_value(SOCKET, "same name, port 443")
    assert row._shown.text() == "same name, port 443"
    row.copy()
    assert QGuiApplication.clipboard().text() == SOCKET


def test_one_can_be_added_where_there_is_none(row, qtbot):
    row.offer(True)
    with qtbot.waitSignal(row.add_requested) as asked:
        row._add.click()
    assert asked.args == [row._add]
    row.set_value(SOCKET)
    row.offer(True)
    assert not row._add.isVisible()


def test_what_can_be_pressed_is_24_px_high_and_all_is_on_one_line(row):
    row.offer(True)
    assert {part.height() for part in (row._name, row._none, row._add)} == {24}
    row.set_value(SOCKET)
    assert (row._copy.width(), row._copy.height()) == (24, 24)


def test_words_are_no_figures(qtbot):
    row = SocketRow("TLS socket", "Copy TLS socket")
    qtbot.addWidget(row)
    row.set_value("r5.harbor.example:443", "same name, port 443")
    words = row._shown.font().family()
    row.set_value("r5.harbor.example:443")
    assert row._shown.font().family() != words
    assert row._shown.text() == "r5.harbor.example:443"
