import asyncio

import pytest

from app.engine import checks as module
from app.engine.checks import FAILED_SECONDS, LOOKED_AT_SECONDS, UNSEEN_SECONDS, Checks
from relay_client.errors import UnavailableError


class Probes:
    """Answers checks as told, and remembers them."""

    def __init__(self):
        self.made = []
        self.results = []
        self.answer = 0.02

    async def probe(self, tunnel):
        self.made.append(tunnel)
        await asyncio.sleep(0)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def passed(self, tunnel, round_trip_s):
        self.results.append((tunnel, round_trip_s))

    def failed(self, tunnel, reason):
        self.results.append((tunnel, reason))


@pytest.fixture
def probes():
    return Probes()


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test sets."""
    now = [100.0]
    monkeypatch.setattr(module, "_now", lambda: now[0])
    return now


async def settle():
    for _ in range(4):
        await asyncio.sleep(0)


def checks_of(probes):
    return Checks(probes.probe, probes.passed, probes.failed)


@pytest.mark.parametrize(
    ("is_looked_at", "answer", "pause_s"),
    [
        (True, 0.02, LOOKED_AT_SECONDS),
        (False, 0.02, UNSEEN_SECONDS),
        (False, UnavailableError("Away."), FAILED_SECONDS),
    ],
)
def test_tunnel_is_checked_at_once_and_then_again_and_again(
    run, probes, clock, is_looked_at, answer, pause_s
):
    async def work():
        checks = checks_of(probes)
        checks.look(is_looked_at)
        probes.answer = answer
        checks.begin("a")
        await settle()
        assert len(probes.made) == 1
        for count in (2, 3):
            clock[0] += pause_s - 0.1
            checks.tick()
            await settle()
            assert len(probes.made) == count - 1
            clock[0] += 0.1
            checks.tick()
            await settle()
            assert len(probes.made) == count
        await checks.aclose()

    run(work())


def test_results_are_told_in_words(run, probes, clock):
    async def work():
        checks = checks_of(probes)
        checks.begin("a")
        await settle()
        probes.answer = UnavailableError("Away.")
        checks.now("a")
        await settle()
        assert probes.results == [("a", 0.02), ("a", "Away.")]
        await checks.aclose()

    run(work())


def test_somebody_who_looks_sees_no_old_check(run, probes, clock):
    async def work():
        checks = checks_of(probes)
        checks.begin("a")
        await settle()
        clock[0] += LOOKED_AT_SECONDS
        checks.look(True)
        await settle()
        assert len(probes.made) == 2
        await checks.aclose()

    run(work())


def test_check_that_fails_in_a_way_of_its_own_is_not_the_last(
    run, probes, clock, expected_warnings
):
    async def work():
        probes.answer = UnicodeError("label empty or too long")
        checks = checks_of(probes)
        checks.begin("a")
        await settle()
        probes.answer = 0.02
        clock[0] += FAILED_SECONDS
        checks.tick()
        await settle()
        assert probes.results == [("a", 0.02)]
        await checks.aclose()

    run(work())
    assert [each.getMessage() for each in expected_warnings] == ["check a failed"]


def test_check_that_runs_is_not_made_twice(run, probes, clock):
    async def work():
        checks = checks_of(probes)
        checks.begin("a")
        checks.tick()
        checks.tick()
        await settle()
        assert len(probes.made) == 1
        await checks.aclose()

    run(work())


def test_result_for_a_tunnel_that_was_closed_or_opened_again_counts_for_nothing(run, probes, clock):
    async def work():
        checks = checks_of(probes)
        checks.begin("a")
        checks.begin("b")
        await asyncio.sleep(0)
        checks.end("a")
        checks.begin("b")
        await settle()
        assert probes.made == ["a", "b", "b"]
        assert probes.results == [("b", 0.02)]
        checks.now("a")
        await settle()
        assert len(probes.made) == 3
        await checks.aclose()

    run(work())
