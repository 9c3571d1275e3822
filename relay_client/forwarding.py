"""`forward`: gives a local port a public address for as long as a block runs."""

import asyncio
import threading
from types import TracebackType

from relay_client.background import background
from relay_client.client import Client
from relay_client.errors import InvalidError
from relay_client.targets import TcpTarget, check_host
from relay_client.tunnel import Tunnel

_making = threading.Lock()
_default: Client | None = None


def forward(
    port: int,
    *,
    unencrypted: bool = False,
    h2_enabled: bool = False,
    client: Client | None = None,
    host: str | None = None,
    name: str | None = None,
) -> "Forwarding":
    """Give a local port a public address for as long as a block runs.

    `with forward(8000) as tunnel: print(tunnel.url)`, or `async with`. The block is entered when
    the tunnel works, and leaving it closes the tunnel. What listens on the port may start later.

    Args:
        port: of the program to be reached.
        unencrypted: open a raw TCP port as well; its bytes are not encrypted by the tunnel.
        h2_enabled: offer HTTP/2 to visitors, for a program that speaks it without TLS.
        client: whose relay to use; by default one that this whole process shares.
        host: where the program listens; by default this computer.
        name: gives the tunnel the same address each time.

    Raises:
        InvalidError: an argument is wrong; on entering, the port is forwarded already.
        RemoteError: on entering, the relay is unavailable or says no.
    """
    if type(port) is not int:
        raise InvalidError(f"The port argument should be an int, not {port!r}")
    if not 1 <= port <= 65535:
        raise InvalidError(f"Invalid port number {port}")
    if h2_enabled and unencrypted:
        raise InvalidError("H2 can only be used with encrypted ports")
    if host is not None:
        check_host(host)
    return Forwarding(client, TcpTarget(port, host), unencrypted, h2_enabled, name)


class Forwarding:
    """What `forward` returns: a block, for `with` or `async with`."""

    def __init__(
        self, client: Client | None, target: TcpTarget, tcp: bool, http2: bool, name: str | None
    ) -> None:
        """Keep what was asked for; nothing is opened yet."""
        self._client = client or _default_client()
        self._target = target
        self._tcp = tcp
        self._http2 = http2
        self._name = name

    def __enter__(self) -> Tunnel:
        return background.run(self._open())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        background.run(self._client.close_tunnel(self._target))

    async def __aenter__(self) -> Tunnel:
        return await asyncio.wrap_future(background.submit(self._open()))

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await asyncio.wrap_future(background.submit(self._client.close_tunnel(self._target)))

    async def _open(self) -> Tunnel:
        return await self._client.open_tunnel(
            self._target, name=self._name, tcp=self._tcp, http2=self._http2
        )


def _default_client() -> Client:
    global _default
    with _making:
        if _default is None:
            _default = Client()
        return _default
