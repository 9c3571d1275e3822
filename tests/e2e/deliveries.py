"""A target, and visitors of a tunnel, that know to the byte what they have sent and got."""

import asyncio
import contextlib
import random
import socket
import ssl
import struct
from dataclasses import dataclass, field

ORDER = struct.Struct(">QQ?")
"""What a visitor orders: how much it is going to say, how much it wants, and whether the target is
to reset the connection after that."""
PIECE = random.Random(1).randbytes(1 << 16)
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Warehouse:
    """A target that takes and gives exactly as much as it is told to."""

    def __init__(self):
        self.taken_bytes = 0

    async def serve(self, reader, writer):
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await self._deal(reader, writer)
        await drop(writer)

    async def _deal(self, reader, writer):
        order = await reader.readexactly(ORDER.size)
        self.taken_bytes += len(order)
        said, wanted, resets = ORDER.unpack(order)
        while said:
            piece = await reader.read(min(said, 1 << 16))
            if not piece:
                return
            self.taken_bytes += len(piece)
            said -= len(piece)
        await give(writer, wanted)
        if resets:
            await reader.readexactly(1)
            self.taken_bytes += 1
            await break_off(writer)
            return
        writer.write_eof()
        assert await reader.read() == b""


async def give(writer, size):
    for start in range(0, size, len(PIECE)):
        writer.write(PIECE[: size - start])
        await writer.drain()


async def break_off(writer):
    """Close with RST."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
    await drop(writer)


async def drop(writer):
    """Close at once, however the connection fares."""
    writer.transport.abort()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


@contextlib.asynccontextmanager
async def warehouse():
    made = Warehouse()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0, backlog=512)
    async with server:
        made.port = server.sockets[0].getsockname()[1]
        yield made


@dataclass
class Visitor:
    """One connection to a tunnel, which knows what it has sent and got."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    sent_bytes: int = 0
    got_bytes: int = 0
    port: int = field(init=False)

    def __post_init__(self):
        self.port = self.writer.get_extra_info("sockname")[1]

    async def order(self, size, wanted, *, resets=False):
        await self.send(ORDER.pack(size, wanted, resets))
        for start in range(0, size, len(PIECE)):
            await self.send(PIECE[: size - start])

    async def send(self, data):
        self.writer.write(data)
        self.sent_bytes += len(data)
        await self.writer.drain()

    async def receive(self, count):
        while count:
            data = await self.reader.read(min(count, 1 << 16))
            assert data, "the tunnel has ended the connection"
            self.got_bytes += len(data)
            count -= len(data)

    async def leave(self):
        """Close after the end of everything."""
        self.writer.close()
        with contextlib.suppress(OSError):
            await self.writer.wait_closed()

    async def drop(self):
        await drop(self.writer)

    async def break_off(self):
        await break_off(self.writer)

    async def rest(self):
        while data := await self.reader.read(1 << 16):
            self.got_bytes += len(data)


async def visit(relay, tunnel, kind):
    if kind == "tcp":
        return Visitor(*await asyncio.open_connection("127.0.0.1", tunnel.unencrypted_port))
    context = ssl.create_default_context(cafile=relay.ca_file)
    return Visitor(
        *await asyncio.open_connection(
            "127.0.0.1", tunnel.port, ssl=context, server_hostname=tunnel.host
        )
    )
