"""Measures what a window with thousands of ports costs: `python -m benchmarks.window_list`.

The window is painted into memory; counted is its processor time until there is nothing left to do.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from app.contract.events import PortsChanged, Snapshot
from app.contract.values import Port, Source, SourceKind, SourceState
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.fake_engine import FakeEngineLink
from app.models.preferences import Preferences
from app.settings import Settings
from app.views.main_window import MainWindow
from app.views.theme import theme

ROUNDS = 9
_PROTOCOLS = ("HTTP", "", "SSH")


def main() -> None:
    """Measure as the command line says, and print the figures."""
    parser = argparse.ArgumentParser(description="Measure a window with thousands of ports.")
    parser.add_argument("--ports", type=int, default=10_000, help="how many are listed")
    count = parser.parse_args().ports
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(["porthole"])
    theme().apply(app, "light", 100)
    link = FakeEngineLink(app)
    controller = Controller(link, app)
    preferences = Preferences(Settings(has_seen_welcome=True), lambda _: None, app)
    window = MainWindow(controller, preferences)
    ports = [_port(number) for number in range(count)]
    link.state_changed.emit(EngineState.RUNNING, "")
    source = Source("local", SourceKind.COMPUTER, "This computer", SourceState.READY, 0.0)
    link.say(Snapshot("1.0.0", (source,), tuple(ports), (), ()))
    window.resize(1160, 740)
    window.show()

    def add(number: int) -> None:
        ports.append(_port(count + number))
        link.say(PortsChanged("local", tuple(ports)))

    def drop(number: int) -> None:
        del ports[count // 2 + number]
        link.say(PortsChanged("local", tuple(ports)))

    def search(number: int) -> None:
        window.panel.filter.setText("nothing has this" if number % 2 else "")

    for what, work in (("new", add), ("gone", drop), ("filter set or cleared", search)):
        print(f"{count} ports, {what}: {_milliseconds(app, work):.1f} ms")


def _milliseconds(app: QApplication, work: Callable[[int], None]) -> float:
    times = []
    for number in range(ROUNDS):
        begin = time.process_time()
        work(number)
        for _ in range(3):
            app.processEvents()
        times.append((time.process_time() - begin) * 1000)
    return statistics.median(times)


def _port(number: int) -> Port:
    return Port(
        id=f"local/127.0.0.1/{number}",
        source="local",
        address="127.0.0.1",
        port=number,
        target=f"127.0.0.1:{number}",
        program=f"program-{number % 97}",
        protocol=_PROTOCOLS[number % 3],
        folder=f"~/code/project-{number % 211}",
    )


if __name__ == "__main__":
    main()
