"""A throw-away desktop: an X server, a session bus, a window manager, a tray, a keyring.

Every process is started here, and ended by its number.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0
POLL_S = 0.05
DOUBLE_CLICK_S = 1.0


def eventually(condition, what="", patience_s=PATIENCE_S, poll_s=POLL_S):
    """Return what `condition` returns as soon as that is true."""
    end = time.monotonic() + patience_s
    while not (value := condition()):
        if time.monotonic() > end:
            raise TimeoutError(what or condition)
        time.sleep(poll_s)
    return value


class Processes:
    """Starts processes in one environment and ends them, the newest first."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = dict(os.environ)
        self._running = []

    def start(self, *command, **options):
        """Start a program; what it prints goes into a file of `folder`."""
        log = self.folder / f"{len(self._running)}-{Path(command[0]).name}.log"
        with log.open("wb") as output:
            options = {"stdout": output, "stderr": output, "env": self.environment} | options
            process = subprocess.Popen(list(map(str, command)), cwd=ROOT, **options)
        process.log = log
        self._running.append(process)
        return process

    def end(self):
        for process in reversed(self._running):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(PATIENCE_S)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()


@contextlib.contextmanager
def session_bus(processes):
    """Start a message bus and put its address into the environment of what starts later."""
    command = ("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1")
    bus = processes.start(*command, stdout=subprocess.PIPE)
    address = bus.stdout.readline().decode().strip()
    processes.environment["DBUS_SESSION_BUS_ADDRESS"] = address
    yield address


class BusHost:
    """Talks to `bus_hosts.py`.

    Attributes:
        heard: what it has said, each a list of words.
    """

    def __init__(self, processes, *roles):
        command = (sys.executable, "-m", "tests.desktop.bus_hosts", *roles)
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = processes.start(*command, **pipes)
        self.heard = []
        threading.Thread(target=self._listen, daemon=True).start()
        self.wait_for("ready")

    def tell(self, *words):
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()

    def wait_for(self, *words):
        """Return the newest of what it said that begins with `words`."""
        beginning = list(words)
        found = eventually(
            lambda: [each for each in self.heard if each[: len(words)] == beginning],
            f"{words}; heard {self.heard}",
        )
        return found[-1]

    def ask(self, word):
        """Return the answer to a question."""
        before = len(self.heard)
        self.tell(word)
        answers = eventually(lambda: [each for each in self.heard[before:] if each[0] == word])
        return answers[0][1]

    def _listen(self):
        for line in self._process.stdout:
            self.heard.append(json.loads(line))


class Desktop:
    """What a user sits in front of.

    Attributes:
        environment: for programs that are to run on it.
        folder: its files.
        processes: what runs on it.
    """

    def __init__(self, folder, size="1400x900x24"):
        self.folder = folder
        self.processes = Processes(folder)
        self._size = size
        self._chosen_at = 0.0

    @property
    def environment(self):
        return self.processes.environment

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self.processes.end()
            raise
        return self

    def __exit__(self, *_):
        self.processes.end()
        self._runtime.cleanup()

    def _start(self):
        # The path of a socket is short, and that of a test's folder is not.
        self._runtime = tempfile.TemporaryDirectory(prefix="porthole-desktop-")
        home = self.folder / "home"
        home.mkdir()
        for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_CURRENT_DESKTOP"):
            self.environment.pop(name, None)
        environment = {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": self._runtime.name,
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "NO_AT_BRIDGE": "1",
            "DISPLAY": self._start_x_server(),
        }
        self.environment.update(environment)
        with session_bus(self.processes):
            pass
        self.processes.start("openbox")
        eventually(lambda: "# 0x" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"))

    def _start_x_server(self):
        reading, writing = os.pipe()
        display = ("-displayfd", str(writing), "-screen", "0", self._size)
        options = ("-nolisten", "tcp", "-noreset")
        self.processes.start("Xvfb", *display, *options, pass_fds=[writing])
        os.close(writing)
        # Digits and line break come as two writes; who closes the pipe in between ends the server.
        with os.fdopen(reading) as pipe:
            return f":{pipe.readline().strip()}"

    def start_tray(self):
        """Start a tray of the old kind, at the top right."""
        place = ("--edge", "top", "--align", "right", "--widthtype", "request", "--height", "32")
        self.processes.start("trayer", *place, "--SetDockType", "true")
        eventually(lambda: '"trayer"' in self.run("xwininfo", "-root", "-tree"))

    def start_keyring(self):
        """Start a keyring that is open; return its process."""
        command = ("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
        keyring = self.processes.start(*command, stdin=subprocess.PIPE)
        keyring.stdin.write(b"a password")
        keyring.stdin.close()
        owner = ("org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets")
        asking = ("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/")
        eventually(lambda: "true" in self.run(*asking, *owner))
        return keyring

    def run(self, *command):
        """Run a program to its end; return what it prints."""
        done = subprocess.run(
            list(map(str, command)), env=self.environment, capture_output=True, text=True
        )
        return done.stdout.strip()

    def window(self, title):
        """Wait for the visible window with that title; return its number."""
        search = ("xdotool", "search", "--onlyvisible", "--name", f"^{title}$")
        return eventually(lambda: self.run(*search).split(), f"no window {title}")[-1]

    def has_window(self, title):
        return bool(self.run("xdotool", "search", "--onlyvisible", "--name", f"^{title}$"))

    def tray_icon(self):
        """Return where the middle of Porthole's icon in the tray is."""

        def find():
            lines = self.run("xwininfo", "-root", "-tree").splitlines()
            start = next(i for i, line in enumerate(lines) if '("panel" "trayer")' in line)
            below = lines[start + 1 : start + 8]
            return next((line.split()[0] for line in below if '("porthole"' in line), None)

        number = int(eventually(find, "no icon in the tray"), 16)
        shell = self.run("xdotool", "getwindowgeometry", "--shell", number)
        place = dict(line.split("=") for line in shell.splitlines())
        return (
            int(place["X"]) + int(place["WIDTH"]) // 2,
            int(place["Y"]) + int(place["HEIGHT"]) // 2,
        )

    def click(self, x, y, button=1):
        self.run("xdotool", "mousemove", x, y, "sleep", "0.05", "click", button)

    def click_in(self, window, x, y, button=1):
        self.run(
            *("xdotool", "mousemove", "--window", window, x, y, "sleep", "0.05", "click", button)
        )

    def choose(self, icon, *keys):
        """Open the menu of a tray's icon, press keys in it, and wait until it has closed."""
        windows = self._visible()
        # Qt takes a second click that soon for a double one, which opens no menu.
        eventually(lambda: time.monotonic() - self._chosen_at > DOUBLE_CLICK_S)
        self.click(*icon, 3)
        eventually(lambda: self._visible() - windows, "no menu")
        self._chosen_at = time.monotonic()
        self.press(*keys)
        eventually(lambda: self._visible() <= windows, "the menu stays")

    def _visible(self):
        search = ("xdotool", "search", "--onlyvisible", "--class", "porthole")
        return set(self.run(*search).split())

    def press(self, *keys):
        self.run("xdotool", "key", *keys)

    def clipboard(self):
        return self.run("xclip", "-selection", "clipboard", "-out")

    def screenshot(self, path):
        self.run("import", "-window", "root", path)
