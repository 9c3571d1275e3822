import pytest
from PySide6.QtWidgets import QPushButton

from app.views.pane.note import Note
from app.views.theme import theme


@pytest.fixture
def note(qtbot):
    note = Note()
    qtbot.addWidget(note)
    return note


def test_a_note_is_read_as_title_and_text(note):
    note.show_note("Nothing listens on port 3000", "It ended.")
    assert note.accessibleName() == "Nothing listens on port 3000"
    assert note.accessibleDescription() == "It ended."


def test_only_the_buttons_of_now_are_there(note):
    first, second = QPushButton("Try now", note), QPushButton("Reopen", note)
    note.set_buttons([first])
    note.set_buttons([second])
    assert not first.isVisibleTo(note)
    assert second.isVisibleTo(note)


def test_the_same_buttons_keep_the_keyboard(note, qtbot):
    button = QPushButton("Try now", note)
    note.set_buttons([button])
    with qtbot.waitExposed(note):
        note.show()
    button.setFocus()
    note.set_buttons([button])
    assert button.hasFocus()


def test_a_calm_note_has_no_triangle_and_no_warning_colour(note):
    def colours(picture):
        side = range(picture.width())
        return {picture.pixelColor(x, y).name() for x in side for y in range(picture.height())}

    note.show_note("Closed", "")
    note.resize(300, 60)
    warning = theme().color("warn").name()
    assert warning in colours(note.grab().toImage())
    note.set_tone("calm")
    assert warning not in colours(note.grab().toImage())
