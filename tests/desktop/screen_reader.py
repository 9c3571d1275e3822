"""What the windows on a desktop show, and where: as they tell screen readers, over AT-SPI."""

import asyncio
import re
import subprocess
from dataclasses import dataclass

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from tests.desktop.session import eventually

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_ON_SCREEN = 0
FROM_RIGHT = 76
"""How far the middle of a row's button is from the end of the row, in px."""
AT_ONCE = 20
"""How many parts are looked at together: dbus-fast loses its connection when the bus is slower."""
POLL_S = 0.2
"""Looking at everything takes the app as long."""


@dataclass(frozen=True)
class Part:
    """Something that is shown.

    Attributes:
        role: `list item`, `push button` and so on.
        name: what is read aloud.
        left, top, width, height: its place on the screen, in px.
    """

    role: str
    name: str
    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self):
        return self.left + self.width // 2, self.top + self.height // 2

    @property
    def button(self):
        """The middle of the button that is painted at the end of a row."""
        return self.left + self.width - FROM_RIGHT, self.middle[1]

    @property
    def link(self):
        """The middle of the link that is painted at the end of a heading."""
        return self.left + self.width - FROM_RIGHT // 2, self.middle[1]


class ScreenReader:
    """Finds what is shown. Make it before the app starts, which then tells."""

    def __init__(self, desktop):
        self._desktop = desktop
        desktop.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        desktop.environment.pop("NO_AT_BRIDGE", None)
        status = ("org.freedesktop.DBus.Properties.Set", "string:org.a11y.Status")
        bus = ("--dest=org.a11y.Bus", "/org/a11y/bus")
        asking = ("dbus-send", "--session", "--print-reply", *bus, *status)
        command = (*asking, "string:IsEnabled", "variant:boolean:true")
        self.is_there = (
            subprocess.run(command, env=desktop.environment, capture_output=True).returncode == 0
        )

    def find(self, role, name):
        """Return the part with this role whose name is the regular expression `name`, or None."""
        address = self._desktop.environment["DBUS_SESSION_BUS_ADDRESS"]
        return asyncio.run(_find(address, role, re.compile(name)))

    def wait_for(self, role, name):
        """Return the part with this role whose name is `name`, as soon as it is shown."""
        what = f"{role} {name!r}"
        return eventually(lambda: self.find(role, name), what, poll_s=POLL_S)


async def _find(address, role, name):
    session = await MessageBus(bus_address=address).connect()
    (own,) = await _call(session, ("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress")
    bus = await MessageBus(bus_address=own).connect()
    places = [_ROOT]
    try:
        while places:
            some, places = places[:AT_ONCE], places[AT_ONCE:]
            seen = await asyncio.gather(*(_look_at(bus, place) for place in some))
            for part, _ in seen:
                if part is not None and part.role == role and name.fullmatch(part.name):
                    return part
            places += [tuple(child) for _, children in seen for child in children]
    finally:
        bus.disconnect()
        session.disconnect()
    return None


async def _look_at(bus, place):
    """Return a part and the places of its children; nothing of what is hidden or has gone."""
    properties, component = "org.freedesktop.DBus.Properties", "org.a11y.atspi.Component"
    (role,), (name,), (children,), (extents,) = await asyncio.gather(
        _call(bus, place, _ACCESSIBLE, "GetRoleName"),
        _call(bus, place, properties, "Get", "ss", [_ACCESSIBLE, "Name"]),
        _call(bus, place, _ACCESSIBLE, "GetChildren"),
        _call(bus, place, component, "GetExtents", "u", [_ON_SCREEN]),
    )
    if role is None or name is None or children is None:
        return None, ()
    if extents is None or role == "application":
        return None, children  # it has no place itself
    part = Part(role, name.value, *extents)
    return (part, children) if part.width > 0 else (None, ())


async def _call(bus, place, interface, member, signature="", body=()):
    """Return what is answered; [None] if it is an error."""
    destination, path = place
    message = Message(
        destination=destination,
        path=path,
        interface=interface,
        member=member,
        signature=signature,
        body=list(body),
    )
    reply = await bus.call(message)
    if reply.message_type is MessageType.ERROR:
        return [None]
    return reply.body
