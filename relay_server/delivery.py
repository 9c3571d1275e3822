"""What one visit has delivered, as the relay's ledger counts it: never more than has arrived."""

from collections.abc import Callable

from relay_link.exchange import Exchange
from relay_link.frames import Ready


class Delivery:
    """Counts one exchange until nothing about it can change any more.

    What goes to the target counts when the client says that the target has taken it; what goes to
    the visitor, when the visitor's system has acknowledged it.

    A client of the first version does not say how much: once its target has answered, everything
    counts that the data channel's socket has taken.
    """

    __slots__ = (
        "_confirmed_bytes",
        "_exchange",
        "_has_begun",
        "_is_closed",
        "_is_settled",
        "_on_final",
        "_tells",
    )

    def __init__(self, exchange: Exchange, on_final: Callable[["Delivery"], None]) -> None:
        """Count `exchange`; `on_final` is called once."""
        self._exchange = exchange
        self._on_final = on_final
        self._confirmed_bytes = 0
        self._has_begun = False
        """Whether the target has answered; until then it has taken nothing."""
        self._tells = True
        """Whether the client says how much its target has taken."""
        self._is_closed = False
        """Whether the client has had its last word."""
        self._is_settled = False
        exchange.channel.expect(exchange.visitor, self)

    @property
    def in_bytes(self) -> int:
        """What the visitor has said and the target has taken. It never falls."""
        if self._tells:
            return self._confirmed_bytes
        return self._exchange.taken_by_channel_bytes

    @property
    def out_bytes(self) -> int:
        """What the target has said and has arrived at the visitor. It never falls."""
        return self._exchange.delivered_to_near_bytes

    def confirmed(self, ready: Ready) -> None:
        """The client has said how much its target has taken: believed up to what it was sent."""
        self._has_begun = True
        if ready.taken_bytes is None:
            self._tells = False
        else:
            said = min(ready.taken_bytes, self._exchange.to_channel_bytes)
            self._confirmed_bytes = max(self._confirmed_bytes, said)
            self._is_closed = self._is_closed or ready.is_final
        self._check_final()

    def left_open(self) -> None:
        """The client will not say any more."""
        self._is_closed = True
        self._check_final()

    def settled(self) -> None:
        """The relay's own counts are final."""
        self._is_settled = True
        self._check_final()

    def _check_final(self) -> None:
        if self._is_settled and self._is_complete:
            self._exchange.channel.expect_no_more(self._exchange.visitor)
            self._on_final(self)

    @property
    def _is_complete(self) -> bool:
        if self._is_closed or not (self._tells and self._has_begun):
            return True
        return self._confirmed_bytes == self._exchange.to_channel_bytes
