import hashlib
import json
import os
from pathlib import Path

import pytest

from app.engine.sources.containers.endpoints import Endpoint, find_endpoints


def docker(environment, home=Path("/home/me")):
    """Return the first endpoint for Docker."""
    return find_endpoints(environment, home, 1000)[0]


def make_context(home, name, host):
    folder = home / ".docker" / "contexts" / "meta" / hashlib.sha256(name.encode()).hexdigest()
    folder.mkdir(parents=True)
    (folder / "meta.json").write_text(
        json.dumps({"Name": name, "Metadata": {}, "Endpoints": {"docker": {"Host": host}}})
    )


def choose_context(home, name):
    (home / ".docker").mkdir(exist_ok=True)
    (home / ".docker" / "config.json").write_text(json.dumps({"currentContext": name}))


def test_usual_places_are_those_of_root_and_of_the_user():
    found = find_endpoints({"XDG_RUNTIME_DIR": "/run/user/7"}, Path("/home/me"), 1000)
    paths = [each.path for each in found]
    assert paths[:2] == ["/var/run/docker.sock", "/run/user/7/docker.sock"]
    assert paths[-2:] == ["/run/user/7/podman/podman.sock", "/run/podman/podman.sock"]
    assert {each.chosen_by for each in found} == {""}


def test_users_number_stands_for_the_missing_variable():
    paths = [each.path for each in find_endpoints({}, Path("/home/me"), 1000)]
    assert "/run/user/1000/docker.sock" in paths


def test_host_variable_is_the_one_docker_there_is():
    found = find_endpoints({"DOCKER_HOST": "unix:///tmp/d.sock"}, Path("/home/me"), 1000)
    assert found[0] == Endpoint("Docker", "/tmp/d.sock", chosen_by="DOCKER_HOST")
    assert {each.engine for each in found[1:]} == {"Podman"}


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("tcp://127.0.0.1:2375", "127.0.0.1", 2375),
        ("tcp://docker.example", "docker.example", 2375),
        ("tcp://[::1]:99", "::1", 99),
        ("tcp://münchen.example", "xn--mnchen-3ya.example", 2375),
    ],
)
def test_tcp_port_counts_if_the_user_has_set_it(text, host, port):
    found = docker({"DOCKER_HOST": text})
    assert (found.host, found.port, found.problem) == (host, port, "")


@pytest.mark.parametrize(
    "environment",
    [
        {"DOCKER_HOST": "ssh://me@host"},
        {"DOCKER_HOST": "tcp://host:2376", "DOCKER_TLS_VERIFY": "1"},
        {"DOCKER_HOST": "tcp://host:port"},
        {"DOCKER_HOST": "unix://"},
        {"DOCKER_HOST": "nonsense"},
        {"DOCKER_HOST": "tcp://[::1"},
        {"DOCKER_HOST": "tcp://docker..example"},
        {"DOCKER_HOST": f"tcp://{'x' * 64}.example"},
    ],
)
def test_what_cannot_be_asked_says_so_in_a_sentence(environment):
    found = docker(environment)
    assert found.problem.startswith("DOCKER_HOST leads to an engine that Porthole cannot ask")
    assert found.problem.endswith(".")


def test_podmans_variable_counts_too():
    found = find_endpoints({"CONTAINER_HOST": "unix:///tmp/p.sock"}, Path("/home/me"), 1000)
    assert found[-1] == Endpoint("Podman", "/tmp/p.sock", chosen_by="CONTAINER_HOST")


def test_context_is_followed(tmp_path):
    make_context(tmp_path, "desktop", "unix:///tmp/desktop.sock")
    choose_context(tmp_path, "desktop")
    assert docker({}, tmp_path).path == "/tmp/desktop.sock"
    assert docker({"DOCKER_HOST": "unix:///tmp/host.sock"}, tmp_path).path == "/tmp/host.sock"


def test_contexts_variable_counts_more_than_the_file_and_the_host(tmp_path):
    make_context(tmp_path, "one", "unix:///tmp/1.sock")
    make_context(tmp_path, "two", "unix:///tmp/2.sock")
    choose_context(tmp_path, "one")
    environment = {"DOCKER_CONTEXT": "two", "DOCKER_HOST": "unix:///tmp/3.sock"}
    assert docker(environment, tmp_path).path == "/tmp/2.sock"


@pytest.mark.parametrize("name", ["", "default"])
def test_default_context_is_the_default_socket(tmp_path, name):
    choose_context(tmp_path, name)
    assert docker({}, tmp_path).path == "/var/run/docker.sock"


def test_missing_context_is_named(tmp_path):
    choose_context(tmp_path, "gone")
    assert docker({}, tmp_path).problem == (
        "There is no Docker context gone. Choose one with: docker context use NAME"
    )


def test_damaged_configuration_counts_as_none(tmp_path):
    (tmp_path / ".docker").mkdir()
    (tmp_path / ".docker" / "config.json").write_bytes(b'{"currentContext": 7')
    assert docker({}, tmp_path).path == "/var/run/docker.sock"


def test_link_from_one_engines_socket_to_anothers_is_followed_once(tmp_path):
    socket = tmp_path / "podman" / "podman.sock"
    socket.parent.mkdir()
    socket.touch()
    os.symlink(socket, tmp_path / "docker.sock")
    found = find_endpoints({"XDG_RUNTIME_DIR": str(tmp_path)}, Path("/home/me"), 1000)
    own = [each.path for each in found if str(tmp_path) in each.path]
    assert own == [str(tmp_path / "docker.sock")]
