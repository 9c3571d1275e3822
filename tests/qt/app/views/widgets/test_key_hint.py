"""The keys that do the same."""

from app.views.widgets.key_hint import KeyHint


def test_keys_are_read_out(qtbot):
    hint = KeyHint("Ctrl+F")
    qtbot.addWidget(hint)
    assert hint.accessibleName() == "Ctrl+F"


def test_the_frame_is_as_wide_as_the_keys(qtbot):
    short, long = KeyHint("F5"), KeyHint("Ctrl+Shift+C")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert short.height() == long.height() == 18
    assert short.width() < long.width()


def test_something_is_drawn(qtbot, colours):
    hint = KeyHint("F5")
    qtbot.addWidget(hint)
    assert len(colours(hint)) > 2
