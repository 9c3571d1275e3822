import os
import threading

import pytest

from app.commands.line_writer import MAX_WAITING_LINES, LineWriter

PATIENCE_S = 15
PIPE_BYTES = 4096


class Pipe:
    """A pipe, both ends in the test's hands.

    Attributes:
        stream: the end to print to.
        reader: the other.
    """

    def __init__(self, encoding="utf-8"):
        reading, writing = os.pipe()
        self.reader = os.fdopen(reading, "rb", 0)
        self.stream = os.fdopen(writing, "w", encoding=encoding)

    def fill(self):
        """Write until nothing more fits; return how many bytes that were."""
        os.set_blocking(self.stream.fileno(), False)
        count = 0
        try:
            while True:
                count += os.write(self.stream.fileno(), b"." * PIPE_BYTES)
        except BlockingIOError:
            return count

    def read_exactly(self, count):
        data = b""
        while len(data) < count:
            chunk = self.reader.read(count - len(data))
            assert chunk, data
            data += chunk
        return data

    def close(self):
        self.reader.close()
        self.stream.close()


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


def test_reader_that_does_not_read_holds_nobody_up_and_gets_all_later(pipe):
    filled = pipe.fill()
    os.set_blocking(pipe.stream.fileno(), True)
    writer = LineWriter(pipe.stream, nobody_gone)
    for number in range(1000):
        writer.write(f"line {number}")
    pipe.read_exactly(filled)
    expected = "".join(f"line {number}\n" for number in range(1000)).encode()
    assert pipe.read_exactly(len(expected)) == expected
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


def test_pipe_that_another_program_made_non_blocking_is_written_to_as_well(pipe):
    filled = pipe.fill()
    writer = LineWriter(pipe.stream, nobody_gone)
    writer.write("late")
    pipe.read_exactly(filled)
    writer.close()
    assert pipe.reader.read(100) == b"late\n"


def test_character_that_the_encoding_lacks_becomes_a_question_mark():
    pipe = Pipe("ascii")
    writer = LineWriter(pipe.stream, nobody_gone)
    writer.write("zwölf")
    writer.close()
    assert pipe.reader.read(100) == b"zw?lf\n"
    pipe.close()


def test_reader_that_has_gone_is_told_of_once(pipe):
    gone = threading.Semaphore(0)
    pipe.reader.close()
    writer = LineWriter(pipe.stream, gone.release)
    writer.write("one")
    assert gone.acquire(timeout=PATIENCE_S)
    writer.write("two")
    writer.close()
    assert not gone.acquire(blocking=False)
