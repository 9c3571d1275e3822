"""Tells the relay how much of a visitor's bytes its target has taken, for the relay's ledger."""

from relay_link.exchange import Exchange
from relay_link.frames import encode_ready

CONFIRM_SECONDS = 1.0
"""How often the relay is told while more is taken: a crash loses that much of its ledger."""


class Confirmation:
    """What the relay knows of one exchange: it is told of changes, else of nothing.

    While the exchange lasts the control channel tells: on the data channel a count would wait as
    long as the visitor does not read. The last count goes along with END or RESET, so that it
    comes neither too early nor too late, and most visits cost no frame more.

    Of one whose target never answered the relay knows that it has taken nothing.
    """

    __slots__ = ("_has_begun", "_is_final", "_reported_bytes", "_taken_bytes", "exchange")

    exchange: Exchange

    def __init__(self) -> None:
        """Nothing has been taken yet; whoever makes the exchange sets it as `exchange`."""
        self._taken_bytes = 0
        """What the frames have said."""
        self._reported_bytes = 0
        """What the control channel has said."""
        self._has_begun = False
        self._is_final = False

    def begin(self) -> bytes:
        """Return the frame that tells the relay that the target has answered."""
        self._has_begun = True
        return encode_ready(self.exchange.visitor, 0, is_final=False)

    def news(self) -> bytes:
        """Return the frame that tells the relay what it does not know yet, if there is anything."""
        if not self._has_begun:
            return b""
        taken, is_final = self.exchange.delivered_to_near_bytes, self.exchange.near_gave_up
        if taken == self._taken_bytes and is_final == self._is_final:
            return b""
        self._taken_bytes, self._is_final = taken, is_final
        return encode_ready(self.exchange.visitor, taken, is_final)

    def settle(self) -> None:
        """Tell the relay what is new now that nothing more will be."""
        frame = self.news()
        if frame:
            self.exchange.channel.send(frame)

    def report(self) -> tuple[int, int] | None:
        """Return the visitor's id and the count for the control channel, None if it is known."""
        taken = self.exchange.delivered_to_near_bytes
        if taken == self._reported_bytes:
            return None
        self._reported_bytes = taken
        return self.exchange.visitor, taken

    def forget_reports(self) -> None:
        """The control channel is gone, perhaps with what was said last."""
        self._reported_bytes = 0
