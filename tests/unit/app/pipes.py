"""A pipe whose reader is as slow as a test likes."""

import os

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
