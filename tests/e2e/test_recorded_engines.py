"""Engines of containers that are hard to come by, such as Docker Desktop: what they answer."""

import json

import pytest

from tests.e2e.programs import own_program, run
from tests.unit.app.engine.sources.containers.fake_engine import (
    DESKTOP,
    container,
    engine_in_thread,
)

SHUT = "Docker Desktop keeps its containers in a network that this computer is not in."


@pytest.fixture
def engine(tmp_path, web):
    """An engine with a container that publishes its port 80, and not its port 9000."""
    shop = container("web", ports={80: [("127.0.0.1", web.port)]}, exposed=[9000])
    with engine_in_thread(tmp_path / "docker.sock", shop, info=DESKTOP) as engine:
        yield engine


def ports(host, folder, *words, **options):
    command = [own_program("porthole"), "ports", "--source", "docker", *words]
    return run(command, folder, environment={"DOCKER_HOST": host}, **options)


def listed(engine, folder, *words):
    return ports(engine.host, folder, *words).stdout.splitlines()


def test_port_that_is_not_published_says_so_and_offers_the_one_that_is(engine, tmp_path, web):
    ports = [json.loads(line) for line in listed(engine, tmp_path, "--json")]
    found = {port["target"]: port for port in ports}
    assert found["docker:web:80"]["port"] == web.port
    assert found["docker:web:80"]["unreachable_reason"] == ""
    assert found["docker:web:9000"]["unreachable_reason"] == (
        f"{SHUT} Expose docker:web:80, which is published, or publish this port, too: "
        "docker run -p 9000:9000"
    )
    assert "docker:web:9000" in "\n".join(listed(engine, tmp_path))


def test_published_port_is_forwarded(engine, relay, clients, curl):
    client = clients.start(relay, "docker:web:80", DOCKER_HOST=engine.host)
    tunnel = client.next_tunnel()
    assert curl(tunnel, f"{tunnel.url}/a").startswith("GET /a for")


def test_visitor_of_a_port_that_is_not_published_lets_the_user_know_why(
    engine, relay, clients, curl
):
    client = clients.start(relay, "docker:web:9000", DOCKER_HOST=engine.host)
    tunnel = client.next_tunnel()
    curl(tunnel, tunnel.url, check=False)
    assert f"{SHUT} Expose docker:web:80" in client.next_event("error")["message"]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (None, "Nothing answers at unix://{path}. Start Docker."),
        (
            {"/version": (200, {"ApiVersion": "1.23"})},
            "This Docker is too old: its API is 1.23, and Porthole needs 1.24 or later. "
            "Update Docker.",
        ),
        (
            {"/version": (403, {"message": "no"})},
            "The engine of containers does not let this user ask it.",
        ),
        (
            {"/version": (200, b"<html>")},
            "The engine's answer makes no sense (JSON is malformed: invalid character (byte 0)).",
        ),
    ],
)
def test_engine_that_cannot_be_used_has_one_sentence(answers, sentence, engine, tmp_path):
    path = engine.endpoint.path if answers else tmp_path / "nowhere.sock"
    engine.answers.update(answers or {})
    result = ports(f"unix://{path}", tmp_path, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"porthole: {sentence.format(path=path)}\n"
