import asyncio

import pytest

from relay_client.errors import RefusedError, UnavailableError
from relay_client.questions import Questions
from relay_link.messages import TunnelClosed, TunnelOpened, TunnelRefused

OPENED = TunnelOpened(1, 10, "abcd.localhost", 443)
CLOSED = TunnelClosed(2, 10)
REFUSED = TunnelRefused(1, "limit", "That is too many.")


async def asked(questions, *numbers):
    """Ask, and return the tasks that wait for the answers."""
    loop = asyncio.get_running_loop()
    tasks = [loop.create_task(questions.answer_to(number)) for number in numbers]
    await asyncio.sleep(0)
    return tasks


def test_each_gets_its_own_answer(run):
    async def work():
        questions = Questions()
        first, second = await asked(questions, 1, 2)
        questions.answered(CLOSED)
        questions.answered(OPENED)
        assert (await first, await second) == (OPENED, CLOSED)

    run(work())


def test_refusal_is_raised_where_the_question_was_asked(run):
    async def work():
        questions = Questions()
        first, second = await asked(questions, 1, 2)
        questions.refused(REFUSED)
        questions.answered(CLOSED)
        with pytest.raises(RefusedError, match=r"^That is too many\.$"):
            await first
        assert await second == CLOSED

    run(work())


def test_all_are_told_that_the_relay_has_gone(run):
    async def work():
        questions = Questions()
        tasks = await asked(questions, 1, 2)
        questions.give_up()
        for task in tasks:
            with pytest.raises(UnavailableError):
                await task

    run(work())


@pytest.mark.parametrize("answer", ["answered", "refused", "gone"])
def test_answer_that_nobody_waits_for_any_more_is_dropped(run, answer):
    async def work():
        questions = Questions()
        (task,) = await asked(questions, 1)
        task.cancel()
        deliver(questions, answer)
        with pytest.raises(asyncio.CancelledError):
            await task
        deliver(questions, answer)

    run(work())


@pytest.mark.parametrize("again", ["answered", "refused", "gone"])
def test_first_answer_counts(run, again):
    async def work():
        questions = Questions()
        (task,) = await asked(questions, 1)
        questions.answered(OPENED)
        deliver(questions, again)
        assert await task == OPENED

    run(work())


def deliver(questions, answer):
    if answer == "answered":
        questions.answered(OPENED)
    elif answer == "refused":
        questions.refused(REFUSED)
    else:
        questions.give_up()
