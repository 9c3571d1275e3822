import os
import threading

import pytest

from app.commands.line_writer import MAX_WAITING_LINES, LineWriter
from tests.unit.app.pipes import Pipe


@pytest.fixture
def pipe():
    pipe = Pipe()
    yield pipe
    pipe.close()


def nobody_gone():
    raise AssertionError("somebody reads")


def test_what_waits_is_written_before_it_closes(pipe):
    writer = LineWriter(pipe.stream, nobody_gone)
    writer.write("one")
    writer.write("zwölf")
    writer.close()
    assert pipe.reader.read(100).decode() == "one\nzwölf\n"


def test_line_comes_without_waiting_for_the_next(pipe):
    writer = LineWriter(pipe.stream, nobody_gone)
    for number in range(3):
        writer.write(f"line {number}")
        assert pipe.read_exactly(7) == f"line {number}\n".encode()
    writer.close()


def test_lines_that_a_reader_is_too_far_behind_for_are_dropped(pipe):
    pipe.fill()
    os.set_blocking(pipe.stream.fileno(), True)
    writer = LineWriter(pipe.stream, nobody_gone)
    for number in range(3 * MAX_WAITING_LINES):
        writer.write(str(number))

    def close():
        writer.close()
        pipe.stream.close()

    closing = threading.Thread(target=close)
    closing.start()
    lines = b"".join(iter(lambda: pipe.reader.read(1 << 16), b"")).lstrip(b".").splitlines()
    closing.join()
    assert lines[0] == b"0"
    # What the thread holds already does not wait any more.
    assert MAX_WAITING_LINES <= len(lines) <= 2 * MAX_WAITING_LINES


def test_character_that_the_encoding_lacks_becomes_a_question_mark():
    pipe = Pipe("ascii")
    writer = LineWriter(pipe.stream, nobody_gone)
    writer.write("zwölf")
    writer.close()
    assert pipe.reader.read(100) == b"zw?lf\n"
    pipe.close()
