"""Containers of a real engine, Docker or Podman: listed, forwarded, restarted and made anew.

They run on the engine that Docker's command line uses here, else on a Podman of their own.
"""

import asyncio
import itertools
import json
import os
import threading
from decimal import Decimal

import pytest

from app.engine.sources.containers.source import ContainersSource
from app.engine.sources.local import LocalSource
from app.engine.sources.published import PublishedPorts
from tests.container_engine import IMAGE, container_engine
from tests.e2e.engine import Engine
from tests.e2e.programs import PATIENCE_S, eventually, own_program, run
from tests.unit.app.engine.sources.watching import Watching

_numbers = itertools.count()


@pytest.fixture(scope="module")
def engine():
    """A real engine, with an image that has a shell and a web server."""
    with container_engine() as engine:
        if engine is None:
            pytest.skip("needs a running Docker or Podman, or root and Podman, and a busybox")
        yield engine


@pytest.fixture
def name(engine):
    """The name of a container of this test's own."""
    name = f"porthole-test-{os.getpid()}-{next(_numbers)}"
    yield name
    engine.run("rm", "--force", name, check=False)


@pytest.fixture
def listed(engine, tmp_path):
    """List the ports of containers by `porthole ports`; return them by their targets."""

    def listed():
        command = [own_program("porthole"), "ports", "--source", "containers", "--json"]
        output = run(command, tmp_path, environment={"DOCKER_HOST": engine.host}).stdout
        return {each["target"]: each for each in map(json.loads, output.splitlines())}

    return listed


@pytest.fixture
def forward_container(engine, relay, clients):
    """Give a port of a container an address; return the client."""

    def forward(name, port, *options):
        target = f"docker:{name}:{port}"
        return clients.start(relay, target, *options, DOCKER_HOST=engine.host)

    return forward


def answers(curl, tunnel, greeting):
    """Whether the tunnel leads to the server with this greeting."""
    return curl(tunnel, "--max-time", PATIENCE_S, tunnel.url, check=False).strip() == greeting


def test_published_and_unpublished_ports_are_listed(engine, name, listed):
    engine.serve(name, "--publish", "127.0.0.1::80", "--label", "com.docker.compose.project=shop")
    published = engine.run("port", name, "80/tcp").rpartition(":")[2]
    # Once more, on a port that nobody has told the engine of.
    engine.run("exec", name, "busybox", "httpd", "-p", "8000", "-h", "/")
    engine.run("exec", name, "busybox", "httpd", "-p", "127.0.0.1:9000", "-h", "/")
    found = listed()
    web = found[f"docker:{name}:80"]
    assert (web["address"], web["port"]) == ("127.0.0.1", int(published))
    assert (web["folder"], web["project"], web["protocol"]) == (name, "shop", "HTTP")
    assert web["image"].endswith(IMAGE)
    other = found[f"docker:{name}:8000"]
    assert (other["port"], other["unreachable_reason"]) == (8000, "")
    inside = found[f"docker:{name}:9000"]
    assert inside["unreachable_reason"].startswith("It listens on 127.0.0.1 inside")


def test_unpublished_port_is_forwarded(engine, name, forward_container, curl):
    engine.serve(name)
    tunnel = forward_container(name, 80).next_tunnel()
    eventually(lambda: answers(curl, tunnel, "hello"), "answer")


def test_tunnel_survives_a_restart_and_a_container_made_anew(engine, name, forward_container, curl):
    engine.serve(name)
    client = forward_container(name, 80)
    tunnel = client.next_tunnel()
    eventually(lambda: answers(curl, tunnel, "hello"), "answer")
    engine.run("restart", "--time", "0", name)
    eventually(lambda: answers(curl, tunnel, "hello"), "answer after the restart")
    engine.run("rm", "--force", name)
    assert not answers(curl, tunnel, "hello")
    # There may have been others before: a server takes a moment to listen.
    while f"no container named {name} runs" not in client.next_event("error")["message"]:
        pass
    engine.serve(name, greeting="anew")
    eventually(lambda: answers(curl, tunnel, "anew"), "answer of the new container")


def test_visitors_come_through_while_a_container_is_made_anew_under_load(
    engine, name, forward_container, curl
):
    engine.serve(name)
    tunnel = forward_container(name, 80).next_tunnel()
    is_over = threading.Event()
    seen = []

    def load():
        while not is_over.is_set():
            seen.append(curl(tunnel, "--max-time", PATIENCE_S, tunnel.url, check=False).strip())

    visitors = [threading.Thread(target=load) for _ in range(4)]
    for each in visitors:
        each.start()
    try:
        eventually(lambda: seen.count("hello") >= 8, "visits of the first container")
        engine.run("rm", "--force", name)
        engine.serve(name, greeting="anew")
        eventually(lambda: seen.count("anew") >= 8, "visits of the second container")
    finally:
        is_over.set()
        for each in visitors:
            each.join()
    others = [text for text in seen if text not in ("hello", "anew")]
    assert all("Nothing answers on docker:" in text for text in others if text)
    assert seen[-1] == "anew"
    print(f"{len(seen)} visits, {len(others)} while there was no container")


def test_published_port_has_one_row_which_follows_its_container(engine, name, monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", engine.host)

    async def work():
        published = PublishedPorts()
        here, inside = Watching(), Watching()
        sources = LocalSource(here, published), ContainersSource(inside, published)
        for source in sources:
            source.look(True)
            source.start()
        try:
            await inside.ready()
            await asyncio.to_thread(engine.serve, name, "--publish", "80")
            port = int(engine.run("port", name, "80/tcp").splitlines()[0].rpartition(":")[2])
            row = await inside.port(port)
            assert row.target == f"docker:{name}:80"
            assert await asyncio.to_thread(engine.run, "port", name)
            sources[0].scan()
            await here.no_port(port)
            await asyncio.to_thread(engine.run, "stop", "--time", "0", name)
            await inside.no_port(port)
            await here.no_port(port)
            await asyncio.to_thread(engine.run, "start", name)
            port = int(engine.run("port", name, "80/tcp").splitlines()[0].rpartition(":")[2])
            await inside.port(port)
        finally:
            for source in sources:
                await source.aclose()

    asyncio.run(asyncio.wait_for(work(), 60))


def test_container_in_the_engine_is_listed_exposed_and_measured(engine, name, tmp_path, home, curl):
    engine.serve(name)
    porthole = Engine(tmp_path, home, DOCKER_HOST=engine.host)
    try:
        porthole.start()
        porthole.ask("watch", is_looked_at=True)
        porthole.next(lambda each: lists(each, f"docker:{name}:80"), "port of the container")
        tunnel = porthole.wait_for_state(porthole.expose(f"docker:{name}:80"), "live")
        assert (tunnel.source, tunnel.folder) == ("containers", name)
        eventually(lambda: answers(curl, tunnel, "hello"), "answer")
        event = porthole.next(lambda each: is_measured(each, tunnel.id), "cost of the container")
        cost = next(each for each in event["costs"] if each["tunnel"] == tunnel.id)
        assert cost["basis"]["cpu"] == ["control_group"], "the container's has not been found"
        engine.run("restart", "--time", "0", name)
        eventually(lambda: answers(curl, tunnel, "hello"), "answer after the restart")
        assert porthole.wait_for_state(tunnel.id, "live").url == tunnel.url
    finally:
        porthole.end()


def lists(event, target):
    """Whether an event tells of a port with that target."""
    ports = event["ports"] if event["event"] == "portschanged" else ()
    return any(each["target"] == target for each in ports)


def is_measured(event, tunnel_id):
    """Whether an event tells what the program behind a tunnel has used."""
    costs = event["costs"] if event["event"] == "costschanged" else ()
    return any(each["tunnel"] == tunnel_id and Decimal(each["measured_s"]) for each in costs)
