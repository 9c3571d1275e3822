import pytest

from app.engine.sources.containers.reach import dial_addresses, is_ours, published_addresses
from app.engine.sources.containers.values import Container, EngineInfo, Network

HERE = EngineInfo("Docker")
APART = EngineInfo("Docker Desktop", is_apart=True)
ELSEWHERE = EngineInfo("Docker", host="box.example", is_apart=True)


def web(*networks, **published):
    return Container(
        "1", "web", "web", networks=networks, published={80: tuple(published.get("at", ()))}
    )


OURS = Network("127.0.0.9", 8)
FOREIGN = Network("198.51.100.9", 24)


def test_network_is_ours_if_this_computer_has_an_address_in_it():
    assert is_ours(OURS)
    assert not is_ours(FOREIGN)


@pytest.mark.parametrize("network", [Network("", 0), Network("nonsense", 8), Network("::1", 500)])
def test_network_without_sense_is_not(network):
    assert not is_ours(network)


def test_own_address_comes_before_the_published_one():
    container = web(FOREIGN, OURS, at=[("0.0.0.0", 8080)])
    assert dial_addresses(container, 80, HERE) == (("127.0.0.9", 80), ("127.0.0.1", 8080))


def test_unpublished_port_of_a_foreign_network_cannot_be_dialled():
    assert dial_addresses(web(FOREIGN), 80, HERE) == ()


def test_same_address_in_a_virtual_machine_is_another_container():
    assert dial_addresses(web(OURS), 80, APART) == ()
    assert dial_addresses(web(OURS, at=[("::", 8080)]), 80, APART) == (("::1", 8080),)


def test_engine_elsewhere_publishes_there():
    container = web(OURS, at=[("0.0.0.0", 8080), ("127.0.0.1", 8081), ("::1", 8082)])
    assert published_addresses(container, 80, ELSEWHERE) == (("box.example", 8080),)


def test_engine_elsewhere_may_publish_at_a_place_that_makes_no_sense():
    container = web(at=(("", 8080), ("no address", 8081), ("::1", 8082)))
    assert published_addresses(container, 80, ELSEWHERE) == (
        ("box.example", 8080),
        ("box.example", 8081),
    )
