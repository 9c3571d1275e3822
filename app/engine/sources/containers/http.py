"""Plain HTTP/1.1 requests to an engine's socket: one request a connection, limited in size."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import h11

from app.engine.sources.containers.endpoints import Endpoint
from app.engine.sources.containers.errors import (
    EngineAnswerError,
    EngineRefusedError,
    NoEngineError,
)

MAX_BODY_BYTES = 16 * 1024 * 1024
"""The answer for one container has 10 KB, so this is a list of many thousand."""
MAX_LINE_BYTES = 256 * 1024
"""One event has less than 1 KB, plus the container's labels."""
_MAX_HEAD_BYTES = 64 * 1024
_CHUNK_BYTES = 64 * 1024
ANSWER_SECONDS = 10.0
"""How long an engine may take to begin or go on with an answer; a busy one takes seconds."""


class Answer:
    """An answer whose head has come."""

    def __init__(self, status: int, chunks: AsyncIterator[bytes]) -> None:
        self.status = status
        self._chunks = chunks

    async def body(self) -> bytes:
        """Return the whole body.

        Raises:
            EngineAnswerError: it is longer than MAX_BODY_BYTES, or ends too early or too late.
        """
        parts, size = [], 0
        async with _in_time():
            async for chunk in self._chunks:
                size += len(chunk)
                if size > MAX_BODY_BYTES:
                    raise EngineAnswerError(
                        f"The engine's answer is longer than {MAX_BODY_BYTES} bytes."
                    )
                parts.append(chunk)
        return b"".join(parts)

    async def lines(self) -> AsyncIterator[bytes]:
        """Yield each line as it comes, without its end; this may take forever.

        Raises:
            EngineAnswerError: a line is longer than MAX_LINE_BYTES, or what comes is no HTTP.
        """
        waiting = b""
        async for chunk in self._chunks:
            *lines, waiting = (waiting + chunk).split(b"\n")
            if len(waiting) > MAX_LINE_BYTES or any(len(each) > MAX_LINE_BYTES for each in lines):
                raise EngineAnswerError(
                    f"The engine tells of something in more than {MAX_LINE_BYTES} bytes."
                )
            for line in lines:
                yield line


@contextlib.asynccontextmanager
async def get(endpoint: Endpoint, path: str) -> AsyncIterator[Answer]:
    """Ask for `path`, which is in ASCII and quoted; the connection ends with the block.

    Raises:
        NoEngineError: nothing answers there, or it has ended.
        EngineRefusedError: this user may not connect.
        EngineAnswerError: what answers does not do so in HTTP.
    """
    async with _in_time():
        reader, writer = await _connect(endpoint)
    try:
        connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MAX_HEAD_BYTES)
        # Host is what Docker's own command line says to a socket, which has no name.
        headers = [("Host", endpoint.host or "docker"), ("User-Agent", "Porthole")]
        request = h11.Request(method="GET", target=path, headers=headers)
        writer.write(
            (connection.send(request) or b"") + (connection.send(h11.EndOfMessage()) or b"")
        )
        async with _in_time():
            head = await _next_event(connection, reader)
        if not isinstance(head, h11.Response):
            raise NoEngineError("The engine of containers ended before it answered.")
        yield Answer(head.status_code, _chunks(connection, reader))
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def _connect(endpoint: Endpoint) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    try:
        if endpoint.path:
            return await asyncio.open_unix_connection(endpoint.path)
        return await asyncio.open_connection(endpoint.host, endpoint.port)
    except PermissionError as error:
        raise EngineRefusedError(_how_to_be_let_in(endpoint)) from error
    except OSError as error:
        raise NoEngineError(f"Nothing answers at {endpoint}. Start {endpoint.engine}.") from error


def _how_to_be_let_in(endpoint: Endpoint) -> str:
    if endpoint.engine == "Docker":
        return (
            "This user may not use Docker. Let it with 'sudo usermod -aG docker $USER', "
            "then log in again."
        )
    return (
        f"This user may not use {endpoint.engine} at {endpoint}. "
        "Use your own with 'systemctl --user enable --now podman.socket'."
    )


async def _chunks(connection: h11.Connection, reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while True:
        event = await _next_event(connection, reader)
        if isinstance(event, h11.Data):
            yield bytes(event.data)
        else:
            assert isinstance(event, h11.EndOfMessage)
            return


async def _next_event(connection: h11.Connection, reader: asyncio.StreamReader) -> object:
    """Return h11's next event that is not about more to come."""
    has_ended = False
    try:
        while True:
            event = connection.next_event()
            if event is h11.NEED_DATA:
                data = await reader.read(_CHUNK_BYTES)
                has_ended = not data
                connection.receive_data(data)
            elif not isinstance(event, h11.InformationalResponse):
                return event
    except h11.ProtocolError as error:
        if has_ended:
            raise NoEngineError("The engine of containers ended while it answered.") from error
        raise EngineAnswerError(f"What answers is no engine of containers ({error}).") from error
    except OSError as error:
        raise NoEngineError("The engine of containers ended while it answered.") from error


@contextlib.asynccontextmanager
async def _in_time() -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            yield
    except TimeoutError as error:
        raise EngineAnswerError(
            f"The engine of containers has not answered for {ANSWER_SECONDS:.0f} s."
        ) from error
