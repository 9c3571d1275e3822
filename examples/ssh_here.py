"""How do I reach this computer with SSH from anywhere?

This program opens a raw TCP port that leads to the SSH server of this computer. Whoever finds the
port may try to log in, so let your server accept keys only.

    python examples/ssh_here.py            if the server listens on port 22
    python examples/ssh_here.py 2222       if it listens on another

It prints the ssh command to type elsewhere. Ctrl-C closes the port.
"""

import argparse
import asyncio
import getpass
import sys

from relay_client import Error, forward

SSH_PORT = 22
PATIENCE_SECONDS = 3


async def check_that_something_listens(port: int) -> None:
    """End the program if nothing listens on a port of this computer."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            _, writer = await asyncio.open_connection("localhost", port)
    except OSError:
        sys.exit(f"Nothing listens on port {port}. Start an SSH server, or give its port.")
    writer.close()


async def main(port: int) -> None:
    """Forward until Ctrl-C."""
    forwarding = forward(port, unencrypted=True)  # refuses what is no port
    await check_that_something_listens(port)
    async with forwarding as tunnel:
        host, public_port = tunnel.tcp_socket
        print(f"ssh -p {public_port} {getpass.getuser()}@{host}", flush=True)
        await asyncio.Event().wait()  # until Ctrl-C


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("port", nargs="?", type=int, default=SSH_PORT)
    try:
        asyncio.run(main(parser.parse_args().port))
    except KeyboardInterrupt:
        pass
    except Error as error:
        sys.exit(str(error))
