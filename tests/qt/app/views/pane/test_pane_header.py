from PySide6.QtWidgets import QLabel, QPushButton

from app.views.pane.pane_header import PaneHeader


def test_it_says_what_the_pane_is_about(qtbot):
    close = QPushButton("Close")
    header = PaneHeader((close,))
    qtbot.addWidget(header)
    header.show_subject("warn", "Nothing on port 3000", "next-server", 3000)
    assert header.accessibleName() == "next-server, 3000"
    assert header._glyph.accessibleName() == "Nothing on port 3000"
    assert header.isAncestorOf(close)


def test_a_long_title_gives_way(qtbot):
    header = PaneHeader((QPushButton("Close tunnel"),))
    qtbot.addWidget(header)
    header.show_subject("live", "Verified", "x" * 500, 8000)
    assert header.minimumSizeHint().width() < 320


def test_a_program_that_nobody_may_know_is_called_by_its_port_once(qtbot):
    header = PaneHeader(())
    qtbot.addWidget(header)
    header.show_subject("listening", "Not exposed", "", 2024)
    shown = [each.text() for each in header.findChildren(QLabel) if each.isVisibleTo(header)]
    assert [each for each in shown if each] == ["Port 2024"]
    assert header.accessibleName() == "Port 2024"
