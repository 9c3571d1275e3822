import asyncio
import io
import os
import socket
import sys

import pytest

from app.commands.reader_watch import has_reader, watch_reader
from tests.unit.relay_client.waiting import eventually


@pytest.mark.skipif(sys.platform != "linux", reason="others find out when they write")
def test_reader_that_leaves_is_noticed_once(run):
    async def work():
        gone = []
        reading, writing = os.pipe()
        watch_reader(asyncio.get_running_loop(), writing, lambda: gone.append("reader"))
        os.write(writing, b"an address\n")
        os.read(reading, 100)
        await asyncio.sleep(0)
        assert gone == []
        os.close(reading)
        await eventually(lambda: gone)
        await asyncio.sleep(0)
        assert gone == ["reader"]
        os.close(writing)

    run(work())


def test_what_is_no_pipe_is_left_alone(run, tmp_path):
    async def work():
        gone = []
        loop = asyncio.get_running_loop()
        here, there = socket.socketpair()
        with open(tmp_path / "file", "w") as file, here, there:
            for stream in (file, here):
                watch_reader(loop, stream.fileno(), lambda: gone.append("reader"))
            there.close()
            await asyncio.sleep(0.05)
        assert gone == []

    run(work())


@pytest.mark.skipif(sys.platform != "linux", reason="others find out when they write")
def test_pipe_has_a_reader_until_that_leaves():
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as stream:
        assert has_reader(stream)
        os.close(reading)
        assert not has_reader(stream)


def test_what_is_no_pipe_counts_as_read(tmp_path):
    with open(tmp_path / "file", "w") as file:
        assert has_reader(file)
    assert has_reader(io.StringIO())
