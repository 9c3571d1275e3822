"""Measures how the desktop app starts: `make bench-start`. Figures belong into PERFORMANCE.md."""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.desktop.session import Desktop, eventually

POLL_S = 0.005


def wait_for(condition):
    """Poll closely: what is measured takes some hundred milliseconds."""
    end = time.monotonic() + 30
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(condition)
        time.sleep(POLL_S)


def memory_mb(pid):
    """Return the resident set of a process, and what of it is its own alone."""
    resident = private = 0
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _, rest = line.partition(":")
        if name == "Rss":
            resident = int(rest.split()[0])
        if name in ("Private_Clean", "Private_Dirty"):
            private += int(rest.split()[0])
    return resident / 1000, private / 1000


def has_icon(desktop):
    return '("porthole" "porthole")' in desktop.run("xwininfo", "-root", "-tree")


def measure(folder):
    """Start the app once; return the figures by their names."""
    figures = {}
    with Desktop(folder) as desktop:
        desktop.start_tray()
        desktop.environment["PORTHOLE_HOME"] = str(folder / "porthole")
        begin = time.monotonic()
        app = desktop.processes.start(sys.executable, "-m", "app.cli", "--at-login")
        wait_for(lambda: has_icon(desktop))
        figures["icon, ms"] = (time.monotonic() - begin) * 1000
        log = folder / "porthole" / "state" / "engine.log"
        eventually(log.exists)
        time.sleep(1.5)  # The engine and the window have become quiet.
        figures["without a window, MB"], figures["of that private, MB"] = memory_mb(app.pid)
        icon = desktop.tray_icon()
        begin = time.monotonic()
        desktop.click(*icon)
        wait_for(lambda: desktop.has_window("Porthole"))
        figures["first opening of the window, ms"] = (time.monotonic() - begin) * 1000
        time.sleep(1.5)
        figures["with a window, MB"], figures["of that private too, MB"] = memory_mb(app.pid)
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
