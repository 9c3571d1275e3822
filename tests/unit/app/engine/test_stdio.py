import asyncio
import contextlib
import os
import subprocess
import sys
import threading

import pytest

from app.contract.events import Done, Notice, PortsChanged
from app.contract.lines import decode_event
from app.engine import stdio
from app.engine.stdio import MAX_WAITING_COMMANDS, CommandReader, EventWriter
from tests.unit.app.engine.samples import port
from tests.unit.relay_client.waiting import eventually


@pytest.fixture
def pipe():
    """A pipe, as its reading and its writing end."""
    ends = os.pipe()
    yield ends
    for end in ends:
        with contextlib.suppress(OSError):
            os.close(end)


def test_lines_come_until_the_end_of_the_input(run, pipe):
    async def work():
        reader = CommandReader(pipe[0], max_line_bytes=100)
        os.write(pipe[1], b"one\ntw")
        assert await reader.next_line() == b"one"
        os.write(pipe[1], b"o\n" + b"x" * 101 + b"\nthree\nnever ended")
        assert await reader.next_line() == b"two"
        assert await reader.next_line() == b"three"
        os.close(pipe[1])
        assert await reader.next_line() is None
        assert reader.dropped_count == 1

    run(work())


def test_lines_are_read_ahead_only_so_far(run, pipe):
    async def work():
        reader = CommandReader(pipe[0])
        sent = threading.Event()

        def send():
            for _ in range(10_000):
                os.write(pipe[1], b"x" * 99 + b"\n")
            sent.set()

        thread = threading.Thread(target=send, daemon=True)
        thread.start()
        await eventually(lambda: reader._lines.qsize() >= MAX_WAITING_COMMANDS)
        await asyncio.sleep(0.1)
        assert reader._lines.qsize() == MAX_WAITING_COMMANDS
        assert not sent.is_set()
        for _ in range(10_000):
            assert len(await reader.next_line()) == 99
        thread.join()

    run(work())


def read_events(handle):
    """Return what is in a pipe whose other end has been closed."""
    with open(handle, "rb", closefd=False) as file:
        return [decode_event(line) for line in file]


def test_events_are_written_in_order_and_all_of_them_at_the_end(run, pipe):
    async def work():
        writer = EventWriter(pipe[1], lambda: None)
        events = [Done(number) for number in range(100)]
        for event in events:
            writer.write(event)
        writer.close()
        os.close(pipe[1])
        assert read_events(pipe[0]) == events

    run(work())


def test_reader_that_stops_gets_the_newest_values_and_every_answer(run, pipe):
    async def work():
        writer = EventWriter(pipe[1], lambda: None)
        many = tuple(port(number) for number in range(1, 1000))
        for number in range(1, 200):
            writer.write(PortsChanged("local", many[number:]))
            writer.write(Done(number))
            await asyncio.sleep(0.001)
        reading = asyncio.to_thread(read_events, pipe[0])
        async with asyncio.TaskGroup() as group:
            told = group.create_task(reading)
            await asyncio.to_thread(writer.close)
            os.close(pipe[1])
        events = told.result()
        changes = [each for each in events if isinstance(each, PortsChanged)]
        assert [each.id for each in events if isinstance(each, Done)] == list(range(1, 200))
        assert changes[-1].ports == many[199:]
        assert len(changes) < 100

    run(work())


def test_no_command_is_taken_while_answers_wait(run, pipe, monkeypatch):
    monkeypatch.setattr(stdio, "MAX_WAITING_EVENTS", 10)

    async def work():
        writer = EventWriter(pipe[1], lambda: None)
        writer.write(Notice("x" * 1_000_000))  # more than a pipe takes
        await eventually(lambda: writer._outbox.count == 0)
        for number in range(10):
            writer.write(Done(number))
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(writer.room())
            await asyncio.sleep(0.1)
            assert not waiting.done()
            reading = group.create_task(asyncio.to_thread(read_events, pipe[0]))
            await waiting
            await asyncio.to_thread(writer.close)
            os.close(pipe[1])
        assert len(reading.result()) == 11

    run(work())


def test_reader_that_has_gone_is_noticed(run, pipe):
    async def work():
        gone = threading.Event()
        writer = EventWriter(pipe[1], gone.set)
        os.close(pipe[0])
        writer.write(Done(1))
        assert await asyncio.to_thread(gone.wait, 15)
        await writer.room()
        writer.close()

    run(work())


def test_whatever_else_is_printed_does_not_reach_the_reader():
    program = (
        "import os\n"
        "from app.engine.stdio import own_output\n"
        "handle = own_output()\n"
        "print('from a library', flush=True)\n"
        "os.system('echo from a child')\n"
        "os.write(handle, b'ours')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"ours"
    assert done.stderr == b"from a library\nfrom a child\n"
