"""Cuts the bytes that come out of a pipe into lines."""


class LineTooLongError(ValueError):
    """A line is longer than any that makes sense."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(max_bytes)
        self.max_bytes = max_bytes

    def __str__(self) -> str:
        return f"a line of more than {self.max_bytes} bytes"


class LineSplitter:
    """Takes chunks of any size and gives the lines they complete."""

    def __init__(self, max_bytes: int) -> None:
        """Refuse lines longer than `max_bytes`, without their line break."""
        self._max_bytes = max_bytes
        self._begun: list[bytes] = []
        self._begun_bytes = 0

    def feed(self, chunk: bytes) -> list[bytes]:
        r"""Return the lines that `chunk` completes, without their `\n`.

        Raises:
            LineTooLongError: a line is too long, whether or not its end has come.
        """
        first, *others = chunk.split(b"\n")
        self._begun.append(first)
        self._begun_bytes += len(first)
        self._check(self._begun_bytes)
        if not others:
            return []
        lines = [b"".join(self._begun), *others]
        last = lines.pop()
        for line in lines:
            self._check(len(line))
        self._begun, self._begun_bytes = [last], len(last)
        return lines

    def _check(self, length: int) -> None:
        if length > self._max_bytes:
            raise LineTooLongError(self._max_bytes)
