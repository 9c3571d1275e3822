"""A text of one line that gives way."""

from PySide6.QtCore import Qt

from app.views.widgets.elided_label import ElidedLabel

ADDRESS = "wtqcahqwhd4tu7n2kzsp.r5.harbor.example"


def test_what_fits_is_shown_whole(qtbot):
    label = ElidedLabel(ADDRESS)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    assert label.shown_text() == ADDRESS
    label.grab()
    assert label.toolTip() == ""


def test_the_middle_gives_way_and_the_tooltip_has_all(qtbot):
    label = ElidedLabel(ADDRESS)
    qtbot.addWidget(label)
    label.resize(150, 20)
    assert label.shown_text().startswith("wtq")
    assert label.shown_text().endswith("example")
    assert "…" in label.shown_text()
    label.grab()
    assert label.toolTip() == ADDRESS
    assert label.text() == ADDRESS


def test_the_end_may_give_way_instead(qtbot):
    label = ElidedLabel(ADDRESS, Qt.TextElideMode.ElideRight)
    qtbot.addWidget(label)
    label.resize(150, 20)
    assert label.shown_text().endswith("…")


def test_a_tooltip_never_reads_markup(qtbot):
    label = ElidedLabel("<b>evil</b> and so on and on")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.grab()
    assert "<b>" not in label.toolTip()


def test_a_long_text_does_not_widen_its_region(qtbot):
    label = ElidedLabel(ADDRESS * 20)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 30


def test_something_is_drawn(qtbot, colours):
    label = ElidedLabel(ADDRESS)
    qtbot.addWidget(label)
    label.resize(100, 20)
    assert len(colours(label)) > 2
