import pytest
from PySide6.QtWidgets import QPushButton

from app.views.pane.note import Note


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
