import pytest
from PySide6.QtGui import QGuiApplication

from app.views.ports.placeholder import EXAMPLE, Placeholder
from app.views.theme import theme
from app.views.widgets.buttons import CopyIconButton


@pytest.fixture
def placeholder(qtbot, light_theme):
    placeholder = Placeholder()
    qtbot.addWidget(placeholder)
    placeholder.resize(598, 600)
    placeholder.show()
    return placeholder


def test_empty_list_shows_a_command_that_can_be_copied(placeholder, qtbot):
    placeholder.show_empty("No ports are listening", "Soon.", with_example=True, hidden="")
    button = placeholder.findChild(CopyIconButton)
    with qtbot.waitSignal(placeholder.copied) as copied:
        button.click()
    assert copied.args == [EXAMPLE] == [QGuiApplication.clipboard().text()]


def test_foreign_text_is_shown_as_it_is_and_within_its_room(placeholder):
    placeholder.show_no_match("<b>&x</b>" * 50, "", "")
    assert placeholder._title.text().startswith("No port matches “<b>&x</b>")
    assert placeholder._title.text().endswith("…")
    assert placeholder._title.width() <= theme().px(380)


def test_what_leads_on_says_so(placeholder, qtbot):
    placeholder.show_no_match("x", "", "Show 2 hidden system ports")
    with qtbot.waitSignal(placeholder.hidden_requested):
        placeholder._hidden.click()
    with qtbot.waitSignal(placeholder.clear_requested):
        placeholder._clear.click()
    with qtbot.waitSignal(placeholder.pick_requested):
        placeholder._pick.click()


def test_long_text_breaks_into_lines_in_little_room(placeholder):
    placeholder.show_empty("T", "word " * 40, with_example=False, hidden="")
    wide = placeholder._text.height()
    placeholder.resize(250, 600)
    assert placeholder._text.height() > wide
