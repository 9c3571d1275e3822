import pytest

from app.engine.sources.containers import client as client_module
from app.engine.sources.containers.client import EngineClient
from app.engine.sources.containers.endpoints import Endpoint
from app.engine.sources.containers.errors import EngineAnswerError, EngineRefusedError
from tests.unit.app.engine.sources.containers.fake_engine import container


def test_engine_is_asked_what_it_is_and_what_runs(run, engine):
    engine.put(container("web"))
    engine.put(container("db"))
    engine.put(container("ended", running=False))

    async def work():
        client = EngineClient(engine.endpoint)
        assert (await client.info()).name == "Docker"
        assert [each.name for each in await client.containers()] == ["web", "db"]

    run(work())


def test_container_is_found_by_its_name(run, engine):
    engine.put(container("web"))

    async def work():
        client = EngineClient(engine.endpoint)
        assert (await client.container("web")).name == "web"
        assert await client.container("nothing") is None

    run(work())


def test_name_cannot_lead_to_another_question(run, engine):
    run(EngineClient(engine.endpoint).container("../../info?x"))
    assert engine.asked == ["/containers/../../info?x/json"]


def test_list_is_limited(run, engine, monkeypatch):
    monkeypatch.setattr(client_module, "MAX_CONTAINERS", 2)
    for number in range(3):
        engine.put(container(f"web{number}"))
    assert len(run(EngineClient(engine.endpoint).containers())) == 2


@pytest.mark.parametrize("status", [401, 403])
def test_refusal_is_the_users_to_change(run, engine, status):
    engine.answers["/info"] = (status, {"message": "no"})
    with pytest.raises(EngineRefusedError):
        run(EngineClient(engine.endpoint).info())


def test_failure_of_the_engine_is_reported_with_its_number(run, engine):
    engine.answers["/containers/json"] = (500, b"oops")
    with pytest.raises(EngineAnswerError, match="/containers/json with error 500"):
        run(EngineClient(engine.endpoint).containers())


def test_endpoint_that_cannot_be_asked_says_why(run):
    with pytest.raises(EngineRefusedError, match="ask not"):
        run(EngineClient(Endpoint("Docker", problem="ask not")).info())


def test_changes_are_told_from_when_the_block_is_entered(run, engine):
    async def work():
        async with EngineClient(engine.endpoint).changes() as changes:
            engine.put(container("web", id="1"))
            engine.tell("exec_start: true", "1")
            engine.tell("health_status", "1")
            engine.tell("connect", "2", kind="network")
            return [await anext(changes), await anext(changes)]

    assert run(work()) == ["1", "2"]
