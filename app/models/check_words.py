"""How the public addresses of tunnels were checked lately, in words and numbers."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.models.controller import Checks
from app.models.numbers import count_text, latency_text, percent_text, time_text

LATELY_S = 600.0
"""How far back checks are shown."""

translate = QCoreApplication.translate


def lately(checks: Checks, now: float) -> Checks:
    """Return the checks of the last ten minutes; `now` is in Unix seconds."""
    return tuple(each for each in checks if now - LATELY_S <= each[0])


def round_trips_ms(checks: Checks) -> tuple[float, ...]:
    """Return those of the checks that have passed, oldest first."""
    return tuple(milliseconds for _, milliseconds in checks if milliseconds is not None)


def joined(histories: Iterable[Checks]) -> Checks:
    """Return the checks of several tunnels in the order of their times."""
    return tuple(sorted((each for checks in histories for each in checks), key=lambda c: c[0]))


def checks_text(checks: Checks, now: float) -> str:
    """Return how checks went: `59 of 60 passed, median 23 ms, worst 43 ms. Missed at 14:24:31`.

    Args:
        checks: oldest first.
        now: Unix time in seconds.
    """
    if not checks:
        return translate("Checks", "None in the last 10 minutes.")
    passed = round_trips_ms(checks)
    counts = translate("Checks", "{passed} of {all} passed").format(
        passed=count_text(len(passed)), all=count_text(len(checks))
    )
    if passed:
        text = translate("Checks", "{counts}, median {median}, worst {worst}.").format(
            counts=counts, median=latency_text(_median(passed)), worst=latency_text(max(passed))
        )
    else:
        text = f"{counts}."
    missed = [at for at, milliseconds in checks if milliseconds is None]
    if not missed:
        return text
    pattern = (
        translate("Checks", "Missed at {time}.")
        if len(missed) == 1
        else translate("Checks", "Missed last at {time}.")
    )
    return f"{text} {pattern.format(time=time_text(missed[-1], now))}"


def _median(numbers: tuple[float, ...]) -> float:
    """Return the median; the library's module for that brings random numbers and OpenSSL along."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def missed_text(checks: Checks) -> str:
    """Return which share of checks has not arrived."""
    share = 1 - len(round_trips_ms(checks)) / len(checks) if checks else None
    return percent_text(share)
