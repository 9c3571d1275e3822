"""How do I make a plain TCP server reachable?

This program sends back whatever it is sent, on a free port of this computer, and opens a raw TCP
port for it. The tunnel does not encrypt what passes there.

    python examples/tcp_echo.py

It prints host:port; try it with `nc host port`. Ctrl-C closes it.
"""

import argparse
import asyncio
import sys

from relay_client import Error, forward

CHUNK_BYTES = 65536


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send back what one visitor sends, until it has sent everything."""
    try:
        while data := await reader.read(CHUNK_BYTES):
            writer.write(data)
            await writer.drain()  # a visitor that does not read must not fill our memory
    except ConnectionError:
        pass  # the visitor is gone
    finally:
        writer.close()


async def main() -> None:
    """Serve until Ctrl-C."""
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, forward(port, unencrypted=True) as tunnel:
        host, public_port = tunnel.tcp_socket
        print(f"{host}:{public_port}", flush=True)
        await asyncio.Event().wait()  # until Ctrl-C


if __name__ == "__main__":
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
    except Error as error:
        sys.exit(str(error))
