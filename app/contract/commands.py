"""What the window, or another program, asks of the engine.

Each command has an `id`, 1 and up, that the engine's `Done` or `Failed` repeats.
"""

from decimal import Decimal

from msgspec import Struct


class Command(Struct, frozen=True, tag_field="command", tag=lambda name: name.lower()):
    """Base of all commands."""

    id: int


class Start(Command, frozen=True):
    """Begin: the first command. The engine answers with a `Snapshot`, then with `Done`."""

    restore: bool = True
    """Whether the tunnels of the last time are opened again."""


class Expose(Command, frozen=True):
    """Give a port a public address. `Done.tunnel` tells which tunnel that is."""

    target: str
    """What `porthole forward` takes: `8000`, `host:8000`, `unix:/path`, `ssh:host:8000`, ..."""
    name: str = ""
    tcp: bool = False
    http2: bool = False
    relay: str = ""
    """The name of a relay, "" for the chosen one."""
    closes_after_s: float | None = None


class Close(Command, frozen=True):
    """Close a tunnel; its visitors' connections end. It may be reopened for a while."""

    tunnel: str


class Reopen(Command, frozen=True):
    """Open a tunnel again that was closed or paused."""

    tunnel: str


class Pause(Command, frozen=True):
    """Take tunnels off the relay and keep them, and their addresses."""

    tunnel: str = ""
    """"" for all."""


class Retarget(Command, frozen=True):
    """Lead a tunnel to another port; its address stays."""

    tunnel: str
    target: str


class DropTcp(Command, frozen=True):
    """Open a tunnel without its raw TCP port; its other address stays."""

    tunnel: str


class Check(Command, frozen=True):
    """Probe public addresses and scan ports now; try a relay that is away at once."""

    tunnel: str = ""
    """"" for all."""


class Watch(Command, frozen=True):
    """Tell whether somebody looks, and at what: checks and scans are rarer when nobody does."""

    is_looked_at: bool
    tunnel: str = ""
    """The tunnel whose connections are sent, "" for none."""


class JoinRelay(Command, frozen=True):
    """Enrol this computer at a relay and choose it."""

    link: str
    """An invitation: its URL, or the whole line that the relay printed."""


class ChooseRelay(Command, frozen=True):
    """Open new tunnels at that relay; "" for the one on this computer."""

    relay: str


class RemoveRelay(Command, frozen=True):
    """Forget a relay, and what it knows this computer by; its tunnels close."""

    relay: str


class Connect(Command, frozen=True):
    """List the ports of a source from now on."""

    source: str


class Disconnect(Command, frozen=True):
    """Leave a source alone."""

    source: str


class AddHost(Command, frozen=True):
    """Add an SSH host by hand and connect to it."""

    host: str
    """A host of ~/.ssh/config, or `[user@]host[:port]`."""


class RemoveSource(Command, frozen=True):
    """Forget a source that was added by hand."""

    source: str


class Answer(Command, frozen=True):
    """Answer a question; an empty `text` is a no."""

    question: str
    text: str
    """`yes` for a host key, else the secret."""
    remember: bool = False


class EndConnection(Command, frozen=True):
    """End one visitor's connection."""

    tunnel: str
    connection: int


class BlockAddress(Command, frozen=True):
    """Turn a visitor's address away from now on, and end its connections."""

    tunnel: str
    address: str


class AllowAddress(Command, frozen=True):
    """Undo `BlockAddress`."""

    tunnel: str
    address: str


class AskTraffic(Command, frozen=True):
    """Ask for what a tunnel has carried; `TrafficTold` comes before `Done`."""

    tunnel: str
    step_s: int
    """1 for the last hour, 60 for the last week, 3600 for the last year."""
    start: float
    end: float


class AskCosts(Command, frozen=True):
    """Ask for what a program has cost over time; `CostsTold` comes before `Done`."""

    resource: str
    """As in `Cost`."""
    step_s: int
    """The length of a step, in seconds: a multiple of 60."""
    start: float
    end: float


class AskMonth(Command, frozen=True):
    """Ask for what all programs have cost in a month; `MonthTold` comes before `Done`."""

    month: str
    """`2026-11`."""


class ChooseRateCard(Command, frozen=True):
    """Read all cards anew, and estimate by that one, also what was used before."""

    card: str


class SetBudget(Command, frozen=True):
    """Tell when 80 % and 100 % of that amount have been used in a month; 0 for never."""

    amount: Decimal


class Quit(Command, frozen=True):
    """Close all tunnels, then exit. The end of the input means the same."""


AnyCommand = (
    Start
    | Expose
    | Close
    | Reopen
    | Pause
    | Retarget
    | DropTcp
    | Check
    | Watch
    | JoinRelay
    | ChooseRelay
    | RemoveRelay
    | Connect
    | Disconnect
    | AddHost
    | RemoveSource
    | Answer
    | EndConnection
    | BlockAddress
    | AllowAddress
    | AskTraffic
    | AskCosts
    | AskMonth
    | ChooseRateCard
    | SetBudget
    | Quit
)
