import pytest

from app.engine.sources.containers.endpoints import Endpoint
from app.engine.sources.containers.finding import ContainerFinder
from tests.unit.app.engine.sources.containers.fake_engine import container

NOTHING = Endpoint("Podman", "/nowhere/podman.sock")


def finder(*endpoints):
    return ContainerFinder(lambda: endpoints)


def test_first_engine_that_has_the_container_tells_where_it_is(run, engine):
    engine.put(container("web", ports={80: [("127.0.0.1", 8080)]}))
    found = run(finder(NOTHING, engine.endpoint).find("web", 80))
    assert found == (("127.0.0.1", 80), ("127.0.0.1", 8080))


def test_engine_is_asked_what_it_is_only_once(run, engine):
    engine.put(container("web"))
    found = finder(engine.endpoint)
    for _ in range(3):
        run(found.find("web", 80))
    assert engine.asked.count("/info") == 1
    assert engine.asked.count("/containers/web/json") == 3


def test_container_that_is_made_anew_is_found_again(run, engine):
    found = finder(engine.endpoint)
    engine.put(container("web", id="1", networks={"a": ("127.0.0.1", 8)}))
    assert run(found.find("web", 80)) == (("127.0.0.1", 80),)
    engine.remove("web")
    engine.put(container("web", id="2", networks={"a": ("127.0.0.2", 8)}))
    assert run(found.find("web", 80)) == (("127.0.0.2", 80),)


def test_beginning_of_another_containers_id_is_no_name(run, engine):
    engine.put(container("other", id="cafe" * 16))
    with pytest.raises(ConnectionRefusedError, match="no container named cafe runs"):
        run(finder(engine.endpoint).find("cafe", 80))


def test_reason_is_the_engines_if_the_user_has_chosen_it(run):
    chosen = Endpoint("Docker", "/nowhere/docker.sock", chosen_by="DOCKER_HOST")
    with pytest.raises(ConnectionRefusedError, match="Nothing answers at unix:///nowhere"):
        run(finder(chosen, NOTHING).find("web", 80))
