"""Measures how the desktop app starts: `make bench-start`. Figures belong into PERFORMANCE.md."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.spare_pages import LOOK_MS
from tests.desktop.session import Desktop, eventually

POLL_S = 0.002

GIVEN_BACK_S = LOOK_MS / 1000 + 1
"""After that what is not in use any more has been given back."""


class Screen:
    """Hears of what appears on the screen. Looking again and again would keep a core busy."""

    def __init__(self, desktop):
        self._desktop = desktop
        command = ("xev", "-root", "-event", "substructure")
        self._xev = desktop.processes.start(*command, stdout=subprocess.PIPE, text=True)

    def wait_for(self, event, condition):
        """Wait until a condition holds that can become true with that event only."""
        for line in self._xev.stdout:
            if line.startswith(event) and condition():
                return
        raise RuntimeError("xev has ended")


def has_engine(app):
    """Tell whether the engine has been started, which is when the menu is complete."""
    return Path(f"/proc/{app.pid}/task/{app.pid}/children").read_text().strip() != ""


def wait_for_engine(app):
    end = time.monotonic() + 30
    while not has_engine(app):
        if time.monotonic() > end:
            raise TimeoutError("no engine")
        time.sleep(POLL_S)


def cpu_ms(pid):
    """Return the CPU time that a process has taken."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")


def memory(pid, when):
    """Return what a process has in memory, by names that begin with `when`, in MB of 1,000 KiB.

    The goal is about what is resident. Pages that processes share count for each of them there; in
    proportion each has its share; written are those that nobody else can have.
    """
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    kib = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    fields = {"resident": "Rss", "in proportion": "Pss", "written": "Private_Dirty"}
    return {f"{when}, MB {word}": kib[field] / 1000 for word, field in fields.items()}


def has_icon(desktop):
    """Tell whether the tray has taken the icon in."""
    lines = desktop.run("xwininfo", "-root", "-tree").splitlines()
    start = next(i for i, line in enumerate(lines) if '("panel" "trayer")' in line)
    return any('("porthole" "porthole")' in line for line in lines[start + 1 : start + 8])


def use(desktop):
    """Filter, choose and point for a few seconds, as somebody does who looks for a port."""
    desktop.run("xdotool", "type", "--delay", "40", "80")
    for key in ("BackSpace", "BackSpace", "Down", "Down", "Up", "Tab", "Tab", "Tab"):
        desktop.run("xdotool", "key", key)
        time.sleep(0.2)
    for x in range(300, 900, 60):
        desktop.run("xdotool", "mousemove", str(x), str(300 + x // 4))
        time.sleep(0.1)


def measure(folder):
    """Start the app once; return the figures by their names."""
    figures = {}
    with Desktop(folder) as desktop:
        desktop.start_tray()
        screen = Screen(desktop)
        desktop.environment["PORTHOLE_HOME"] = str(folder / "porthole")
        begin = time.monotonic()
        app = desktop.processes.start(sys.executable, "-m", "app.cli", "--at-login")
        screen.wait_for("ReparentNotify", lambda: has_icon(desktop))
        figures["icon, ms"] = (time.monotonic() - begin) * 1000
        wait_for_engine(app)
        figures["menu complete, engine started, ms"] = (time.monotonic() - begin) * 1000
        figures["CPU of that, ms"] = cpu_ms(app.pid)
        log = folder / "porthole" / "state" / "engine.log"
        eventually(log.exists)
        time.sleep(1.5)  # The engine and the window have become quiet.
        figures |= memory(app.pid, "just started")
        time.sleep(GIVEN_BACK_S)
        figures |= memory(app.pid, "without a window")
        icon = desktop.tray_icon()
        before_ms = cpu_ms(app.pid)
        begin = time.monotonic()
        desktop.click(*icon)
        screen.wait_for("MapNotify", lambda: desktop.has_window("Porthole"))
        figures["first opening of the window, ms"] = (time.monotonic() - begin) * 1000
        time.sleep(1.5)
        figures["CPU of that and of painting, ms"] = cpu_ms(app.pid) - before_ms
        figures |= memory(app.pid, "just opened")
        time.sleep(GIVEN_BACK_S)
        figures |= memory(app.pid, "with a window")
        use(desktop)
        figures |= memory(app.pid, "just used")
        begin = time.monotonic()
        second = desktop.processes.start(sys.executable, "-m", "app.cli")
        second.wait(30)
        figures["second start, ms"] = (time.monotonic() - begin) * 1000
        app.terminate()
        app.wait(40)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    runs = []
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory() as folder:
            runs.append(measure(Path(folder)))
    for name in runs[0]:
        values = sorted(run[name] for run in runs)
        median = statistics.median(values)
        print(f"{name:34} {median:7.0f}   ({values[0]:.0f} to {values[-1]:.0f})")


if __name__ == "__main__":
    main()
