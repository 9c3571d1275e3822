import asyncio
from decimal import Decimal

import pytest

from app.contract.commands import (
    AddHost,
    AllowAddress,
    Answer,
    AskMonth,
    AskTraffic,
    BlockAddress,
    Check,
    ChooseRateCard,
    ChooseRelay,
    Close,
    Connect,
    Disconnect,
    DropTcp,
    EndConnection,
    Expose,
    JoinRelay,
    Pause,
    RemoveRelay,
    RemoveSource,
    Reopen,
    Retarget,
    SetBudget,
    Start,
    Watch,
)
from app.contract.events import (
    Asked,
    Done,
    Failed,
    MonthTold,
    Notice,
    PortsChanged,
    RateCardsChanged,
    RelaysChanged,
    Snapshot,
    SourcesChanged,
    TrafficTold,
    TunnelChanged,
    TunnelGone,
)
from app.contract.values import Need, Question, QuestionKind, TunnelState
from app.engine import keeper as keeper_module
from app.engine import service as module
from app.engine.kept_tunnels import KeptState, load_state, save_state, state_path
from app.engine.service import Service
from relay_client import known_relays
from relay_client.known_relays import KnownRelay
from relay_link.messages import OpenTunnel, TunnelRefused
from tests.unit.app.engine.samples import kept, port
from tests.unit.app.engine.sources.fake_sources import FakeMaker
from tests.unit.relay_client.fake_relay import FakeRelay
from tests.unit.relay_client.waiting import eventually


class Engine:
    """A service, and what it has told."""

    def __init__(self):
        self.events = []
        self.maker = FakeMaker()
        self.service = Service(self.events.append, state_path(), self.maker)

    async def ask(self, command):
        """Return the answer to a command."""
        self.service.take(command)
        return await eventually(lambda: self.answer(command.id))

    def answer(self, number):
        answers = [each for each in self.events if isinstance(each, Done | Failed)]
        return next((each for each in answers if each.id == number), None)

    async def done(self, command):
        answer = await self.ask(command)
        assert isinstance(answer, Done), answer
        return answer

    def told(self, kind):
        """Return the events of a kind so far."""
        return [each for each in self.events if isinstance(each, kind)]

    def tunnel(self, tunnel):
        return [each.tunnel for each in self.told(TunnelChanged) if each.tunnel.id == tunnel][-1]


@pytest.fixture
def in_engine(run, monkeypatch):
    """Run a test's coroutine with an engine, whose relay `fake` the test plays."""
    monkeypatch.setenv("PORTHOLE_PASSPHRASE", "correct horse")
    monkeypatch.setattr("relay_client.secret_store.opening._opened", None)

    def in_engine(work):
        async def whole():
            async with FakeRelay() as relay:
                access = relay.access
                known_relays.add(KnownRelay("fake", access.host, access.port, access.ca_pem, 0.0))
                known_relays.choose("fake")
                engine = Engine()
                try:
                    await work(engine, relay)
                finally:
                    await engine.service.aclose()

        run(whole())

    return in_engine


def test_nothing_is_told_before_the_snapshot(in_engine):
    async def work(engine, relay):
        engine.maker.hosts = None
        answer = await engine.ask(Expose(1, "8000"))
        assert answer == Failed(1, "The engine has not been started. Send the command start first.")
        engine.events.clear()
        await engine.done(Start(2))
        snapshot = engine.events[0]
        assert isinstance(snapshot, Snapshot)
        assert [each.id for each in snapshot.sources] == ["local"]
        assert [each.name for each in snapshot.relays] == ["this computer", "fake"]
        assert engine.told(Notice) == [Notice("One file is damaged.")]

    in_engine(work)


def test_commands_sent_with_the_start_come_after_it(in_engine):
    async def work(engine, relay):
        for command in (Start(1), Expose(2, "8000"), Watch(3, True)):
            engine.service.take(command)
        await eventually(lambda: engine.answer(3))
        assert isinstance(engine.events[0], Snapshot)
        assert isinstance(engine.answer(2), Done)

    in_engine(work)


def test_second_start_tells_everything_again(in_engine):
    async def work(engine, relay):
        await engine.done(Start(1))
        tunnel = (await engine.done(Expose(2, "8000"))).tunnel
        await engine.done(Start(3))
        snapshot = engine.told(Snapshot)[1]
        assert [each.id for each in snapshot.tunnels] == [tunnel]

    in_engine(work)


def test_tunnel_is_opened_on_the_relay_and_closed_again(in_engine):
    async def work(engine, relay):
        await engine.done(Start(1))
        engine.maker.made["local"].listening = {"local/127.0.0.1:8000"}
        done = await engine.done(Expose(2, "8000", name="shop"))
        client = await relay.log_in()
        request = await client.open_tunnel()
        assert (request.key, request.name) == (done.tunnel, "shop")
        await eventually(lambda: engine.tunnel(done.tunnel).state is not TunnelState.OPENING)
        assert engine.tunnel(done.tunnel).url == "https://abcd.localhost"
        for command in (
            Check(3, done.tunnel),
            Retarget(4, done.tunnel, "8001"),
            BlockAddress(5, done.tunnel, "192.0.2.1"),
            AllowAddress(6, done.tunnel, "192.0.2.1"),
            Pause(7, done.tunnel),
            Reopen(8, done.tunnel),
            Close(9, done.tunnel),
        ):
            await engine.done(command)
        assert engine.tunnel(done.tunnel).state is TunnelState.CLOSED
        client.hang_up()

    in_engine(work)


def test_restored_tunnel_whose_raw_tcp_port_is_gone_opens_without_it(in_engine):
    save_state(state_path(), KeptState("instance-7", (kept("old", relay="fake", tcp=True),)))

    async def work(engine, relay):
        await engine.done(Start(1, restore=True))
        client = await relay.log_in()
        asked = await client.receive(OpenTunnel)
        client.send(TunnelRefused(asked.request, "no-port", "No TCP port is free."))
        await eventually(lambda: engine.told(TunnelChanged))
        await eventually(lambda: engine.tunnel("old").state is TunnelState.REFUSED)
        assert engine.tunnel("old").needs is Need.NO_TCP
        await engine.done(DropTcp(2, "old"))
        request = await client.open_tunnel()
        assert (request.key, request.tcp) == ("old", False)
        await eventually(lambda: engine.tunnel("old").url == "https://abcd.localhost")
        assert engine.tunnel("old").needs is Need.NOTHING
        client.hang_up()

    in_engine(work)


def test_tunnels_of_the_last_time_are_in_the_snapshot_unless_nobody_wants_them(in_engine):
    state = KeptState("instance-7", (kept("old", relay="fake", is_paused=True),))
    save_state(state_path(), state)

    async def work(engine, relay):
        await engine.done(Start(1, restore=True))
        assert [each.id for each in engine.events[0].tunnels] == ["old"]
        await engine.done(Reopen(2, "old"))
        client = await relay.log_in()
        assert client.login.instance == "instance-7"
        assert (await client.open_tunnel()).key == "old"
        client.hang_up()

    in_engine(work)

    async def without(engine, relay):
        await engine.done(Start(1, restore=False))
        assert engine.events[0].tunnels == ()

    in_engine(without)
    in_engine(nothing_is_kept)  # or a crash would open what the user did not want


async def nothing_is_kept(engine, relay):
    await engine.done(Start(1, restore=True))
    assert engine.events[0].tunnels == ()


def test_damaged_file_is_a_notice_after_the_snapshot(in_engine, expected_warnings):
    state_path().parent.mkdir(parents=True)
    state_path().write_text("{broken")

    async def work(engine, relay):
        await engine.done(Start(1))
        assert isinstance(engine.events[0], Snapshot)
        assert "set aside as" in engine.told(Notice)[0].text

    in_engine(work)
    assert len(expected_warnings) == 1


@pytest.mark.parametrize(
    "command",
    [
        Close(2, "t"),
        Reopen(2, "t"),
        Pause(2, "t"),
        Retarget(2, "t", "8000"),
        DropTcp(2, "t"),
        Check(2, "t"),
        Expose(2, "nonsense"),
        JoinRelay(2, "nonsense"),
        ChooseRelay(2, "nowhere"),
        RemoveRelay(2, "nowhere"),
        Connect(2, "ssh:nobody"),
        Disconnect(2, "local"),
        AddHost(2, "no host"),
        RemoveSource(2, "ssh:gpu"),
        Answer(2, "q", "yes"),
        EndConnection(2, "t", 1),
        BlockAddress(2, "t", "192.0.2.1"),
        AllowAddress(2, "t", "192.0.2.1"),
        AskMonth(2, "nonsense"),
        AskTraffic(2, "t", 7, 0.0, 1.0),
        ChooseRateCard(2, "nonsense"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_what_cannot_be_done_is_answered_by_one_sentence_for_people(in_engine, command, caplog):
    caplog.set_level("INFO")

    async def work(engine, relay):
        await engine.done(Start(1))
        failed = await engine.ask(command)
        assert isinstance(failed, Failed)
        assert failed.reason.endswith(".")
        assert "bug in Porthole" not in failed.reason

    in_engine(work)
    assert "Traceback" not in caplog.text


def test_sources_are_told_as_they_change(in_engine):
    async def work(engine, relay):
        await engine.done(Start(1))
        local = engine.maker.made["local"]
        local.watcher.ports_changed("local", (port(),))
        assert engine.told(PortsChanged)[-1] == PortsChanged("local", (port(),))
        question = Question("q", "ssh:gpu", QuestionKind.PASSWORD, "Password?")
        answers = []
        local.watcher.ask(question, lambda text, remember: answers.append(text))
        assert engine.told(Asked) == [Asked(question)]
        await engine.done(Answer(2, "q", "secret"))
        assert answers == ["secret"]
        await engine.done(AddHost(3, "box"))
        await engine.done(Disconnect(4, "ssh:box"))
        await engine.done(Connect(5, "ssh:box"))
        await engine.done(RemoveSource(6, "ssh:box"))
        assert len(engine.told(SourcesChanged)) == 2
        await engine.done(Watch(7, True, "t"))
        assert ("look", True) in local.calls

    in_engine(work)


def test_relay_is_chosen_and_removed_with_its_tunnels(in_engine):
    async def work(engine, relay):
        await engine.done(Start(1))
        tunnel = (await engine.done(Expose(2, "8000"))).tunnel
        await engine.done(ChooseRelay(3, ""))
        assert engine.told(RelaysChanged)[-1].relays[0].is_chosen
        await engine.done(RemoveRelay(4, "fake"))
        assert engine.told(TunnelGone) == [TunnelGone(tunnel)]
        assert [each.name for each in engine.told(RelaysChanged)[-1].relays] == ["this computer"]

    in_engine(work)


def test_accounts_answer(in_engine):
    async def work(engine, relay):
        await engine.done(Start(1))
        await eventually(lambda: engine.told(RateCardsChanged))
        await engine.done(AskTraffic(2, "t", 60, 0.0, 1.0))
        assert engine.told(TrafficTold) == [TrafficTold("t", 60, ())]
        await engine.done(AskMonth(3, "2026-11"))
        assert engine.told(MonthTold)[0].month == "2026-11"
        await engine.done(SetBudget(4, Decimal(5)))
        assert engine.told(RateCardsChanged)[-1].budget == Decimal(5)
        card = engine.told(RateCardsChanged)[-1].cards[0].id
        await engine.done(ChooseRateCard(5, card))

    in_engine(work)


def test_jump_of_the_clock_makes_every_proof_worthless(in_engine, monkeypatch):
    monkeypatch.setattr(module, "TICK_SECONDS", 0.01)

    async def work(engine, relay):
        await engine.done(Start(1))
        engine.maker.made["local"].listening = {"local/127.0.0.1:8000"}
        tunnel = (await engine.done(Expose(2, "8000"))).tunnel
        client = await relay.log_in()
        await client.open_tunnel()
        await eventually(lambda: engine.tunnel(tunnel).state is TunnelState.CHECKING)
        engine.service._clocks._wall -= 60.0
        await eventually(lambda: engine.tunnel(tunnel).state is TunnelState.STALE)
        client.hang_up()

    in_engine(work)


def test_look_that_fails_is_not_the_last(in_engine, monkeypatch, expected_warnings):
    monkeypatch.setattr(module, "TICK_SECONDS", 0.01)

    async def work(engine, relay):
        await engine.done(Start(1))

        async def fail():
            raise RuntimeError("can't start new thread")

        monkeypatch.setattr(engine.service._running.relays, "load", fail)
        await eventually(lambda: expected_warnings)
        tunnel = (await engine.done(Expose(2, "8000", closes_after_s=0.01))).tunnel
        await eventually(lambda: engine.tunnel(tunnel).state is TunnelState.CLOSED)

    in_engine(work)
    assert {each.getMessage() for each in expected_warnings} == {"tick failed"}


def test_what_could_not_be_kept_is_tried_again_after_a_second(in_engine, monkeypatch):
    monkeypatch.setattr(module, "TICK_SECONDS", 0.01)

    def fail(path, state):
        raise OSError(28, "No space left on device")

    async def work(engine, relay):
        await engine.done(Start(1))
        monkeypatch.setattr(keeper_module, "save_state", fail)
        tunnel = (await engine.done(Expose(2, "8000"))).tunnel
        await eventually(lambda: engine.told(Notice))
        monkeypatch.setattr(keeper_module, "save_state", save_state)
        await eventually(state_path().exists)
        await eventually(lambda: [each.id for each in load_state(state_path()).tunnels] == [tunnel])

    in_engine(work)


def test_bug_is_told_as_one(in_engine, monkeypatch):
    async def work(engine, relay):
        await engine.done(Start(1))

        def fail(command):
            raise ZeroDivisionError("oops")

        monkeypatch.setattr(engine.service._running.tunnels, "expose", fail)
        failed = await engine.ask(Expose(2, "8000"))
        assert "This is a bug in Porthole (ZeroDivisionError: oops)." in failed.reason

    in_engine(work)


def test_end_waits_for_what_runs(in_engine):
    async def work(engine, relay):
        await engine.done(Start(1))
        engine.service.take(JoinRelay(2, "https://relay.example/join/nonsense"))
        await asyncio.sleep(0)

    in_engine(work)
