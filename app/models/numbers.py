"""Numbers as people read them: the one place for units, digits and separators.

A number that is not known is `UNKNOWN`, never 0. Separators are those of the default QLocale; units
stay, and a no-break space holds each to its number.
"""

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

UNKNOWN = "\N{EN DASH}"
SPACE = "\N{NO-BREAK SPACE}"

_BYTE_UNITS = ("kB", "MB", "GB", "TB", "PB", "EB")
_GIB = 1024**3

_MINUTE_S = 60
_SHORT_S = 15 * _MINUTE_S
"""Up to here a duration tells its seconds."""
_HOUR_S = 60 * _MINUTE_S
_DAY_S = 24 * _HOUR_S

_TINY_PER_HOUR = Decimal("0.001")
_TINY = Decimal("0.01")
_TINY_EXACT = Decimal("0.0001")
_LARGE = Decimal(10)

_SIGNS = {"USD": "$", "EUR": "\N{EURO SIGN}", "GBP": "\N{POUND SIGN}"}
"""What stands before an amount; other currencies are named by their letters."""


def bytes_text(count: int | None) -> str:
    """Return an amount of traffic with 3 significant digits: `41.3 kB` (1000 bytes each)."""
    if count is None:
        return UNKNOWN
    if count < 1000:
        return f"{count}{SPACE}B"
    number = Decimal(count)
    for unit in _BYTE_UNITS:
        number /= 1000
        for decimals, limit in ((2, 10), (1, 100), (0, 1000)):
            if _rounded(number, decimals) < limit:
                return f"{_fixed(number, decimals)}{SPACE}{unit}"
    return f"{_fixed(number, 0)}{SPACE}{unit}"


def rate_text(bytes_per_s: float | None) -> str:
    """Return a rate like `bytes_text`; only no traffic at all is `0 B/s`."""
    if bytes_per_s is None:
        return UNKNOWN
    whole = max(1, round(bytes_per_s)) if bytes_per_s > 0 else 0
    return bytes_text(whole) + "/s"


def memory_text(size_bytes: int | None) -> str:
    """Return an amount of memory in GiB (1024³ bytes) with 2 decimals."""
    if size_bytes is None:
        return UNKNOWN
    return f"{_fixed(Decimal(size_bytes) / _GIB, 2)}{SPACE}GiB"


def cores_text(cores: float | Decimal | None, is_minimum: bool = False, decimals: int = 2) -> str:
    """Return a use of CPU: `0.42 core`, or `0.125 core minimum` if that much is paid anyway."""
    if cores is None:
        return UNKNOWN
    number = Decimal(str(cores))
    if is_minimum:
        text = QCoreApplication.translate("numbers", "%1 core minimum")
        return _filled(text, _fixed(number, 3))
    text = QCoreApplication.translate("numbers", "%1 core")
    return _filled(text, _fixed(number, decimals))


def quantity_text(quantity: Decimal | None, unit: str) -> str:
    """Return what is paid for with 3 decimals: `14.070 GiB-h`."""
    return UNKNOWN if quantity is None else f"{_fixed(quantity, 3)}{SPACE}{unit}"


def factor_text(quantity: Decimal, unit: str) -> str:
    """Return the same where a product is told: with so many decimals that it can be checked."""
    decimals = 3 if quantity >= 1 or not quantity else 6
    return f"{_fixed(quantity, decimals)}{SPACE}{unit}"


def money_per_hour(amount: Decimal | None, currency: str = "USD") -> str:
    """Return what an hour costs: `$0.869/h`; from 10 on with 2 decimals."""
    return UNKNOWN if amount is None else f"{money_of_an_hour(amount, currency)}/h"


def money_of_an_hour(amount: Decimal | None, currency: str = "USD") -> str:
    """Return the same where a title says that it is an hour's: `$0.869`."""
    if amount is None:
        return UNKNOWN
    if 0 < amount < _TINY_PER_HOUR:
        return f"<{_money(_TINY_PER_HOUR, 3, currency)}"
    return _money(amount, 2 if _rounded(amount, 3) >= _LARGE else 3, currency)


def money_total(amount: Decimal | None, currency: str = "USD") -> str:
    """Return what something has cost: `$1.94`."""
    if amount is None:
        return UNKNOWN
    if 0 < amount < _TINY:
        return f"<{_money(_TINY, 2, currency)}"
    return _money(amount, 2, currency)


def money_exact(amount: Decimal | None, currency: str = "USD") -> str:
    """Return what something has cost as the table of costs shows it: `$1.9416`."""
    if amount is None:
        return UNKNOWN
    if 0 < amount < _TINY_EXACT:
        return f"<{_money(_TINY_EXACT, 4, currency)}"
    return _money(amount, 4, currency)


def money_label(amount: Decimal, step: Decimal, currency: str = "USD") -> str:
    """Return an amount on an axis whose labels are `step` apart, with as many decimals as needed.

    They are 2 at least: `$0.15`, `$0.0002`.
    """
    return _money(amount, max(2, _decimals(step)), currency)


def money_rate(amount: Decimal | None, unit: str, currency: str = "USD") -> str:
    """Return a price for an hour: `$0.04716 per core-h`."""
    if amount is None:
        return UNKNOWN
    text = QCoreApplication.translate("numbers", "%1 per %2")
    return _filled(text, _money(amount, 5, currency), unit)


def price_text(amount: Decimal, least_decimals: int = 0) -> str:
    """Return a price with all its digits, without its currency: `0.04716`."""
    return _fixed(amount, max(least_decimals, _decimals(amount)))


def multiplier_text(number: Decimal) -> str:
    """Return what prices are multiplied with: `× 1.50`."""
    return f"\N{MULTIPLICATION SIGN}{SPACE}{_fixed(number, max(2, _decimals(number)))}"


def tunnel_rate_text() -> str:
    """Return what an hour of a tunnel costs."""
    return QCoreApplication.translate("numbers", "free")


def latency_text(milliseconds: float | None) -> str:
    """Return a round trip in whole ms, from one second on in s with one decimal."""
    if milliseconds is None:
        return UNKNOWN
    number = Decimal(str(milliseconds))
    if number < 1:
        return f"<1{SPACE}ms"
    if _rounded(number, 0) < 1000:
        return f"{_fixed(number, 0)}{SPACE}ms"
    return f"{_fixed(number / 1000, 1)}{SPACE}s"


def duration_text(seconds: float | None) -> str:
    """Return a span of time in its two largest units: `5 min 08 s`, `17 min`, `2 h 14 min`."""
    if seconds is None:
        return UNKNOWN
    whole = max(0, int(seconds))
    if whole < _MINUTE_S:
        return f"{whole}{SPACE}s"
    if whole < _SHORT_S:
        return f"{whole // _MINUTE_S}{SPACE}min{SPACE}{whole % _MINUTE_S:02}{SPACE}s"
    if whole < _HOUR_S:
        return f"{whole // _MINUTE_S}{SPACE}min"
    if whole < _DAY_S:
        return f"{whole // _HOUR_S}{SPACE}h{SPACE}{whole % _HOUR_S // _MINUTE_S}{SPACE}min"
    return f"{count_text(whole // _DAY_S)}{SPACE}d{SPACE}{whole % _DAY_S // _HOUR_S}{SPACE}h"


def step_text(seconds: int) -> str:
    """Return the length of a step in its largest unit: `5 s`, `10 min`, `4 h`, `2 d`."""
    for size, unit in ((_DAY_S, "d"), (_HOUR_S, "h"), (_MINUTE_S, "min")):
        if seconds % size == 0:
            return f"{seconds // size}{SPACE}{unit}"
    return f"{seconds}{SPACE}s"


def age_text(seconds: float | None) -> str:
    """Return how long ago something was, at least `1 s ago`."""
    if seconds is None:
        return UNKNOWN
    text = QCoreApplication.translate("numbers", "%1 ago")
    return _filled(text, duration_text(max(1, seconds)))


def time_text(at: float | None, now: float, with_seconds: bool = True) -> str:
    """Return a time of day as the locale writes it, with the date when that is not today's.

    Args:
        at: Unix seconds, None if not known.
        now: Unix seconds.
        with_seconds: `14:18:22`, else `14:18`.
    """
    if at is None:
        return UNKNOWN
    locale = _locale()
    pattern = locale.timeFormat(QLocale.FormatType.ShortFormat).replace(":ss", "")
    if with_seconds:
        pattern = pattern.replace("mm", "mm:ss")
    moment, today = (QDateTime.fromSecsSinceEpoch(int(each)) for each in (at, now))
    text = locale.toString(moment.time(), pattern)
    if moment.date() == today.date():
        return text
    return f"{locale.toString(moment.date(), QLocale.FormatType.ShortFormat)}{SPACE}{text}"


def date_text(at: float) -> str:
    """Return the day of a time, in Unix seconds, as the locale writes it."""
    date = QDateTime.fromSecsSinceEpoch(int(at)).date()
    return _locale().toString(date, QLocale.FormatType.ShortFormat)


def day_text(at: float, in_utc: bool = False) -> str:
    """Return day and month of a time, in Unix seconds, in the order of the locale: `12/03`."""
    moment = QDateTime.fromSecsSinceEpoch(int(at))
    date = (moment.toUTC() if in_utc else moment).date()
    pattern = _locale().dateFormat(QLocale.FormatType.ShortFormat)
    return _locale().toString(date, re.sub(r"\W*y+\W*$|^y+\W*", "", pattern))


def count_text(count: int | None) -> str:
    """Return a number of things, its digits in groups: `10,000`."""
    return UNKNOWN if count is None else _fixed(Decimal(count), 0)


def percent_text(share: float | None) -> str:
    """Return a share of 0 to 1: `0 %`, `0.8 %`, `12 %`; 1 decimal only where it says something."""
    if share is None:
        return UNKNOWN
    percent = Decimal(str(share)) * 100
    decimals = 1 if percent > 0 and _rounded(percent, 1) < _LARGE else 0
    return f"{_fixed(percent, decimals)}{SPACE}%"


def spoken(text: str) -> str:
    """Return a text of this module for a screen reader, to which a dash says nothing."""
    return QCoreApplication.translate("numbers", "unknown") if text == UNKNOWN else text


def _filled(pattern: str, *values: str) -> str:
    """Put values in the places of `%1`, `%2` and so on; no line ends after them."""
    for number, value in enumerate(values, start=1):
        pattern = pattern.replace(f"%{number} ", value + SPACE).replace(f"%{number}", value)
    return pattern


def _money(amount: Decimal, decimals: int, currency: str) -> str:
    return _SIGNS.get(currency, currency + SPACE) + _fixed(amount, decimals)


def _decimals(number: Decimal) -> int:
    """Return how many decimals a number has."""
    return max(0, -int(number.normalize().as_tuple().exponent))


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _fixed(number: Decimal, decimals: int) -> str:
    """Return `number` with that many decimals, in the digits and separators of the locale.

    The parts are put together here, because QLocale writes only binary fractions.
    """
    locale = _locale()
    rounded = _rounded(number, decimals)
    whole = int(rounded.to_integral_value(ROUND_DOWN))
    text = locale.toString(whole)
    if not decimals:
        return text
    zero = ord(locale.zeroDigit())
    digits = f"{abs(rounded - whole):.{decimals}f}"[2:]
    return text + locale.decimalPoint() + "".join(chr(zero + int(digit)) for digit in digits)


def _locale() -> QLocale:
    """Return the default locale; the one called C leaves thousands ungrouped, unless told."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
    return locale
