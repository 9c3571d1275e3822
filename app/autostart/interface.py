"""What every way of starting with the login can do."""

from typing import Protocol


class AutostartError(Exception):
    """The system did not take the change, or does not tell."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(place, problem)
        self.place = place
        """The file or key that it is about."""
        self.problem = problem

    def __str__(self) -> str:
        return (
            f"Starting at login is set in {self.place}, which cannot be used ({self.problem}). "
            "Check who may write there."
        )


class Autostart(Protocol):
    """One entry among what the login starts; the entry itself is the only memory of it."""

    def is_enabled(self) -> bool:
        """Return whether the login starts Porthole.

        Raises:
            AutostartError: the system does not tell.
        """

    def enable(self) -> None:
        """Let the login start Porthole.

        Raises:
            AutostartError: nothing has changed.
        """

    def disable(self) -> None:
        """Let the login start Porthole no more.

        Raises:
            AutostartError: nothing has changed.
        """
