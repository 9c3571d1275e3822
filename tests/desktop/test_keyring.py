"""A keyring that is locked, on a real desktop: its prompt, its password, and a user who says no."""

import os
import shutil

import pytest

from app.contract.values import Need, RelayState, TunnelState
from tests.desktop.session import eventually
from tests.e2e.engine import Engine

PROMPTER = "/usr/libexec/gcr-prompter"
PASSWORD = "a password"
PASSED_ON = ("HOME", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")
RELAYS = """{"version": 1, "chosen": "away", "relays":
[{"name": "away", "host": "localhost", "port": 9, "ca_pem": null, "joined_at": 0.0}]}"""

pytestmark = pytest.mark.skipif(
    (shutil.which("gnome-keyring-daemon") is None or not os.path.exists(PROMPTER))
    and "CI" not in os.environ,
    reason="needs gnome-keyring and its prompter",
)


@pytest.fixture
def locked(desktop):
    """A desktop whose keyring is locked: the bus starts it anew when somebody asks for a secret."""
    keyring = desktop.start_keyring()
    keyring.terminate()
    keyring.wait()
    return desktop


@pytest.fixture
def engine(locked, tmp_path):
    """An engine on that desktop; of its relays, the one that it has joined never answers."""
    home = tmp_path / "porthole"
    (home / "config").mkdir(parents=True, mode=0o700)
    (home / "config" / "relays.json").write_text(RELAYS)
    environment = {name: locked.environment[name] for name in PASSED_ON}
    environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.SecretService.Keyring"
    # The library of the keyring forgets a connection when the user says no.
    environment["PYTHONWARNINGS"] = "ignore::ResourceWarning"
    engine = Engine(tmp_path, home, **environment)
    yield engine
    engine.end()


def state(engine, tunnel):
    """Return a tunnel's state, and what it needs."""
    value = engine.tunnel(tunnel)
    return value["state"], value["needs"]


def wait_for(engine, tunnel, *wanted):
    engine.wait_for(lambda: state(engine, tunnel) == wanted, f"{wanted}")


def prompt(desktop):
    return desktop.window("Unlock Login Keyring")


def test_tunnel_waits_for_the_password_and_opens_after_it(locked, engine, web_server):
    engine.start()
    tunnel = engine.expose(web_server, relay="local")
    wait_for(engine, tunnel, TunnelState.OPENING, Need.KEYRING)
    prompt(locked)
    locked.run("xdotool", "type", "--delay", "20", PASSWORD)
    locked.press("Return")
    engine.wait_for(lambda: engine.tunnel(tunnel)["url"], "no URL")
    assert engine.tunnel(tunnel)["needs"] == Need.NOTHING


def test_user_who_says_no_is_asked_again_only_when_he_wants(locked, engine, web_server):
    engine.start()
    tunnel = engine.expose(web_server)
    wait_for(engine, tunnel, TunnelState.OPENING, Need.KEYRING)
    prompt(locked)
    locked.press("Escape")
    wait_for(engine, tunnel, TunnelState.REFUSED, Need.KEYRING)
    assert engine.tunnel(tunnel)["reason"].endswith("unlock it, then try again.")
    eventually(lambda: not locked.has_window("Unlock Login Keyring"))
    engine.ask("check")
    wait_for(engine, tunnel, TunnelState.OPENING, Need.KEYRING)
    prompt(locked)
    locked.run("xdotool", "type", "--delay", "20", PASSWORD)
    locked.press("Return")
    engine.next(is_away, "attempt to reach the relay")


def is_away(event):
    """Tell whether an event says that a relay was tried and did not answer."""
    relays = event.get("relays", ())
    return any(each["state"] == RelayState.UNREACHABLE for each in relays)
