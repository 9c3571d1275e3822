"""A channel whose exchange was given up at this end, until the far end has heard of it."""

from collections.abc import Callable

from relay_link.channel import Channel
from relay_link.frames import Frame, Kind, decode_about


class Drain:
    """Waits until the far end has ended an exchange that this end has given up.

    Until then bytes and frames of it may still arrive.
    """

    __slots__ = ("_channel", "_on_free", "_on_lost", "_visitor")

    def __init__(
        self,
        channel: Channel,
        visitor: int,
        on_free: Callable[[Channel], None],
        on_lost: Callable[[Channel], None],
    ) -> None:
        """Take over `channel`, on which this end has sent its last frame of the exchange."""
        self._channel = channel
        self._visitor = visitor
        self._on_free = on_free
        self._on_lost = on_lost
        channel.user = self
        channel.resume()

    def channel_secured(self) -> None:
        """A channel is secured before it has an exchange."""

    def channel_data(self, piece: memoryview) -> None:
        """Nobody wants these bytes any more."""

    def channel_ended(self) -> None:
        """The channel is free."""
        self._on_free(self._channel)

    def channel_frame(self, frame: Frame) -> None:
        """RESET or REFUSED of the same visitor free the channel as well."""
        if (
            frame.kind in (Kind.RESET, Kind.REFUSED)
            and decode_about(frame.payload)[0] == self._visitor
        ):
            self._on_free(self._channel)

    def channel_drained(self) -> None:
        """Nothing waits for this."""

    def channel_lost(self, error: Exception) -> None:
        """The channel is gone instead of free."""
        self._on_lost(self._channel)
