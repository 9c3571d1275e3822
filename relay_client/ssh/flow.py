"""How much of what a channel was given the host has passed on, by the window of SSH.

asyncssh keeps it and does not tell: only this module looks at its private attributes. Where they
are missing, nothing is confirmed.
"""

from typing import Any

import asyncssh

LAG_BYTES = 3 * 32 * 1024
"""What OpenSSH may have written to the target without having told us: it widens the window after
more than three packets.

Source: channel_check_window in channels.c of OpenSSH 9.2; a packet is CHAN_TCP_PACKET_DEFAULT.
"""


class Flow:
    """Follows one channel.

    The far end widens the window by what it has written to its own connection. So what it has
    widened it by altogether is what we count; RFC 4254, section 5.2, leaves open when it does.
    """

    def __init__(self, channel: "asyncssh.SSHTCPChannel[bytes]") -> None:
        """Begin with a channel that was opened just now."""
        self._channel = channel
        self._first_window = self._window
        self._written_bytes = self._confirmed_bytes = 0
        self._has_dropped = False

    def wrote(self, count: int) -> None:
        """So much has been given to the channel."""
        self._written_bytes += count

    def abort(self) -> None:
        """Abort the channel, which drops what the window has held up."""
        if self._is_waiting_known:
            self._written_bytes -= self._channel.get_write_buffer_size()
            self._has_dropped = True
        self._channel.abort()

    @property
    def confirmed_bytes(self) -> int:
        """How much the far end has passed on at least. It never falls."""
        window, first = self._window, self._first_window
        if window is not None and first is not None and (window > 0 or self._is_waiting_known):
            waiting = 0 if window > 0 else self._channel.get_write_buffer_size()
            widened = window - first + self._written_bytes - waiting
            self._confirmed_bytes = max(self._confirmed_bytes, min(widened, self._written_bytes))
        return self._confirmed_bytes

    def finish(self, *, has_ended: bool) -> None:
        """Take note that the channel is closed; `has_ended` if both directions had ended.

        If it was aborted or had ended, and the far end has closed it too, then that has passed on
        all it got; or else its connection has refused more than it may be behind in telling.
        """
        is_answered = getattr(self._channel, "_recv_state", "") == "closed"
        behind = self._written_bytes - self.confirmed_bytes
        if is_answered and (has_ended or self._has_dropped) and behind <= LAG_BYTES:
            self._confirmed_bytes = self._written_bytes

    @property
    def _window(self) -> int | None:
        window: Any = getattr(self._channel, "_send_window", None)
        return window if isinstance(window, int) else None

    @property
    def _is_waiting_known(self) -> bool:
        """Whether the channel tells what waits; once the far end has closed it, that is dropped."""
        return self._has_dropped or getattr(self._channel, "_send_state", "closed") != "closed"
