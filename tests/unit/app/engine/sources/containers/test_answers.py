import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.sources.containers import answers
from app.engine.sources.containers.errors import EngineAnswerError, EngineRefusedError
from app.engine.sources.containers.values import Container, EngineInfo, Network
from tests.unit.app.engine.sources.containers.fake_engine import INFO, VERSION, container


def encoded(value):
    return json.dumps(value).encode()


def info(version=VERSION, told=INFO, host=""):
    return answers.read_info(encoded(version), encoded(told), host)


def test_container_is_read_with_all_that_is_shown():
    found = container(
        "shop-web-1",
        id="ab" * 32,
        ports={80: [("0.0.0.0", 8080), ("::", 8080)], 81: [("", 8081)]},
        exposed=[80, 9000],
        networks={"shop": ("172.18.0.3", 16)},
        labels={"com.docker.compose.project": "shop"},
        command=("nginx", "-g", "daemon off;"),
        pid=4242,
    )
    assert answers.read_container(encoded(found)) == Container(
        id="ab" * 32,
        name="shop-web-1",
        image="shop/web:1",
        project="shop",
        command=("nginx", "-g", "daemon off;"),
        pid=4242,
        started_at=1773320520.123456,
        network_mode="default",
        networks=(Network("172.18.0.3", 16),),
        published={80: (("0.0.0.0", 8080), ("::", 8080)), 81: (("0.0.0.0", 8081),)},
        exposed=frozenset({80, 81, 9000}),
    )


def test_ports_of_other_protocols_are_left_out():
    found = container("dns")
    found["NetworkSettings"]["Ports"] = {"53/udp": [{"HostIp": "", "HostPort": "53"}], "53/sctp": 0}
    found["NetworkSettings"]["Ports"]["53/sctp"] = None
    read = answers.read_container(encoded(found))
    assert (dict(read.published), read.exposed) == ({}, frozenset())


def test_container_that_does_not_run_is_none():
    assert answers.read_container(encoded(container("web", running=False))) is None


def test_rows_that_engines_leave_out_are_no_trouble():
    found = {
        "Id": "1",
        "Name": "web",
        "State": {"Running": True},
        "Config": {"Labels": None, "ExposedPorts": None},
        "HostConfig": {},
        "NetworkSettings": {"Ports": None, "Networks": None},
        "Args": None,
    }
    assert answers.read_container(encoded(found)) == Container("1", "web", "")


@pytest.mark.parametrize(
    ("action", "kind", "is_change"),
    [
        ("start", "container", True),
        ("die", "container", True),
        ("died", "container", True),
        ("rename", "container", True),
        ("exec_start: sh -c 'curl localhost'", "container", False),
        ("health_status: healthy", "container", False),
        ("connect", "network", True),
        ("create", "network", False),
        ("pull", "image", False),
    ],
)
def test_event_tells_which_container_has_changed(action, kind, is_change):
    actor = {"ID": "abc", "Attributes": {"container": "abc", "name": "web"}}
    line = encoded({"Type": kind, "Action": action, "Actor": actor, "time": 1})
    assert answers.read_event(line) == ("abc" if is_change else None)


@pytest.mark.parametrize(
    ("version", "told", "host", "expected"),
    [
        (VERSION, INFO, "", EngineInfo("Docker")),
        (VERSION, INFO, "box", EngineInfo("Docker", "box", is_apart=True)),
        (
            VERSION,
            {"OperatingSystem": "Docker Desktop"},
            "",
            EngineInfo("Docker Desktop", is_apart=True),
        ),
        (
            VERSION,
            {"SecurityOptions": ["name=seccomp", "name=rootless"]},
            "",
            EngineInfo("Docker", is_apart=True),
        ),
        (
            {"ApiVersion": "1.40", "Components": [{"Name": "Podman Engine"}]},
            {},
            "",
            EngineInfo("Podman"),
        ),
    ],
)
def test_engine_tells_whether_its_networks_are_ours(version, told, host, expected):
    assert info(version, told, host) == expected


@pytest.mark.parametrize("version", ["1.23", "1.9", "", "latest", "1.24x"])
def test_old_engine_is_refused_with_its_number(version):
    with pytest.raises(EngineRefusedError, match=r"too old.*needs 1.24 or later. Update Docker"):
        info({"ApiVersion": version})


@pytest.mark.parametrize("version", ["1.24", "1.52", "2.0"])
def test_newer_engine_is_not(version):
    assert info({"ApiVersion": version}).name == "Docker"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"Id": 1}', b"\xff", b"[1]"])
def test_nonsense_is_reported_in_one_sentence(body):
    with pytest.raises(EngineAnswerError, match="makes no sense"):
        answers.read_container(body)


@given(st.recursive(st.none() | st.text() | st.integers(), lambda each: st.lists(each)))
def test_no_json_does_harm(value):
    for read in (answers.read_container, answers.read_event, answers.read_ids):
        try:
            read(encoded(value))
        except EngineAnswerError:
            continue
