"""What a user wants to be opened, as the relay hears it and as it answers."""

from dataclasses import dataclass, field

from relay_client.connections import ConnectionBook
from relay_client.errors import RemoteError
from relay_client.targets import Target
from relay_client.tunnel import Tunnel
from relay_link.addresses import is_host_name
from relay_link.messages import OpenTunnel, TunnelClosed, TunnelOpened


@dataclass(frozen=True)
class TunnelRequest:
    """What the user wants.

    Attributes:
        key: names the tunnel within the session.
        target: where its visitors are led.
        name: the user's own name for it: it gets the same address each time.
        tcp: whether it has a raw TCP port as well.
        http2: whether visitors are offered HTTP/2.
        book: where its connections are entered, for whoever reads on after the tunnel's end, or
            goes on with it when the tunnel is opened again; None for a new one.
    """

    key: str
    target: Target
    name: str | None = None
    tcp: bool = False
    http2: bool = False
    book: ConnectionBook | None = field(default=None, compare=False, repr=False)

    def message(self, request: int, tunnel: int) -> OpenTunnel:
        """Return what to say to the relay, with the numbers of request and tunnel."""
        return OpenTunnel(request, tunnel, self.key, name=self.name, tcp=self.tcp, http2=self.http2)

    def tunnel(self, answer: TunnelOpened | TunnelClosed) -> Tunnel:
        """Return what the relay has made of it.

        Raises:
            RemoteError: that is not what was asked for, or not fit to be shown to people.
        """
        if not isinstance(answer, TunnelOpened) or not self._is_met_by(answer):
            raise RemoteError("The relay gave an address that makes no sense. Update the relay.")
        return Tunnel(answer.host, answer.port, answer.tcp_host or "", answer.tcp_port or 0)

    def _is_met_by(self, answer: TunnelOpened) -> bool:
        addresses = [(answer.host, answer.port)]
        if self.tcp:
            addresses.append((answer.tcp_host or "", answer.tcp_port or 0))
        elif answer.tcp_host is not None or answer.tcp_port is not None:
            return False
        return all(is_host_name(host) and 1 <= port <= 65535 for host, port in addresses)
