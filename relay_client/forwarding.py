"""`forward`: gives a local port a public address for as long as a block runs."""

import asyncio
import threading
from concurrent.futures import Future
from types import TracebackType

from relay_client.background import background
from relay_client.client import Client
from relay_client.errors import InvalidError
from relay_client.ssh.hosts import shared_hosts
from relay_client.ssh.places import PREFIX, parse_remote_port
from relay_client.targets import OpenedTarget, Target, TcpTarget, check_host
from relay_client.tunnel import Tunnel, check_name
from relay_client.tunnel_request import TunnelRequest

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
        host: where the program listens; by default this computer. `ssh:NAME` is a port of an SSH
            host, as that sees it: a name of your SSH configuration or `[user@]host[:port]`. Its
            key must be known, and nobody is asked for passwords.
        name: gives the tunnel the same address each time.

    Returns:
        The block, which gives a `Tunnel`: its `url`, and in `ca_file` what visitors are to trust.

    Raises:
        InvalidError: an argument is wrong; on entering, the port is forwarded already.
        RemoteError: on entering, the relay or the SSH host is unavailable or says no.
    """
    _check_port(port)
    _check_options(unencrypted, h2_enabled)
    if client is not None and not isinstance(client, Client):
        raise InvalidError(f"The client argument should be a Client, not {client!r}")
    target = _target(port, None if host is None else _text(host, "host"))
    name = None if name is None else check_name(_text(name, "name"))
    return Forwarding(client or _default_client(), target, unencrypted, h2_enabled, name)


class Forwarding:
    """What `forward` returns: a block, for `with` or `async with`."""

    def __init__(
        self, client: Client, target: Target, tcp: bool, http2: bool, name: str | None
    ) -> None:
        """Keep what was asked for; nothing is opened yet."""
        self._client = client
        self._target = target
        self._tcp = tcp
        self._http2 = http2
        self._name = name
        self._key = ""
        self._ssh_host = ""
        if isinstance(target, OpenedTarget):
            self._ssh_host = parse_remote_port(str(target)).host
        self._uses_host = False
        """On the background loop: whether the SSH host is to be released."""

    def __enter__(self) -> Tunnel:
        background.check_caller()
        request, opening = self._request(), None
        try:
            opening = self._begin(request)
            tunnel = opening.result()
            self._key = request.key
            return tunnel
        except BaseException:
            self._abandon(request, opening).result()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if not background.has_ended:
            background.check_caller()
            self._close(self._key).result()

    async def __aenter__(self) -> Tunnel:
        request, opening = self._request(), None
        try:
            opening = self._begin(request)
            tunnel = await asyncio.wrap_future(opening)
            self._key = request.key
            return tunnel
        except BaseException:
            await asyncio.shield(asyncio.wrap_future(self._abandon(request, opening)))
            raise

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # Whoever stops waiting for this has still asked for the tunnel to be closed.
        await asyncio.shield(asyncio.wrap_future(self._close(self._key)))

    def _request(self) -> TunnelRequest:
        key = self._client.new_key(self._target)
        return TunnelRequest(key, self._target, self._name, self._tcp, self._http2)

    def _begin(self, request: TunnelRequest) -> Future[Tunnel]:
        self._client.claim(self._target, request.key)
        return background.submit(self._open(request))

    async def _open(self, request: TunnelRequest) -> Tunnel:
        if self._ssh_host:
            await shared_hosts.use(self._ssh_host)
            self._uses_host = True
        return await self._client.open_tunnel(request)

    def _abandon(self, request: TunnelRequest, opening: Future[Tunnel] | None) -> Future[None]:
        """Stop opening; if that comes too late, what was opened is closed.

        Ctrl-C may come between any two steps, even before `opening` is known here.
        """
        if opening is not None:
            opening.cancel()
        return self._close(request.key)

    def _close(self, key: str) -> Future[None]:
        return background.submit(self._close_on_loop(key))

    async def _close_on_loop(self, key: str) -> None:
        try:
            await self._client.close_tunnel(key)
        finally:
            uses_host, self._uses_host = self._uses_host, False
            if uses_host:
                await shared_hosts.release(self._ssh_host)


def _check_port(port: object) -> None:
    if type(port) is not int:
        raise InvalidError(f"The port argument should be an int, not {port!r}")
    if not 1 <= port <= 65535:
        raise InvalidError(f"Invalid port number {port}")


def _check_options(unencrypted: object, h2_enabled: object) -> None:
    for what, value in (("unencrypted", unencrypted), ("h2_enabled", h2_enabled)):
        if type(value) is not bool:  # a relay would take any other for nonsense, and hang up
            raise InvalidError(f"The {what} argument should be a bool, not {value!r}")
    if h2_enabled and unencrypted:
        raise InvalidError("H2 can only be used with encrypted ports")


def _target(port: int, host: str | None) -> Target:
    if host is None:
        return TcpTarget(port)
    if host.startswith(PREFIX):
        return shared_hosts.target(f"{host}:{port}")
    return TcpTarget(port, check_host(host))


def _text(value: object, what: str) -> str:
    if not isinstance(value, str) or not value:
        raise InvalidError(
            f"The {what} argument should be a str with something in it, not {value!r}"
        )
    return value


def _default_client() -> Client:
    global _default
    with _making:
        if _default is None:
            _default = Client()
        return _default
