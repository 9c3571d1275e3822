import asyncio
import hashlib
import itertools
import ssl
import time
from dataclasses import replace

import pytest

from relay_client.access import FixedRelay
from relay_client.errors import LocalRelayUnavailableError, RefusedError, UnavailableError
from relay_client.events import Reconnecting
from relay_client.identity import load_identity
from relay_client.relay_door import RelayDoor
from relay_client.secret_store import MemorySecrets
from relay_link.messages import Refused
from relay_link.reactor import Reactor
from tests.unit.relay_client.fake_relay import FakeRelay

IDENTITY = load_identity(MemorySecrets())


def door(locator):
    return RelayDoor(Reactor(asyncio.get_running_loop()), locator, IDENTITY, "instance-1")


def log_in_at(relay, made):
    """Let both ends do their part; return what came of it."""

    async def work():
        async with asyncio.TaskGroup() as group:
            client = group.create_task(relay.log_in())
            logged_in = await made.enter()
        logged_in.link.close()
        client.result().hang_up()
        return logged_in

    return work()


def test_login_is_made_as_this_instance_of_this_device(run):
    async def work():
        async with FakeRelay() as relay:
            made = door(relay.locator)
            logged_in = await log_in_at(relay, made)
            assert logged_in.welcome.domain == "localhost"
            assert made.ca_pem == relay.access.ca_pem

    run(work())


def test_relay_on_this_computer_that_falls_silent_after_its_login_is_named(run):
    async def work():
        async with FakeRelay() as relay:
            here = replace(relay.access, is_embedded=True, process=4711)
            made = door(FixedRelay(here))
            assert type(made.unavailable()) is UnavailableError
            await log_in_at(relay, made)
            assert isinstance(made.unavailable(), LocalRelayUnavailableError)

    run(work())


def test_relay_that_does_not_listen_is_unavailable(run):
    async def work():
        async with FakeRelay() as relay:
            relay.stop_listening()
            with pytest.raises(UnavailableError):
                await door(relay.locator).enter()

    run(work())


def test_authority_that_the_first_login_fetched_is_used_again(run):
    async def work():
        async with FakeRelay() as relay:
            der = ssl.PEM_cert_to_DER_cert(relay.access.ca_pem)
            digest = hashlib.sha256(der).digest()
            access = replace(relay.access, ca_pem=None, ca_sha256=digest)
            made = door(FixedRelay(access))
            made.ca_pem = relay.access.ca_pem
            await log_in_at(relay, made)
            assert relay.clients.empty()  # nobody has come only to ask for the authority

    run(work())


def test_attempts_go_on_past_a_relay_that_is_away_or_busy(run):
    async def refuse(client):
        client.send(client.challenge())
        client.send(Refused("busy", "Come back later."))

    async def work():
        async with FakeRelay() as relay:
            told = []
            made = door(relay.locator)
            pauses = itertools.repeat(0.0)
            async with asyncio.TaskGroup() as group:
                entering = group.create_task(made.enter_again("why", pauses, told.append))
                first = await relay.clients.get()
                await refuse(first)
                (await relay.clients.get()).break_off()
                client = await relay.log_in()
            entering.result().link.close()
            client.hang_up()
            first.hang_up()
            assert [each.attempt for each in told] == [1, 2, 3]
            assert told[0] == Reconnecting("why", 1)
            assert told[1].reason == "Come back later."

    run(work())


def test_relay_that_will_not_have_this_client_ends_the_attempts(run):
    async def work():
        async with FakeRelay() as relay:
            async with asyncio.TaskGroup() as group:
                entering = group.create_task(refused(door(relay.locator)))
                client = await relay.clients.get()
                client.send(Refused("credentials", "No."))
            client.hang_up()
            assert entering.result().code == "credentials"

    async def refused(made):
        with pytest.raises(RefusedError) as caught:
            await made.enter_again("why", itertools.repeat(0.0), lambda event: None)
        return caught.value

    run(work())


def test_pause_tells_what_comes_after_it_and_ends_when_somebody_is_in_a_hurry(run):
    async def work():
        made = door(FixedRelay(None))
        made.hurry()  # nobody waits: the next pause is none the shorter for it
        async with asyncio.TaskGroup() as group:
            pausing = group.create_task(made.pause(3600.0, 3))
            await asyncio.sleep(0)
            assert made.next_attempt.attempt == 3
            assert made.next_attempt.at > time.time() + 3000
            assert not pausing.done()
            made.hurry()
        assert made.next_attempt is None
        await made.pause(0.0, 4)
        assert made.next_attempt is None

    run(work())
