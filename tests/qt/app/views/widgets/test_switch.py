"""A switch."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from app.views.theme import theme
from app.views.widgets.switch import Switch


def test_a_switch_is_a_check_box_for_screen_readers(shown):
    switch = shown(Switch("Start at login"))
    interface = QAccessible.queryAccessibleInterface(switch)
    assert interface.role() is QAccessible.Role.CheckBox
    assert interface.text(QAccessible.Text.Name) == "Start at login"


def test_a_click_anywhere_on_it_switches(shown, qtbot):
    switch = shown(Switch("Start at login"))
    assert min(switch.width(), switch.height()) >= 24
    for corner in (QPoint(1, 1), QPoint(switch.width() - 2, switch.height() - 2)):
        before = switch.isChecked()
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=corner)
        assert switch.isChecked() is not before


def test_the_keyboard_switches(shown, qtbot):
    switch = shown(Switch("Start at login"))
    with qtbot.waitSignal(switch.toggled):
        qtbot.keyClick(switch, Qt.Key.Key_Space)


def grey(widget):
    image = widget.grab().toImage()
    return [
        image.pixelColor(x, image.height() // 2).lightness() // 64 for x in range(image.width())
    ]


def test_on_and_off_differ_without_colour(shown):
    assert grey(shown(Switch("a", is_on=True))) != grey(shown(Switch("a")))


def test_the_focus_is_seen(shown, qtbot, colours):
    switch = shown(Switch("Start at login"))
    switch.clearFocus()
    assert theme().color("accent").name() not in colours(switch)
    switch.setFocus()
    qtbot.waitUntil(switch.hasFocus)
    assert theme().color("accent").name() in colours(switch)


def test_a_disabled_switch_is_grey(shown, colours):
    switch = shown(Switch("Start at login", is_on=True))
    switch.setEnabled(False)
    assert theme().color("accent_fill").name() not in colours(switch)


def test_a_switch_grows_with_the_text(qapp, shown):
    switch = shown(Switch("Start at login"))
    before = switch.width()
    theme().apply(qapp, "light", 150)
    assert switch.width() == before + 18


def test_on_is_at_the_left_where_people_read_from_the_right(shown):
    switch = shown(Switch("Start at login", is_on=True))
    before = grey(switch)
    switch.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert grey(switch) != before
