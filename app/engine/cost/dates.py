"""Days and months (UTC) as people write them."""

from datetime import UTC, datetime

from relay_client.errors import InvalidError


class DateError(InvalidError):
    """Not a day or not a month, whichever was to be given.

    Attributes:
        text: what was given.
        wanted: what was to be given, `day` or `month`.
        example: of such a one.
    """

    def __init__(self, text: str, wanted: str, example: str) -> None:
        super().__init__(text, wanted, example)
        self.text = text
        self.wanted = wanted
        self.example = example

    def __str__(self) -> str:
        return f"{self.text!r} is not a {self.wanted}. Give one such as {self.example}."


def day_start(text: str) -> datetime:
    """Return when a day such as `2026-11-01` begins.

    Raises:
        DateError: that is no day.
    """
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise DateError(text, "day", "2026-11-01") from error


def month_bounds(text: str) -> tuple[datetime, datetime]:
    """Return when a month such as `2026-11` begins and when the next one does.

    Raises:
        DateError: that is no month.
    """
    try:
        first = datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC)
        after = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    except ValueError as error:
        raise DateError(text, "month", "2026-11") from error
    return first, after
