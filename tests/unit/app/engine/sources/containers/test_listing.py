import pytest

from app.engine.sources.containers.endpoints import Endpoint
from app.engine.sources.containers.errors import EngineRefusedError, NoEngineError
from app.engine.sources.containers.listing import list_ports
from tests.unit.app.engine.sources.containers.fake_engine import container

NOTHING = Endpoint("Podman", "/nowhere/podman.sock")


def test_ports_of_all_engines_are_listed(run, engine):
    engine.put(container("web", ports={80: [("127.0.0.1", 8080)]}))
    engine.put(container("db", exposed=[5432]))
    found = run(list_ports([NOTHING, engine.endpoint]))
    assert [each.target for each in found] == ["docker:db:5432", "docker:web:80"]


def test_no_engine_at_all_has_its_sentence(run):
    with pytest.raises(NoEngineError, match="neither Docker nor Podman runs"):
        run(list_ports([NOTHING]))


def test_engine_that_refuses_is_named_if_there_is_no_other(run, engine):
    refusing = Endpoint("Docker", problem="It is locked.")
    with pytest.raises(EngineRefusedError, match="locked"):
        run(list_ports([refusing, NOTHING]))
    assert run(list_ports([refusing, engine.endpoint])) == ()
