import asyncio

import pytest

from relay_client import heartbeat
from relay_client.heartbeat import Clocks, Heartbeat, SleptError


class FakeTime:
    """Both clocks of a computer."""

    def __init__(self):
        self.wall = 1_700_000_000.0
        self.running = 5000.0

    def time(self):
        return self.wall

    def monotonic(self):
        return self.running

    def passes(self, seconds):
        self.wall += seconds
        self.running += seconds

    def sleeps(self, seconds):
        self.wall += seconds


class Patient:
    """A heartbeat with what it needs: a relay that may answer, and visitors that may be there."""

    def __init__(self, clock):
        self.clock = clock
        self.pings = []
        self.busy = False
        self.beat = Heartbeat(self.pings.append, lambda: self.busy)
        self.beat.begin()

    def passes(self, seconds):
        """Let time pass, in ticks."""
        for _ in range(round(seconds / heartbeat.TICK_SECONDS)):
            self.clock.passes(heartbeat.TICK_SECONDS)
            self.beat.tick(self.clock.monotonic())

    def answer(self):
        self.beat.answered(self.pings[-1])


@pytest.fixture
def clock(monkeypatch):
    fake = FakeTime()
    monkeypatch.setattr(heartbeat, "time", fake)
    return fake


@pytest.fixture
def patient(clock):
    return Patient(clock)


@pytest.mark.parametrize(
    ("busy", "pause"), [(True, heartbeat.BUSY_PING_SECONDS), (False, heartbeat.IDLE_PING_SECONDS)]
)
def test_relay_is_asked_more_often_while_it_matters(patient, busy, pause):
    patient.busy = busy
    patient.passes(pause - heartbeat.TICK_SECONDS)
    assert patient.pings == []
    patient.passes(heartbeat.TICK_SECONDS)
    assert len(patient.pings) == 1


def test_next_question_comes_a_while_after_the_answer(patient):
    patient.busy = True
    for count in range(1, 10):
        patient.passes(heartbeat.BUSY_PING_SECONDS)
        assert len(patient.pings) == count
        patient.answer()
    assert len(set(patient.pings)) == len(patient.pings)


@pytest.mark.parametrize(("busy", "limit_s"), [(True, 5.0), (False, 15.0)])
def test_silence_is_noticed_in_time(patient, busy, limit_s):
    patient.busy = busy
    with pytest.raises(TimeoutError, match="the relay does not answer"):
        patient.passes(limit_s)


@pytest.mark.parametrize("busy", [True, False])
def test_slow_answer_is_waited_for(patient, busy):
    patient.busy = busy
    pause = heartbeat.BUSY_PING_SECONDS if busy else heartbeat.IDLE_PING_SECONDS
    patience = heartbeat.BUSY_PATIENCE_SECONDS if busy else heartbeat.IDLE_PATIENCE_SECONDS
    patient.passes(pause)
    patient.passes(patience)
    assert len(patient.pings) == 1
    patient.answer()
    patient.passes(pause)
    assert len(patient.pings) == 2


def test_visitor_who_comes_makes_an_idle_session_impatient(patient):
    patient.passes(heartbeat.IDLE_PING_SECONDS)
    patient.busy = True
    with pytest.raises(TimeoutError):
        patient.passes(heartbeat.BUSY_PATIENCE_SECONDS + heartbeat.TICK_SECONDS)


@pytest.mark.parametrize("number", [-1, 0, 2, 99])
def test_answer_to_another_question_is_none(patient, number):
    patient.busy = True
    patient.passes(heartbeat.BUSY_PING_SECONDS)
    assert patient.pings == [1]
    patient.beat.answered(number)
    with pytest.raises(TimeoutError):
        patient.passes(5)


def test_new_connection_is_not_blamed_for_the_last_one(patient):
    patient.busy = True
    patient.passes(heartbeat.BUSY_PING_SECONDS + heartbeat.BUSY_PATIENCE_SECONDS)
    patient.beat.begin()
    patient.passes(heartbeat.BUSY_PING_SECONDS)
    assert len(patient.pings) == 2


def test_clock_that_ran_ahead_means_that_the_computer_slept(clock):
    clocks = Clocks()
    clock.passes(100)
    assert clocks.slept_seconds() == 0
    clock.sleeps(60)
    clock.passes(1)
    assert clocks.slept_seconds() == 60
    clock.passes(1)
    assert clocks.slept_seconds() == 0


def test_watch_ends_when_the_computer_slept(run, clock, monkeypatch):
    monkeypatch.setattr(heartbeat, "TICK_SECONDS", 0.001)

    async def work():
        patient = Patient(clock)
        clock.sleeps(3600)
        with pytest.raises(SleptError, match=r"^this computer slept for 3600 s$") as failure:
            await patient.beat.watch()
        assert failure.value.seconds == 3600

    run(work())


@pytest.mark.parametrize("seconds", [-3600, heartbeat.SLEEP_SECONDS - 0.5])
def test_clock_that_is_set_is_no_sleep(run, clock, monkeypatch, seconds):
    monkeypatch.setattr(heartbeat, "TICK_SECONDS", 0.001)

    async def work():
        patient = Patient(clock)
        clock.sleeps(seconds)
        asked = asyncio.Event()
        patient.beat = Heartbeat(lambda number: asked.set(), lambda: True)
        patient.beat.begin()
        clock.sleeps(seconds)
        clock.passes(heartbeat.BUSY_PING_SECONDS)
        async with asyncio.TaskGroup() as group:
            watching = group.create_task(patient.beat.watch())
            await asked.wait()
            watching.cancel()

    run(work())


def test_watch_ends_when_the_relay_is_silent(run, clock, monkeypatch):
    monkeypatch.setattr(heartbeat, "TICK_SECONDS", 0.001)

    async def work():
        patient = Patient(clock)
        patient.beat = Heartbeat(lambda number: clock.passes(60), lambda: False)
        patient.beat.begin()
        clock.passes(heartbeat.IDLE_PING_SECONDS)
        with pytest.raises(TimeoutError, match="the relay does not answer"):
            await patient.beat.watch()

    run(work())
