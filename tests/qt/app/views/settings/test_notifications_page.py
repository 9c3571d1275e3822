"""Which messages the desktop shows."""

from PySide6.QtCore import Qt

from app.models.preferences import Preferences
from app.settings import Notifications, Settings
from app.views.settings.notifications_page import NotificationsPage
from app.views.widgets.switch import Switch


def test_every_kind_has_a_switch(qtbot):
    preferences = Preferences(Settings(), lambda settings: None)
    page = NotificationsPage(preferences)
    qtbot.addWidget(page)
    switches = page.findChildren(Switch)
    assert len(switches) == len(Notifications.__struct_fields__)
    for switch, field in zip(switches, Notifications.__struct_fields__, strict=True):
        assert switch.accessibleName()
        before = getattr(preferences.settings.notifications, field)
        assert switch.isChecked() is before
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
        assert getattr(preferences.settings.notifications, field) is not before


def test_the_page_follows_the_settings(qtbot):
    preferences = Preferences(Settings(), lambda settings: None)
    page = NotificationsPage(preferences)
    qtbot.addWidget(page)
    preferences.change(notifications=Notifications(*[False] * len(Notifications.__struct_fields__)))
    assert not any(switch.isChecked() for switch in page.findChildren(Switch))
