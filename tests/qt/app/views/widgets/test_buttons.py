"""Buttons of every kind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.views.theme import theme
from app.views.widgets import buttons
from app.views.widgets.buttons import (
    Button,
    CopyButton,
    CopyIconButton,
    DangerButton,
    IconButton,
    LinkButton,
    PlainButton,
    PrimaryButton,
)


@pytest.fixture
def briefly(monkeypatch):
    monkeypatch.setattr(buttons, "COPIED_MS", 30)


@pytest.mark.parametrize(
    "kind", [Button, PrimaryButton, PlainButton, DangerButton, LinkButton, CopyButton]
)
def test_a_button_is_named_after_its_word(qtbot, kind):
    button = kind("Copy URL")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Copy URL"


def test_a_mnemonic_is_not_part_of_the_name(qtbot):
    button = Button("&Deny")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Deny"


def test_buttons_have_the_height_of_the_design(shown):
    assert shown(Button("Try now")).height() == 30
    large = Button("Close tunnel", large=True)
    assert shown(large).sizeHint().height() == 34


def test_icon_is_pressed_anywhere_in_its_square_however_it_is_aligned(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    line = QHBoxLayout(host)
    button = IconButton("gear", "Settings")
    line.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
    host.resize(200, 100)
    host.show()
    assert (button.width(), button.height()) == (30, 30)


def test_a_button_keeps_its_size_when_it_gets_the_focus(shown, qtbot):
    button = shown(Button("Try now"))
    before = button.sizeHint()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    assert button.sizeHint() == before


def test_focus_is_seen(shown, qtbot, colours):
    first, other = shown(Button("One")), shown(Button("Two"))
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert theme().color("accent").name() not in colours(first)
    assert theme().color("accent").name() in colours(other)


def test_the_keyboard_presses_a_button(shown, qtbot):
    button = shown(Button("Try now"))
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_click_does_not_take_the_focus(shown, qtbot):
    host = QWidget()
    row = QHBoxLayout(host)
    edit, button = QLineEdit(), Button("Try now")
    row.addWidget(edit)
    row.addWidget(button)
    shown(host)
    edit.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert edit.hasFocus()


def test_an_icon_button_says_what_it_does_and_by_which_key(qtbot):
    button = IconButton("qr", "Show the QR code", "Ctrl+R", size=34, framed=True)
    qtbot.addWidget(button)
    assert button.accessibleName() == "Show the QR code"
    assert button.toolTip() == "Show the QR code (Ctrl+R)"
    assert (button.width(), button.height()) == (34, 34)


def test_icon_buttons_grow_with_the_text(qapp, qtbot):
    button = IconButton("qr", "Show the QR code")
    qtbot.addWidget(button)
    theme().apply(qapp, "light", 150)
    assert button.width() == 45
    assert button.iconSize().width() == 24


def test_the_copy_button_says_copied_for_a_moment_and_keeps_its_width(briefly, shown, qtbot):
    button = shown(CopyButton("Copy URL"))
    width = button.width()
    assert 104 <= width <= 112  # More where the font of the system is wider than the design's.
    button.show_copied()
    assert button.text() == "Copied"
    assert button.width() == width
    qtbot.waitUntil(lambda: button.text() == "Copy URL")
    assert button.accessibleName() == "Copy URL"


def test_the_copy_button_may_copy_something_else(shown):
    button = shown(CopyButton("Copy URL"))
    width = button.width()
    button.setText("Copy address")
    assert button.accessibleName() == "Copy address"
    assert button.width() > width


def test_the_small_copy_button_shows_a_tick_for_a_moment(briefly, shown, qtbot, colours):
    button = shown(CopyIconButton("Copy the address"))
    live = theme().color("live").name()
    button.show_copied()
    assert live in colours(button)
    qtbot.waitUntil(lambda: live not in colours(button))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_with_the_keyboard_is_pressed_by_enter_and_space(shown, qtbot, key):
    button = shown(Button("Copy"))
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


@pytest.mark.parametrize("text", ["Add…", "10 min"])
@pytest.mark.parametrize("is_whole_program", [False, True])
def test_mirrored_buttons_are_read_as_ever(qapp, shown, text, is_whole_program):
    button = shown(Button(text))
    before = button.grab().toImage()
    mirrored = qapp if is_whole_program else button
    if is_whole_program:  # Some parts are not mirrored.
        button.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    mirrored.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert button.grab().toImage() == before
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
