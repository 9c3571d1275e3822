from PySide6.QtGui import QAction

from app.views.tray.menu_text import menu_text, set_text


def test_ampersands_do_not_underline():
    assert menu_text("this & that") == "this && that"


def test_text_cannot_turn_around_or_break_the_line():
    assert menu_text("a\u202eb\nc").isprintable()


def test_unchanged_text_is_not_set_again(qtbot):
    action = QAction("a && b")
    changes = []
    action.changed.connect(lambda: changes.append(action.text()))
    set_text(action, "a & b")
    assert changes == []
    set_text(action, "c")
    assert changes == ["c"]
