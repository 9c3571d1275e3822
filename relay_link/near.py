"""What an exchange needs of the connection near it, be it the visitor's or the target's."""

from typing import Protocol

from relay_link.stream import StreamHandler


class Near(Protocol):
    """The connection near an exchange; `Stream` is one."""

    handler: StreamHandler

    @property
    def waiting_bytes(self) -> int:
        """How much has been written and waits."""

    @property
    def has_taken_all(self) -> bool:
        """Whether everything written has been taken; a broken connection never has."""

    def pause(self) -> None:
        """Stop reading."""

    def resume(self) -> None:
        """Begin to read, or read again."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send a copy of `data`."""

    def write_end(self) -> None:
        """End the direction towards it."""

    def close(self) -> None:
        """Close in an orderly way."""

    def abort(self) -> None:
        """Reset it."""
