import asyncio
import threading

import pytest

from app.contract.values import Need, RelayState
from app.engine.relays import Relays
from relay_client import known_relays
from relay_client.choosing import RELAY_VARIABLE
from relay_client.errors import InvalidError
from relay_client.known_relays import KnownRelay
from relay_client.secret_store import MemorySecrets
from relay_client.secret_store.encrypted_file import EncryptedFileSecrets
from relay_client.targets import TcpTarget
from relay_client.tunnel_request import TunnelRequest
from relay_link.messages import Bye
from tests.unit.relay_client.fake_relay import FakeRelay
from tests.unit.relay_client.waiting import eventually

ALPHA = KnownRelay("alpha", "alpha.example", 443, None, 0.0)


class Watcher:
    """Remembers what happens at relays, and what the window is told."""

    def __init__(self):
        self.opened = []
        self.refused = []
        self.told = []
        self.notices = []

    def relay_changed(self, name, status):
        pass

    def tunnel_opened(self, key, tunnel, access):
        self.opened.append(key)

    def tunnel_refused(self, key, reason, needs):
        self.refused.append(reason)

    def relays_changed(self, relays):
        self.told.append(relays)

    def notice(self, text):
        self.notices.append(text)


@pytest.fixture
def watcher():
    return Watcher()


@pytest.fixture
def passphrase(monkeypatch):
    """Let there be an encrypted file for this computer's key."""
    monkeypatch.setenv("PORTHOLE_PASSPHRASE", "correct horse")
    monkeypatch.setattr("relay_client.secret_store.opening._opened", None)


@pytest.fixture
def no_keyring(monkeypatch):
    monkeypatch.setattr("relay_client.secret_store.opening._opened", None)


def relays_of(watcher):
    return Relays("instance-1", watcher, watcher)


def names(relays):
    return [(each.name, each.is_chosen) for each in relays.value()]


def test_relay_on_this_computer_is_there_and_chosen_at_first(run, watcher):
    async def work():
        relays = relays_of(watcher)
        await relays.load()
        assert names(relays) == [("this computer", True)]
        assert relays.value()[0].is_embedded
        for name in ("", "local", "this computer"):
            assert relays.resolve(name) == "this computer"
        with pytest.raises(InvalidError):
            relays.resolve("alpha")
        await relays.aclose()

    run(work())


def test_relays_that_were_joined_are_read_again_when_their_list_changes(run, watcher):
    async def work():
        relays = relays_of(watcher)
        await relays.load()
        known_relays.add(ALPHA)
        known_relays.choose("alpha")
        await relays.load()
        assert names(relays) == [("this computer", False), ("alpha", True)]
        assert relays.resolve("") == "alpha"
        count = len(watcher.told)
        await relays.load()
        assert len(watcher.told) == count
        await relays.aclose()

    run(work())


def test_damaged_list_is_a_notice_and_the_relay_here_remains(run, watcher):
    async def work():
        path = known_relays.relays_path()
        path.parent.mkdir(parents=True)
        path.write_text("{broken")
        relays = relays_of(watcher)
        for _ in range(3):
            await relays.load()
        assert len(watcher.notices) == 1
        assert watcher.notices[0].startswith("The list of relays is damaged")
        assert names(relays) == [("this computer", True)]
        await relays.aclose()

    run(work())


def test_environment_chooses_before_the_list(run, watcher, monkeypatch):
    monkeypatch.setenv(RELAY_VARIABLE, "relay.example:444")

    async def work():
        relays = relays_of(watcher)
        assert names(relays) == [("this computer", False), ("relay.example:444", True)]
        await relays.aclose()

    run(work())


def test_relay_is_chosen_and_removed_for_all_programs(run, watcher):
    async def work():
        known_relays.add(ALPHA)
        relays = relays_of(watcher)
        await relays.load()
        await relays.choose("alpha")
        assert known_relays.load().chosen == "alpha"
        await relays.choose("")
        assert known_relays.load().chosen is None
        await relays.remove("alpha")
        assert names(relays) == [("this computer", True)]
        for change in (relays.choose, relays.remove):
            with pytest.raises(InvalidError):
                await change("alpha")
        await relays.aclose()

    run(work())


def test_relay_in_use_is_connected_measured_and_left(run, watcher, passphrase):
    async def work():
        async with FakeRelay() as relay:
            access = relay.access
            known_relays.add(KnownRelay("fake", access.host, access.port, access.ca_pem, 0.0))
            relays = relays_of(watcher)
            await relays.load()
            relays.connection("fake").open(TunnelRequest("a", TcpTarget(8000)))
            client = await relay.log_in()
            await client.open_tunnel()
            await eventually(lambda: watcher.opened)
            for round_trip_s in (0.03, 0.01, 0.02):
                relays.measured("fake", round_trip_s)
            relays.check()
            told = watcher.told[-1][1]
            assert (told.state, told.round_trip_ms) == (RelayState.READY, 20.0)
            assert told.domain == "localhost"
            relays.release_unused({"fake"})
            async with asyncio.TaskGroup() as group:
                rest = group.create_task(client.gone())
                relays.release_unused(set())
            assert rest.result() == [Bye()]
            assert watcher.told[-1][1].state is RelayState.UNUSED
            await relays.aclose()

    run(work())


def test_relay_that_is_needed_again_is_connected_anew(run, watcher, passphrase):
    async def work():
        async with FakeRelay() as relay:
            access = relay.access
            known_relays.add(KnownRelay("fake", access.host, access.port, access.ca_pem, 0.0))
            relays = relays_of(watcher)
            await relays.load()
            for count in (1, 2):
                relays.connection("fake").open(TunnelRequest("a", TcpTarget(8000)))
                client = await relay.log_in()
                assert client.login.instance == "instance-1"
                await client.open_tunnel()
                await eventually(lambda count=count: len(watcher.opened) == count)
                async with asyncio.TaskGroup() as group:
                    group.create_task(client.gone())
                    relays.release("fake")
            await relays.aclose()

    run(work())


def test_missing_keyring_is_told_as_the_reason_of_a_joined_relay(run, watcher, no_keyring):
    async def work():
        known_relays.add(ALPHA)
        relays = relays_of(watcher)
        await relays.load()
        relays.connection("alpha").open(TunnelRequest("a", TcpTarget(8000)))
        await eventually(lambda: watcher.refused)
        assert watcher.refused[0].startswith("This computer has no place to keep its key (")
        assert relays.status("alpha").state is RelayState.REFUSED
        await relays.aclose()

    run(work())


class Prompt:
    """A keyring that is locked until its user has answered.

    Attributes:
        gives: what is found once that is so.
    """

    def __init__(self, monkeypatch):
        self.gives = MemorySecrets("it is locked", is_keyring_locked=True)
        self.answered = threading.Event()
        for name in ("open_secrets", "choose_secrets"):
            monkeypatch.setattr(f"app.engine.keyring.{name}", self._ask)

    def _ask(self):
        assert self.answered.wait(20)
        return self.gives


@pytest.fixture
def prompt(monkeypatch):
    monkeypatch.setattr("app.engine.relays.KEYRING_SECONDS", 0.01)
    return Prompt(monkeypatch)


def test_relay_tells_that_it_waits_for_the_keyring_and_goes_on_when_that_is_open(
    run, watcher, prompt, tmp_path
):
    prompt.gives = EncryptedFileSecrets(tmp_path / "secrets", "correct horse")

    async def work():
        async with FakeRelay() as relay:
            access = relay.access
            known_relays.add(KnownRelay("fake", access.host, access.port, access.ca_pem, 0.0))
            relays = relays_of(watcher)
            await relays.load()
            relays.connection("fake").open(TunnelRequest("a", TcpTarget(8000)))
            await eventually(lambda: relays.value()[1].needs is Need.KEYRING)
            assert relays.value()[1].state is RelayState.CONNECTING
            prompt.answered.set()
            client = await relay.log_in()
            await client.open_tunnel()
            await eventually(lambda: watcher.opened)
            assert relays.value()[1].needs is Need.NOTHING
            async with asyncio.TaskGroup() as group:
                group.create_task(client.gone())
                await relays.aclose()

    run(work())


def test_keyring_that_stays_locked_is_told_and_asked_again_when_a_tunnel_is_wanted_anew(
    run, watcher, prompt, tmp_path
):
    async def work():
        known_relays.add(ALPHA)
        relays = relays_of(watcher)
        await relays.load()
        connection = relays.connection("alpha")
        connection.open(TunnelRequest("a", TcpTarget(8000)))
        prompt.answered.set()
        await eventually(lambda: watcher.refused)
        told = relays.value()[1]
        assert (told.state, told.needs) == (RelayState.REFUSED, Need.KEYRING)
        assert told.reason.endswith("is locked or does not answer; unlock it, then try again.")
        prompt.answered.clear()
        connection.open(TunnelRequest("a", TcpTarget(8000)))
        await eventually(lambda: relays.value()[1].state is RelayState.CONNECTING)
        await eventually(lambda: relays.value()[1].needs is Need.KEYRING)
        prompt.answered.set()
        await relays.aclose()

    run(work())


@pytest.mark.parametrize(
    ("is_locked", "sentence"),
    [(True, "The keyring is locked"), (False, "There is no keyring that works (why)")],
)
def test_relay_on_this_computer_works_without_a_keyring_and_says_what_that_means(
    run, watcher, prompt, is_locked, sentence
):
    prompt.gives = MemorySecrets("why", is_locked)
    prompt.answered.set()

    async def work():
        relays = relays_of(watcher)
        connection = relays.connection("this computer")
        _, _ = await connection._find(), await connection._find()
        assert len(watcher.notices) == 1
        assert watcher.notices[0].startswith(sentence)
        own = next(each for each in relays.value() if each.is_embedded)
        assert own.warning == (watcher.notices[0] if is_locked else "")
        await relays.aclose()

    run(work())


def test_bad_invitation_changes_nothing(run, watcher):
    async def work():
        relays = relays_of(watcher)
        with pytest.raises(InvalidError, match="Paste it from https:// to its last character"):
            await relays.join("8ttge-0n39g-r3kx4-jkycp-gm15p-j7qzc")
        assert names(relays) == [("this computer", True)]
        await relays.aclose()

    run(work())


def test_computer_that_is_offline_tries_at_once_when_a_network_is_back(
    run, watcher, passphrase, monkeypatch
):
    has_network = [False]
    monkeypatch.setattr("app.engine.relays.has_route", lambda host: has_network[0])

    async def work():
        async with FakeRelay() as relay:
            access = relay.access
        known_relays.add(KnownRelay("fake", access.host, access.port, access.ca_pem, 0.0))
        relays = relays_of(watcher)
        await relays.load()
        connection = relays.connection("fake")
        connection.open(TunnelRequest("a", TcpTarget(8000)))
        await eventually(lambda: connection.status.attempt > 3)
        relays.check()
        assert [each.is_offline for each in watcher.told[-1]] == [False, True]
        has_network[0] = True
        attempt = connection.status.attempt
        relays.check()
        assert not watcher.told[-1][1].is_offline
        assert connection.status.next_attempt_at is not None
        await eventually(lambda: connection.status.attempt > attempt)
        await relays.aclose()

    run(work())
