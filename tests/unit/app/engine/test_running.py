import asyncio
import typing

import pytest

from app.contract import commands
from app.contract.commands import AnyCommand, Expose, Quit, Start
from app.contract.events import Done
from app.engine.running import Running
from relay_client.errors import InvalidError

SAMPLES = {
    "id": 1,
    "tunnel": "t",
    "target": "8000",
    "is_looked_at": True,
    "link": "x",
    "relay": "r5",
    "source": "ssh:gpu",
    "host": "gpu",
    "question": "q",
    "text": "yes",
    "connection": 7,
    "address": "192.0.2.1",
    "step_s": 60,
    "start": 0.0,
    "end": 1.0,
    "month": "2026-11",
    "card": "c",
    "amount": 5,
    "resource": "local/127.0.0.1:8000",
}


class Part:
    """Any part of an engine: remembers what it is asked to do."""

    def __init__(self, calls):
        self._calls = calls

    @property
    def checks(self):
        return self

    @property
    def relays(self):
        return self

    def expose(self, command):
        return "t", False

    def __getattr__(self, name):
        def call(*words):
            self._calls.append((name, *words))
            return asyncio.sleep(0) if name in ASYNCHRONOUS else None

        return call


ASYNCHRONOUS = {
    "join",
    "choose",
    "remove_relay",
    "disconnect",
    "add_host",
    "remove_source",
    "tell_traffic",
    "tell_costs",
    "tell_month",
    "choose_card",
    "set_budget",
}


def sample(kind):
    fields = [each for each in kind.__struct_fields__ if each in SAMPLES]
    return kind(**{name: SAMPLES[name] for name in fields})


@pytest.mark.parametrize(
    "kind", [each for each in typing.get_args(AnyCommand) if each not in (Start, Quit)]
)
def test_every_command_reaches_the_part_it_is_for(run, kind):
    calls = []
    running = Running(*[Part(calls)] * 5)
    done = run(running.carry_out(sample(kind)))
    assert done.id == 1
    assert calls or kind is Expose


def test_exposing_tells_which_tunnel_it_is(run):
    running = Running(*[Part([])] * 5)
    assert run(running.carry_out(Expose(3, "8000"))) == Done(3, "t", False)


def test_command_of_another_kind_is_refused(run):
    with pytest.raises(InvalidError):
        run(Running(*[Part([])] * 5).carry_out(commands.Quit(1)))
