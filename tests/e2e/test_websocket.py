"""WebSocket connections through a tunnel."""

import asyncio
import hashlib
import ssl

from websockets.asyncio.client import connect
from websockets.asyncio.server import serve

MESSAGE = hashlib.shake_128(b"message").digest(1 << 20)


async def echo(connection):
    async for message in connection:
        await connection.send(message)


def test_messages_pings_and_the_end_pass(forward, run):
    async def talk():
        async with serve(echo, "127.0.0.1", 0, max_size=None) as server:
            port = server.sockets[0].getsockname()[1]
            tunnel = await asyncio.to_thread(forward, port)
            context = ssl.create_default_context(cafile=tunnel.ca_file)
            url = f"wss://{tunnel.host}:{tunnel.port}/socket"
            address = {"host": "127.0.0.1", "port": tunnel.port}
            async with connect(url, ssl=context, max_size=None, **address) as connection:
                await connection.send(MESSAGE)
                assert await connection.recv() == MESSAGE
                await (await connection.ping())
                await connection.send("text")
                assert await connection.recv() == "text"
                await connection.close(reason="enough")
                return connection.close_code, connection.close_reason

    assert run(talk()) == (1000, "enough")
