"""When to dial the relay again."""

import random
from collections.abc import Iterator
from itertools import repeat

EAGER_SECONDS = 10.0
"""How long to dial at a steady pace: most outages are short, and a fresh connection works the
moment the link is back."""
EAGER_PAUSE_SECONDS = 0.5
FIRST_SECONDS = 1.0
CAP_SECONDS = 15.0


def delays() -> Iterator[float]:
    """Yield how long to wait before each next attempt, in seconds, without end.

    A steady pace at first; then a ceiling that doubles up to its cap, with each delay drawn evenly
    below it, so that clients cut off together do not come back together.

    Source: "full jitter" in M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog,
    2015.
    """
    yield from repeat(EAGER_PAUSE_SECONDS, int(EAGER_SECONDS / EAGER_PAUSE_SECONDS))
    ceiling = FIRST_SECONDS
    while True:
        yield random.uniform(0, ceiling)  # noqa: S311
        ceiling = min(2 * ceiling, CAP_SECONDS)
