"""A text in a colour and a size of the theme."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.views.theme import theme
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.label import Label


def test_a_label_never_reads_markup(qtbot, colours):
    label = Label("<font color='#ff0000'>evil</font>")
    qtbot.addWidget(label)
    assert "#ff0000" not in colours(label)
    assert label.text().startswith("<font")


def test_a_label_follows_the_theme(qapp, qtbot):
    label = Label("secondary", 12, 600, token="text2")
    qtbot.addWidget(label)
    theme().apply(qapp, "dark", 150)
    assert label.font().pixelSize() == 18
    assert label.palette().windowText().color() == QColor("#B3BBC7")


def test_a_label_may_change_its_colour(qtbot, colours):
    label = Label("wrong")
    qtbot.addWidget(label)
    label.set_token("error")
    assert theme().color("error").name() in colours(label)


def test_a_label_keeps_its_colour_when_it_gets_a_parent(shown):
    frame = QWidget()
    label = Label("wrong", parent=frame)
    label.ensurePolished()
    label.set_token("error")
    host = QWidget()
    frame.setParent(host)
    shown(host)
    assert label.palette().windowText().color() == theme().color("error")


def test_a_text_that_wraps_makes_no_page_wide_or_high(qtbot):
    label = Label("one two three four five six seven " + "x" * 500, wrap=True)
    qtbot.addWidget(label)
    hint = label.minimumSizeHint()
    assert hint.width() <= 120
    assert hint.height() < 30


def test_a_text_that_wraps_asks_for_the_height_it_needs(qtbot):
    label = Label("one two three four five six seven eight", wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(60) > label.heightForWidth(600)


@pytest.mark.parametrize("make", [Label, ElidedLabel])
def test_figures_keep_their_order_where_layouts_are_mirrored(qtbot, make):
    usual, mirrored = (make("Verified 4 s ago, 23 ms", token="live") for _ in range(2))
    for label in (usual, mirrored):
        qtbot.addWidget(label)
        label.resize(300, 20)
    usual.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    mirrored.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert mirrored.grab().toImage() == usual.grab().toImage()


def test_lines_of_a_text_begin_where_the_layout_does(qtbot):
    usual, mirrored = (Label("Relay r5 can read this traffic", wrap=True) for _ in range(2))
    for label in (usual, mirrored):
        qtbot.addWidget(label)
        label.resize(90, 60)
    usual.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    mirrored.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert mirrored.grab().toImage() == usual.grab().toImage()


def test_a_label_may_change_its_weight(qtbot):
    label = Label("Not verified", 12)
    qtbot.addWidget(label)
    label.set_weight(600)
    assert (label.font().weight(), label.font().pixelSize()) == (600, 12)
