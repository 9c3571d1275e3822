"""What a desktop's panel does on the session bus: it hosts tray icons and shows notifications.

    python -m tests.desktop.bus_hosts notifications tray

What happens is printed, one JSON list a line; commands come as such lines too.
"""

import asyncio
import json
import sys

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.constants import PropertyAccess
from dbus_fast.service import ServiceInterface, dbus_property, method, signal

MENU = "com.canonical.dbusmenu"
ITEM = "org.kde.StatusNotifierItem"


def say(*words):
    print(json.dumps(words), flush=True)


class Notifications(ServiceInterface):
    """org.freedesktop.Notifications."""

    def __init__(self):
        super().__init__("org.freedesktop.Notifications")
        self.count = 0

    @method()
    def Notify(  # noqa: N802
        self,
        app: "s",  # noqa: F821
        replaces: "u",  # noqa: F821
        icon: "s",  # noqa: F821
        title: "s",  # noqa: F821
        text: "s",  # noqa: F821
        actions: "as",  # noqa: F722
        hints: "a{sv}",  # noqa: F722
        timeout: "i",  # noqa: F821
    ) -> "u":  # noqa: F821
        self.count += 1
        say("notified", self.count, title, text, actions)
        return self.count

    @method()
    def GetCapabilities(self) -> "as":  # noqa: F722, N802
        return ["body", "body-markup", "actions"]

    @signal()
    def ActionInvoked(self, number, key) -> "us":  # noqa: F821, N802
        return [number, key]

    @signal()
    def NotificationClosed(self, number, reason) -> "uu":  # noqa: F821, N802
        return [number, reason]


class Portal(ServiceInterface):
    """org.freedesktop.portal.Settings."""

    def __init__(self):
        super().__init__("org.freedesktop.portal.Settings")

    @signal()
    def SettingChanged(self, group, name, value) -> "ssv":  # noqa: F821, N802
        return [group, name, Variant("u", value)]


class TrayWatcher(ServiceInterface):
    """org.kde.StatusNotifierWatcher, with a host."""

    def __init__(self):
        super().__init__("org.kde.StatusNotifierWatcher")
        self.items = []

    @method()
    def RegisterStatusNotifierItem(self, service: "s"):  # noqa: F821, N802
        self.items.append(service)
        say("registered", service)
        self.StatusNotifierItemRegistered(service)

    @method()
    def RegisterStatusNotifierHost(self, service: "s"):  # noqa: F821, N802
        pass

    @dbus_property(access=PropertyAccess.READ)
    def RegisteredStatusNotifierItems(self) -> "as":  # noqa: F722, N802
        return self.items

    @dbus_property(access=PropertyAccess.READ)
    def IsStatusNotifierHostRegistered(self) -> "b":  # noqa: F821, N802
        return True

    @dbus_property(access=PropertyAccess.READ)
    def ProtocolVersion(self) -> "i":  # noqa: F821, N802
        return 0

    @signal()
    def StatusNotifierItemRegistered(self, service) -> "s":  # noqa: F821, N802
        return service

    @signal()
    def StatusNotifierHostRegistered(self):  # noqa: N802
        pass


class Host:
    """Does what a person does with an icon of the tray."""

    def __init__(self, bus, watcher):
        self._bus = bus
        self._watcher = watcher

    async def _call(self, path, interface, member, signature="", body=()):
        message = Message(
            destination=self._watcher.items[-1],
            path=path,
            interface=interface,
            member=member,
            signature=signature,
            body=list(body),
        )
        reply = await self._bus.call(message)
        assert reply.message_type is not MessageType.ERROR, (member, reply.error_name, reply.body)
        return reply.body

    async def properties(self):
        path = "/StatusNotifierItem"
        body = await self._call(path, "org.freedesktop.DBus.Properties", "GetAll", "s", [ITEM])
        return {name: value.value for name, value in body[0].items()}

    async def click(self):
        await self._call("/StatusNotifierItem", ITEM, "Activate", "ii", [10, 10])

    async def layout(self):
        """Return the menu: the id and the label of each item, and its submenu."""
        menu = (await self.properties())["Menu"]
        await self._call(menu, MENU, "AboutToShow", "i", [0])
        _, root = await self._call(menu, MENU, "GetLayout", "iias", [0, -1, []])
        return self._items(root[2])

    def _items(self, children):
        for number, fields, below in (child.value for child in children):
            values = {name: value.value for name, value in fields.items()}
            if values.get("visible", True):
                yield [number, values.get("label", ""), list(self._items(below))]

    async def choose(self, number):
        menu = (await self.properties())["Menu"]
        event = [number, "clicked", Variant("s", ""), 0]
        await self._call(menu, MENU, "Event", "isvu", event)


async def obey(host, notifications, portal, words):
    match words:
        case ["tooltip"]:
            say("tooltip", (await host.properties())["ToolTip"][2])
        case ["click"]:
            await host.click()
            say("clicked")
        case ["layout"]:
            say("layout", list(await host.layout()))
        case ["choose", number]:
            await host.choose(number)
            say("chosen", number)
        case ["act", number, key]:
            notifications.ActionInvoked(number, key)
        case ["set", group, name, value]:
            portal.SettingChanged(group, name, value)
            say("set", value)


async def main(roles):
    bus = await MessageBus(bus_type=BusType.SESSION).connect()
    watcher, notifications, portal = TrayWatcher(), Notifications(), Portal()
    if "portal" in roles:
        bus.export("/org/freedesktop/portal/desktop", portal)
        await bus.request_name("org.freedesktop.portal.Desktop")
    if "tray" in roles:
        bus.export("/StatusNotifierWatcher", watcher)
        await bus.request_name("org.kde.StatusNotifierWatcher")
    if "notifications" in roles:
        bus.export("/org/freedesktop/Notifications", notifications)
        await bus.request_name("org.freedesktop.Notifications")
    host = Host(bus, watcher)
    say("ready")
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        await obey(host, notifications, portal, json.loads(line))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
