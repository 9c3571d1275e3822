from PySide6.QtWidgets import QLabel, QPushButton

from app.models.numbers import SPACE
from app.views.page.check_strip import CheckStrip
from app.views.page.checks_section import ChecksSection
from app.views.theme import theme
from tests.qt.samples import NOW


def test_checks_are_told_in_words_beside_the_strip(qtbot):
    section = ChecksSection()
    qtbot.addWidget(section)
    section.show_checks(((NOW - 700, 90.0), (NOW - 10, 23.0), (NOW - 4, None)), NOW)
    sentence = "1 of 2 passed, median 23 ms, worst 23 ms. Missed at 14:31:01."
    assert sentence in [each.text().replace(SPACE, " ") for each in section.findChildren(QLabel)]
    strip = section.findChild(CheckStrip)
    assert strip.accessibleDescription().replace(SPACE, " ") == sentence


def test_a_check_can_be_asked_for(qtbot):
    section = ChecksSection()
    qtbot.addWidget(section)
    with qtbot.waitSignal(section.check_requested):
        section.findChild(QPushButton).click()


def test_it_makes_no_page_wide(qapp, qtbot):
    theme().apply(qapp, "light", 150)
    section = ChecksSection()
    qtbot.addWidget(section)
    section.show_checks(tuple((NOW - second, None) for second in range(59, 0, -1)), NOW)
    assert section.minimumSizeHint().width() < 410
