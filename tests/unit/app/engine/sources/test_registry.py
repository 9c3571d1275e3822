import asyncio

import pytest

from app.contract.values import Question, QuestionKind
from app.engine.sources.registry import SourceRegistry
from relay_client.errors import InvalidError
from relay_client.targets import OpenedTarget
from tests.unit.app.engine.cost.readings import reading
from tests.unit.app.engine.samples import port
from tests.unit.app.engine.sources import fake_sources
from tests.unit.app.engine.sources.fake_sources import FakeHost, FakeMaker, FakeSource
from tests.unit.relay_client.waiting import eventually


class Told(list):
    """What the window was told."""

    def sources_changed(self, sources):
        self.append(("sources", [each.id for each in sources]))

    def ports_changed(self, source_id, ports):
        self.append(("ports", source_id, ports))

    def asked(self, question):
        self.append(("asked", question.id))

    def unasked(self, question_id):
        self.append(("unasked", question_id))

    def notice(self, text):
        self.append(("notice", text))


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def maker():
    return FakeMaker()


@pytest.fixture
def registry(run, maker, told):
    """A registry that has been started."""
    registry = SourceRegistry(maker, told)
    run(registry.start())
    return registry


def test_sources_are_shown_in_order(registry, told):
    assert [each.id for each in registry.values] == ["local", "ssh:gpu"]
    assert told[-1] == ("sources", ["local", "ssh:gpu"])


def test_damaged_list_of_hosts_is_told_and_leaves_the_others(run, maker, told):
    maker.hosts = None
    registry = SourceRegistry(maker, told)
    run(registry.start())
    assert [each.id for each in registry.values] == ["local"]
    assert told[-1] == ("notice", "One file is damaged.")


def test_ports_are_those_of_all_sources(registry, maker, told):
    here, there = port(8000), port(22, "::1", "ssh:gpu", target="ssh:gpu:22")
    registry.ports_changed("ssh:gpu", (there,))
    registry.ports_changed("local", (here,))
    assert registry.ports == (here, there)
    assert told[-1] == ("ports", "local", (here,))
    place = registry.place("ssh:gpu:22")
    assert (place.row, place.port_id, place.source) == (there, there.id, "ssh:gpu")
    assert registry.place("8000").row == here


def test_target_that_no_source_has_is_refused_or_dialled(registry):
    with pytest.raises(InvalidError, match="is not in the list"):
        registry.place("ssh:other:22")
    with pytest.raises(InvalidError):
        registry.place("nonsense")
    assert registry.place("ssh:gpu:8888").port == 8888


def test_port_listens_if_any_address_does_that_is_dialled(registry, maker):
    local = maker.made["local"]
    plain, exact = registry.place("8000"), registry.place("127.0.0.1:8000")
    assert registry.listens(plain) is False
    local.listening = {"local/[::1]:8000"}
    assert registry.listens(plain) is True
    assert registry.listens(exact) is False
    assert registry.listens(registry.place("example.com:80")) is None


def test_everybody_is_told_whether_somebody_looks(registry, maker):
    registry.look(True)
    registry.scan()
    assert all(each.calls == [("look", True), "scan"] for each in maker.made.values())


def test_question_is_asked_and_its_answer_passed_on_once(registry, told):
    answers = []
    question = Question("q1", "ssh:gpu", QuestionKind.PASSWORD, "Password?")
    registry.ask(question, lambda text, remember: answers.append((text, remember)))
    assert told[-1] == ("asked", "q1")
    registry.answer("q1", "secret", True)
    assert answers == [("secret", True)]
    assert told[-1] == ("unasked", "q1")
    with pytest.raises(InvalidError):
        registry.answer("q1", "again", True)
    registry.withdraw("q1")
    assert told.count(("unasked", "q1")) == 1


def test_empty_answer_is_a_no_and_a_withdrawn_question_is_told(registry, told):
    answers = []
    for name in ("q1", "q2"):
        question = Question(name, "ssh:gpu", QuestionKind.HOST_KEY, "Is that it?")
        registry.ask(question, lambda text, remember: answers.append(text))
    registry.answer("q1", "", False)
    registry.withdraw("q2")
    assert answers == [None]
    assert told[-1] == ("unasked", "q2")


def test_hosts_are_connected_and_disconnected(run, registry, maker):
    registry.connect("ssh:gpu")
    run(registry.disconnect("ssh:gpu"))
    assert maker.made["ssh:gpu"].calls == ["connect", "disconnect"]
    for source_id in ("local", "ssh:other"):
        with pytest.raises(InvalidError):
            registry.connect(source_id)


def test_processes_of_a_host_are_read(run, registry):
    found = run(registry.sample("ssh:gpu", (7,)))
    assert found == {7: reading(1, pid=7)}
    with pytest.raises(InvalidError):
        run(registry.sample("local", (7,)))


def test_host_is_added_connected_and_removed(run, registry, maker, told):
    run(registry.add_host("box"))
    run(registry.add_host("box"))
    assert maker.made["ssh:box"].calls == ["connect", "connect"]
    assert [each.id for each in registry.values] == ["local", "ssh:gpu", "ssh:box"]
    run(registry.remove_source("ssh:box"))
    assert maker.removed == ["box"]
    assert maker.made["ssh:box"].calls[-1] == "aclose"
    assert [each.id for each in registry.values] == ["local", "ssh:gpu"]
    assert told[-1] == ("sources", ["local", "ssh:gpu"])


def test_hosts_come_and_go_as_the_user_s_files_name_them(run, registry, maker, told):
    async def work():
        maker.hosts = {"new": False, "gpu": False}
        registry.scan()
        await eventually(lambda: told[-1] == ("sources", ["local", "ssh:new", "ssh:gpu"]))
        maker.hosts = {"gpu": False}
        registry.scan()
        await eventually(lambda: told[-1] == ("sources", ["local", "ssh:gpu", "ssh:new"]))
        maker.made["ssh:new"].in_use = False
        registry.scan()
        await eventually(lambda: told[-1] == ("sources", ["local", "ssh:gpu"]))
        assert maker.made["ssh:new"].calls[-1] == "aclose"
        maker.hosts = None
        registry.scan()
        registry.look(True)
        maker.hosts = {"gpu": False, "last": True}
        registry.scan()
        await eventually(lambda: told[-1] == ("sources", ["local", "ssh:gpu", "ssh:last"]))
        assert maker.made["ssh:last"].calls == [("look", True)]

    run(work())


def test_mistakes_with_hosts_change_nothing(run, registry, maker, told):
    before = list(told)
    with pytest.raises(InvalidError):
        run(registry.add_host("no host"))
    with pytest.raises(InvalidError, match="configuration of SSH"):
        run(registry.remove_source("ssh:gpu"))
    assert list(told) == before
    assert maker.removed == []


class DialledHost(FakeHost):
    """A host whose ports are dialled by it, as those of an SSH host are."""

    def target(self, text):
        if not text.startswith(f"{self.id}:"):
            return None

        async def open_it():
            return self

        return OpenedTarget(text, open_it)


def test_tunnel_leads_to_the_host_that_there_is_and_to_none_once_it_is_removed(
    run, registry, maker, monkeypatch
):
    monkeypatch.setattr(fake_sources, "FakeHost", DialledHost)

    async def work():
        await registry.add_host("box")
        first = maker.made["ssh:box"]
        first.listening = {"ssh:box:80"}
        place = registry.place("ssh:box:80")
        assert registry.listens(place) is True
        assert await place.target.open() is first
        await registry.remove_source("ssh:box")
        assert registry.listens(place) is False
        with pytest.raises(OSError, match="box has been left"):
            await place.target.open()
        await registry.add_host("box")
        second = maker.made["ssh:box"]
        assert await place.target.open() is second is not first

    run(work())


def test_sources_that_take_long_to_close_do_so_at_the_same_time(run, registry, maker, monkeypatch):
    all_of_them = asyncio.Barrier(2)

    async def aclose(source):
        await all_of_them.wait()

    monkeypatch.setattr(FakeSource, "aclose", aclose)
    run(registry.aclose(), 5)


def test_end_closes_all_sources(run, registry, maker):
    async def work():
        await registry.aclose()
        await asyncio.sleep(0)

    run(work())
    assert all(each.calls == ["aclose"] for each in maker.made.values())
