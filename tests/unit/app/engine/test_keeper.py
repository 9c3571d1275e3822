import asyncio

import pytest

from app.engine import keeper as module
from app.engine.keeper import Keeper
from app.engine.kept_tunnels import (
    DamagedStateError,
    EngineBusyError,
    KeptState,
    load_state,
    save_state,
    state_path,
)
from tests.unit.app.engine.samples import kept


@pytest.fixture
def problems():
    """What keepers have complained of."""
    return []


@pytest.fixture
def keeper(problems):
    """Makes keepers of the same file."""
    return lambda: Keeper(state_path(), problems.append)


def test_instance_and_tunnels_are_the_same_next_time(run, keeper, problems):
    async def work():
        first = keeper()
        state = await first.load()
        assert state.tunnels == ()
        first.keep((kept("a"),))
        first.keep((kept("a"), kept("b")))
        await first.aclose()
        second = keeper()
        again = await second.load()
        assert again.instance == state.instance
        assert [each.id for each in again.tunnels] == ["a", "b"]
        await second.aclose()

    run(work())
    assert problems == []


def test_instances_of_two_users_are_different(run, keeper):
    assert keeper().empty.instance != keeper().empty.instance


def test_second_engine_keeps_nothing_and_disturbs_nothing(run, keeper, monkeypatch):
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.05)

    async def work():
        first, second = keeper(), keeper()
        await first.load()
        first.keep((kept("a"),))
        with pytest.raises(EngineBusyError):
            await second.load()
        second.keep(())
        await second.aclose()
        await first.aclose()
        assert [each.id for each in load_state(state_path()).tunnels] == ["a"]
        third = keeper()  # nobody is there any more
        await third.load()
        await third.aclose()

    run(work())


def test_after_a_damaged_file_tunnels_are_kept_again(run, keeper, expected_warnings):
    async def work():
        state_path().parent.mkdir(parents=True)
        state_path().write_text("{broken")
        damaged = keeper()
        with pytest.raises(DamagedStateError):
            await damaged.load()
        damaged.keep((kept("a"),))
        await damaged.aclose()
        assert load_state(state_path()).instance == damaged.empty.instance

    run(work())
    assert len(expected_warnings) == 1


def test_file_that_cannot_be_read_at_the_moment_is_not_replaced(run, keeper, monkeypatch):
    save_state(state_path(), KeptState("instance-7", (kept("a"),)))

    def fail(path):
        raise OSError(5, "Input/output error")

    async def work():
        monkeypatch.setattr(module, "load_state", fail)
        unlucky = keeper()
        with pytest.raises(OSError, match="Input/output error"):
            await unlucky.load()
        unlucky.keep(())
        await unlucky.aclose()

    run(work())
    assert [each.id for each in load_state(state_path()).tunnels] == ["a"]


@pytest.mark.parametrize("is_closing", [False, True])
def test_what_could_not_be_kept_is_tried_again(run, keeper, monkeypatch, problems, is_closing):
    def fail(path, state):
        raise OSError(28, "No space left on device")

    async def work():
        full = keeper()
        await full.load()
        for name in "ab":  # that it is full again is news
            monkeypatch.setattr(module, "save_state", fail)
            full.keep((kept(name),))
            await asyncio.wait([full._saving])
            monkeypatch.setattr(module, "save_state", save_state)
            if not is_closing:
                full.tick()
                await asyncio.wait([full._saving])
                assert [each.id for each in load_state(state_path()).tunnels] == [name]
        await full.aclose()
        assert [each.id for each in load_state(state_path()).tunnels] == ["b"]

    run(work())
    assert len(problems) == (1 if is_closing else 2)


def test_problem_with_the_disk_is_told_once(run, keeper, problems, monkeypatch):
    def fail(path, state):
        raise OSError(28, "No space left on device")

    async def work():
        full = keeper()
        await full.load()
        monkeypatch.setattr(module, "save_state", fail)
        for name in "ab":
            full.keep((kept(name),))
            await asyncio.wait([full._saving])
        monkeypatch.setattr(module, "save_state", save_state)
        full.keep((kept("c"),))
        await full.aclose()
        assert [each.id for each in load_state(state_path()).tunnels] == ["c"]

    run(work())
    assert len(problems) == 1
