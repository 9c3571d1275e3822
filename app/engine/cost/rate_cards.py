"""Rate cards: prices of processor, memory and GPU time, as TOML files.

Prices are written as strings, as binary fractions could not hold them: `"0.0000131"`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from app.system_errors import system_sentence

MAX_FILE_BYTES = 256 * 1024
_ZERO = Decimal(0)
_ONE = Decimal(1)
_CURRENCY = re.compile(r"[A-Z]{3}")
_PRICE = re.compile(r"\d{1,12}(\.\d{1,18})?")


class RateCardError(Exception):
    """A file that is no rate card.

    Attributes:
        path: the file.
        line: where it is wrong, from 1; 0 if that cannot be told.
        problem: what is wrong with it.
    """

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(path, line, problem)
        self.path = path
        self.line = line
        self.problem = problem

    def __str__(self) -> str:
        place = f"line {self.line} of {self.path.name}" if self.line else self.path.name
        return f"The rate card in {place} is not used: {self.problem}"


@dataclass(frozen=True)
class RateCard:
    """Prices, in `currency`.

    Attributes:
        id: the file's name without its ending.
        name: as shown.
        dated: when the prices were published.
        currency: three letters, ISO 4217.
        source: where the prices are from, and for what.
        cpu_core_second: price of one core for a second.
        memory_gib_second: price of one GiB for a second.
        gpu_second: price of one GPU for a second, by its type.
        cpu_floor_cores: a running program is charged for at least so many cores.
        memory_floor_gib: the same for memory.
        multiplier: all prices are multiplied with this, for regions and plans that cost more.
        monthly_credit: what each calendar month (UTC) is free.
    """

    id: str
    name: str
    dated: date
    currency: str
    source: str
    cpu_core_second: Decimal
    memory_gib_second: Decimal
    gpu_second: Mapping[str, Decimal] = field(default_factory=dict)
    cpu_floor_cores: Decimal = _ZERO
    memory_floor_gib: Decimal = _ZERO
    multiplier: Decimal = _ONE
    monthly_credit: Decimal = _ZERO

    def gpu_price(self, model: str) -> Decimal | None:
        """Return the price of a GPU by its full name, such as `NVIDIA L4`; None if it has none.

        The longest type whose words all stand in the name counts: `A100 80GB` before `A100`.
        """
        words = set(re.split(r"[^a-z0-9]+", model.lower()))
        types = [each for each in self.gpu_second if set(each.lower().split()) <= words]
        return self.gpu_second[max(types, key=len)] if types else None


def load_rate_card(path: Path) -> RateCard:
    """Return the card in the file.

    Raises:
        RateCardError: it cannot be read, or is not a rate card.
    """
    return _Reader(path, _text(path)).card()


def load_rate_cards(*folders: Path) -> tuple[tuple[RateCard, ...], tuple[RateCardError, ...]]:
    """Return the cards in `folders`, and what is wrong with the others.

    A card in a later folder replaces one of the same id in an earlier one.
    """
    cards: dict[str, RateCard] = {}
    problems = []
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            try:
                cards[path.stem] = load_rate_card(path)
            except RateCardError as error:
                problems.append(error)
    return tuple(cards.values()), tuple(problems)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            raise RateCardError(path, 0, f"it is longer than {MAX_FILE_BYTES // 1024} KiB.")
        return data.decode()
    except OSError as error:
        raise RateCardError(path, 0, system_sentence(error)) from error
    except UnicodeDecodeError as error:
        raise RateCardError(path, 0, "it is not text in UTF-8.") from error


class _Reader:
    """Turns the text of one file into a card, and knows the lines."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        try:
            self._values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            raise self._wrong(str(error), line=int(found[1]) if found else 0) from error

    def card(self) -> RateCard:
        """Return the card."""
        card = RateCard(
            id=self._path.stem,
            name=self._string("name"),
            dated=self._date("date"),
            currency=self._currency(),
            source=self._string("source"),
            cpu_core_second=self._price("cpu_core_second"),
            memory_gib_second=self._price("memory_gib_second"),
            gpu_second=self._gpu_prices(),
            cpu_floor_cores=self._price("cpu_floor_cores", _ZERO),
            memory_floor_gib=self._price("memory_floor_gib", _ZERO),
            multiplier=self._price("multiplier", _ONE),
            monthly_credit=self._price("monthly_credit", _ZERO),
        )
        for key in self._values:
            raise self._wrong(f"{key!r} is not known here.", key)
        return card

    def _take(self, key: str) -> object:
        if key not in self._values:
            raise self._wrong(f"{key!r} is missing.")
        return self._values[key]

    def _string(self, key: str) -> str:
        value = self._take(key)
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise self._wrong(f"{key!r} is to be a line of text.", key)
        del self._values[key]
        return value

    def _date(self, key: str) -> date:
        value = self._take(key)
        if type(value) is not date:
            raise self._wrong(f"{key!r} is to be a date such as 2026-07-01.", key)
        del self._values[key]
        return value

    def _currency(self) -> str:
        value = self._take("currency")
        if not isinstance(value, str) or not _CURRENCY.fullmatch(value):
            raise self._wrong("'currency' is to be three letters such as \"USD\".", "currency")
        del self._values["currency"]
        return value

    def _price(self, key: str, default: Decimal | None = None) -> Decimal:
        if default is not None and key not in self._values:
            return default
        price = self._number(key, self._take(key))
        del self._values[key]
        return price

    def _gpu_prices(self) -> Mapping[str, Decimal]:
        prices = self._values.pop("gpu_second", {})
        if not isinstance(prices, dict):
            raise self._wrong("'gpu_second' is to be a table of prices.", "gpu_second")
        return {kind: self._number(kind, price) for kind, price in prices.items()}

    def _number(self, key: str, value: object) -> Decimal:
        if not isinstance(value, str) or not _PRICE.fullmatch(value):
            raise self._wrong(f'{key!r} is to be a number in quotes such as "0.0000131".', key)
        try:
            return Decimal(value)
        except InvalidOperation as error:
            raise self._wrong(f"{value!r} is not a number.", key) from error

    def _wrong(self, problem: str, key: str = "", line: int = 0) -> RateCardError:
        return RateCardError(self._path, line or self._line_of(key), problem)

    def _line_of(self, key: str) -> int:
        """Return where `key` is set, or 0."""
        if key:
            start = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[=\].]""")
            for number, line in enumerate(self._lines, 1):
                if start.match(line):
                    return number
        return 0
