import errno

import pytest

from app.engine.sources.containers.unreachable import dialled, why_unreachable
from app.engine.sources.containers.values import Container, EngineInfo, Network

HERE = EngineInfo("Docker")
DESKTOP = EngineInfo("Docker Desktop", is_apart=True)
ROOTLESS = EngineInfo("Docker", is_apart=True)
PODMAN = EngineInfo("Podman", is_apart=True)
ELSEWHERE = EngineInfo("Docker", "box", is_apart=True)
OURS = (Network("127.0.0.9", 8),)
IN_ANOTHER = "keeps its containers in a network that this computer is not in."


def web(**fields):
    return Container(**({"id": "1", "name": "web", "image": "web:1", "networks": OURS} | fields))


@pytest.mark.parametrize(
    ("engine", "command"),
    [
        (DESKTOP, "docker run -p 80:80"),
        (ROOTLESS, "docker run -p 80:80"),
        (PODMAN, "podman run -p 80:80"),
    ],
)
def test_port_in_another_network_says_how_to_publish_it(engine, command):
    assert why_unreachable(web(), 80, engine) == (
        f"{engine.name} {IN_ANOTHER} Publish the port: {command}"
    )
    assert why_unreachable(web(), 80, HERE) == ""


def test_published_port_is_offered_instead():
    found = web(published={80: (("127.0.0.1", 8080),), 443: (("127.0.0.1", 8443),)})
    assert why_unreachable(found, 80, DESKTOP) == ""
    assert why_unreachable(found, 9000, DESKTOP) == (
        f"Docker Desktop {IN_ANOTHER} Expose docker:web:80, which is published, or publish this "
        "port, too: docker run -p 9000:9000"
    )


def test_port_that_is_published_out_of_reach_is_not_offered():
    found = web(published={80: (("127.0.0.1", 8080),)})
    assert why_unreachable(found, 80, ELSEWHERE) == (
        "box publishes it to itself alone. Publish it on 0.0.0.0 there."
    )
    assert why_unreachable(found, 9000, ELSEWHERE).endswith(
        "Publish the port: docker run -p 9000:9000"
    )


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_port_that_listens_inside_only_says_so(address):
    inside = frozenset({(address, 80)})
    assert why_unreachable(web(), 80, HERE, inside) == (
        "It listens on 127.0.0.1 inside the container, where nothing outside reaches it. "
        "Let it listen on 0.0.0.0."
    )
    assert why_unreachable(web(), 80, HERE, inside | {("0.0.0.0", 80)}) == ""


def test_dialling_what_cannot_be_dialled_is_an_error_with_the_reason():
    assert dialled(web(), 80, HERE) == (("127.0.0.9", 80),)
    with pytest.raises(OSError, match="in a network that this computer is not in") as caught:
        dialled(web(), 80, DESKTOP)
    assert caught.value.errno == errno.EHOSTUNREACH
