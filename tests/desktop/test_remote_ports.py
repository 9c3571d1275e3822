"""Ports of an SSH host and of a container, exposed by mouse in the real window."""

import contextlib
import json
import time
from pathlib import Path

import pytest

from tests.container_engine import container_engine
from tests.desktop.session import eventually
from tests.desktop.urls import copied_url, curl
from tests.e2e.programs import own_program
from tests.sshd import Sshd, make_key
from tests.unit.app.engine.sources.containers.fake_engine import (
    DESKTOP as DOCKER_DESKTOP,
)
from tests.unit.app.engine.sources.containers.fake_engine import (
    container,
    engine_in_thread,
)

GREETING = "hello from behind the tunnel"
GUARD_S = 0.6


@pytest.fixture
def ssh_folder(desktop):
    folder = desktop.folder / "home/.ssh"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def sshd(desktop, ssh_folder):
    """A host that the user calls gpu-box, and whose key is not known yet."""
    folder = desktop.folder / "sshd"
    folder.mkdir()
    sshd = Sshd(folder)
    sshd.authorize(make_key(ssh_folder / "id_ed25519"))
    (ssh_folder / "config").write_text(f"Host gpu-box\n HostName 127.0.0.1\n Port {sshd.port}\n")
    sshd.start()
    yield sshd
    sshd.end()


def click(desktop, part):
    desktop.click(*part.middle)


def filter_by(desktop, text):
    desktop.press("ctrl+f")
    desktop.run("xdotool", "type", "--delay", "20", text)


def expose(desktop, row):
    """Click on the button at the end of a row; return the URL, as soon as it is copied."""
    desktop.click(*row.button)
    return eventually(lambda: copied_url(desktop), "no URL on the clipboard")


def target_of(desktop, url):
    """Return where the tunnel with that address leads, by `porthole tunnels`."""

    def find():
        listed = desktop.run(own_program("porthole"), "tunnels", "--json")
        tunnels = [json.loads(line)["tunnel"] for line in listed.splitlines()]
        return next((each["target"] for each in tunnels if each["url"] == url), None)

    return eventually(find, "tunnel on the board")


def test_port_of_an_ssh_host_is_exposed_by_mouse(
    desktop, screen, sshd, ssh_folder, start_app, web_server
):
    desktop.start_keyring()
    app = start_app()
    click(desktop, screen.wait_for("list item", "gpu-box, off"))
    heading = screen.wait_for("list item", "gpu-box, not connected")
    desktop.click(*heading.link)
    screen.wait_for("panel", "The computer gpu-box .* is not known yet.*")
    screen.wait_for("filler", "SHA256:.*")
    assert not (ssh_folder / "known_hosts").exists()
    trust = screen.wait_for("push button", "Trust this key")
    # The panel ignores clicks at first: they might have been meant for what was there before.
    time.sleep(GUARD_S)
    click(desktop, trust)
    screen.wait_for("list item", r"gpu-box, \d+")
    assert sshd.public_key in (ssh_folder / "known_hosts").read_text()
    filter_by(desktop, str(web_server))
    row = screen.wait_for("list item", f".*port {web_server} on gpu-box, not exposed")
    url = expose(desktop, row)
    assert target_of(desktop, url) == f"ssh:gpu-box:{web_server}"
    assert curl(url, app) == GREETING
    row = screen.wait_for("list item", f".*port {web_server} on gpu-box, exposed.*")


def test_published_port_of_a_container_is_exposed_by_mouse(
    desktop, screen, start_app, web_server, tmp_path
):
    desktop.start_keyring()
    labels = {"com.docker.compose.project": "shop"}
    web = container("web", ports={80: [("127.0.0.1", web_server)]}, exposed=[9000], labels=labels)
    path = Path(desktop.environment["XDG_RUNTIME_DIR"], "docker.sock")
    with engine_in_thread(path, web, info=DOCKER_DESKTOP) as engine:
        desktop.environment["DOCKER_HOST"] = engine.host
        app = start_app()
        click(desktop, screen.wait_for("list item", "Containers, 2"))
        reason = "Docker Desktop keeps its containers in a network .* Expose docker:web:80, .*"
        shut = screen.wait_for("list item", f"web, port 9000 .*, not exposed, {reason}")
        desktop.click(*shut.button)
        url = expose_in_containers(desktop, screen, f"web, port {web_server}")
        assert target_of(desktop, url) == "docker:web:80"
        assert curl(url, app) == GREETING


def test_unpublished_port_of_a_real_container_is_exposed_by_mouse(desktop, screen, start_app):
    desktop.start_keyring()
    with container_engine() as engine, contextlib.ExitStack() as ending:
        if engine is None:
            pytest.skip("needs a running Docker or Podman, or root and Podman, and a busybox")
        ending.callback(engine.run, "rm", "--force", "porthole-window")
        engine.serve("porthole-window", greeting=GREETING, port=8000)
        desktop.environment["DOCKER_HOST"] = engine.host
        app = start_app()
        url = expose_in_containers(desktop, screen, ".*, port 8000")
        assert target_of(desktop, url) == "docker:porthole-window:8000"
        assert curl(url, app).strip() == GREETING


def expose_in_containers(desktop, screen, row):
    """Choose the containers, and expose what is called `row`; return the URL."""
    click(desktop, screen.wait_for("list item", r"Containers, \d"))
    url = expose(desktop, screen.wait_for("list item", f"{row} .*, not exposed"))
    screen.wait_for("list item", f"{row} .*, exposed.*")
    return url
