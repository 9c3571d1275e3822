"""Visits over one real channel, in every order of ends, resets and delays that is found."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from relay_link.frames import Kind
from relay_link.outcome import Outcome
from relay_link.reactor import Reactor
from tests.made_up import examples
from tests.unit.relay_link.exchanges import Wire
from tests.unit.relay_link.wires import Wires, settle

ALL = 1_000_000
"""Move all that is under way at once, so that frames of several visits come in one piece."""


class Play:
    """Plays on both ends of a channel, and remembers who said what in which visit."""

    def __init__(self, wires, first_words, is_rough):
        self.is_rough = is_rough
        """Whether anything may be broken off."""
        self.wire = Wire(wires)
        self.ends = {"relay": self.wire.relay, "client": self.wire.client}
        self.said = {"relay": dict(enumerate(first_words, 1)), "client": {}}
        self.broken = set()
        """Numbers of the visits that one end has broken off."""
        for words in first_words:
            self.wire.relay.plan(words)

    def steps(self):
        """Return what can happen now: each a method's name and its arguments."""
        steps = [("move_to_client", ALL), ("move_to_relay", ALL)] * 2
        steps += [("move_to_client", 5), ("move_to_relay", 5)]
        for side, end in self.ends.items():
            visit = end.visits[-1] if end.visits else None
            if visit is not None and visit.exchange is not None and not visit.is_over:
                steps += self._steps_of(side, visit)
        return steps

    def _steps_of(self, side, visit):
        near = visit.near
        steps = []
        if self.is_rough:
            steps += [("reset", side, visit, Kind.RESET)]
            steps += [("reset", side, visit, Kind.REFUSED)] if side == "client" else []
        if near.handler is None:
            dialling = [("connect",)] * 4
            return steps + dialling if visit.exchange.is_open else steps
        if near.may_speak:
            steps += [("say", side, visit), ("say_end", visit), ("say_end", visit)]
        if near.fate is None and self.is_rough:
            steps += [("break_down", visit)]
        if near.fate is None:
            steps += [("go_on", visit)] if near.stalled else [("stall", visit)] * 2
        if near.waiting_bytes > 1:
            steps += [("take_some", visit)]
        return steps

    async def play(self, step):
        name, *args = step
        getattr(self, name)(*args)
        await settle()
        for end in self.ends.values():
            assert end.error is None

    def move_to_client(self, size):
        self.wire.move_to_client(size)

    def move_to_relay(self, size):
        self.wire.move_to_relay(size)

    def connect(self):
        self.wire.client.connect()

    def say(self, side, visit):
        words = f"{side} in visit {visit.number}. ".encode()
        said = self.said[side]
        said[visit.number] = said.get(visit.number, b"") + words
        visit.near.say(words)

    def say_end(self, visit):
        visit.near.say_end()

    def reset(self, side, visit, kind):
        self.broken.add(visit.number)
        visit.exchange.break_off(kind)

    def break_down(self, visit):
        self.broken.add(visit.number)
        visit.near.break_down()

    def stall(self, visit):
        visit.near.stalled = True

    def take_some(self, visit):
        visit.near.take(1)

    def go_on(self, visit):
        visit.near.go_on()

    async def finish(self):
        """Let everything that is under way come to its end, and nobody break anything off."""
        for _ in range(30):
            steps = self.steps()
            for name in ("connect", "say_end", "move_to_client", "move_to_relay"):
                for step in [step for step in steps if step[0] == name][:1]:
                    await self.play(step)
            for end in self.ends.values():
                for visit in end.visits:
                    visit.near.go_on()
            await settle()

    def check(self, count):
        for side, other in (("relay", "client"), ("client", "relay")):
            end = self.ends[side]
            assert end.channel.user is end, "the channel is free"
            assert len(end.visits) == count
            for visit, far in zip(end.visits, self.ends[other].visits, strict=True):
                assert len(visit.outcomes) == 1
                self._check_bytes(visit, far, self.said[side].get(visit.number, b""))
                self._check_counts(visit, self.said[side].get(visit.number, b""))

    def _check_bytes(self, visit, far, said):
        got = bytes(far.near.got)
        assert said.startswith(got), "nothing but this visit's own bytes, in order"
        if visit.number not in self.broken:
            assert got == said
            assert visit.outcomes == [Outcome.ENDED]
            assert visit.near.fate == "closed"

    def _check_counts(self, visit, said):
        """What was delivered is counted to the byte, however the visit ended."""
        assert visit.settled == 1
        assert visit.exchange.taken_by_near_bytes == len(visit.near.got)
        assert visit.exchange.delivered_to_near_bytes == len(visit.near.got)
        assert visit.exchange.taken_by_channel_bytes == len(said)


@settings(max_examples=examples(150))
@given(
    st.lists(st.integers(0, 1000), min_size=30, max_size=80),
    st.lists(st.binary(max_size=20), min_size=2, max_size=4),
    st.booleans(),
)
def test_channel_is_free_once_at_both_ends_and_each_visit_gets_its_own_bytes(
    choices, first_words, is_rough
):
    async def work():
        wires = Wires(Reactor(asyncio.get_running_loop()))
        play = Play(wires, first_words, is_rough)
        try:
            for choice in choices:
                steps = play.steps()
                await play.play(steps[choice % len(steps)])
            await play.finish()
            play.check(len(first_words))
        finally:
            play.wire.close()
            await wires.close()

    asyncio.run(work())
