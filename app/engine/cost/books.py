"""The books: rate cards, estimates and the budget of this user, over one history."""

import platform
import sqlite3
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import msgspec

from app.contract.commands import AskCosts
from app.contract.costs import RateCardInfo
from app.contract.events import CostsChanged, CostsTold, MonthTold, RateCardsChanged
from app.engine.cost.gpus import open_gpus
from app.engine.cost.keeper import CostKeeper, Exposed
from app.engine.cost.lines import HOUR_S
from app.engine.cost.meter import Meter
from app.engine.cost.months import budget_percent, month_costs, month_of, month_span
from app.engine.cost.over_time import check_step, cost_points
from app.engine.cost.preferences import (
    DEFAULT_CARD,
    CostPreferences,
    load_preferences,
    save_preferences,
)
from app.engine.cost.processes import ProcessTable
from app.engine.cost.rate_cards import RateCard, RateCardError, load_rate_cards
from app.engine.cost.remote_meter import Program, Reading
from app.engine.cost.running_tally import RunningTally
from app.engine.history.usage import UsageHistory
from relay_client.errors import InvalidError


class UnknownCardError(InvalidError):
    """There is no such rate card.

    Attributes:
        card: the id that was given.
        known: the ids there are.
    """

    def __init__(self, card: str, known: tuple[str, ...]) -> None:
        super().__init__(card, known)
        self.card = card
        self.known = known

    def __str__(self) -> str:
        return f"There is no rate card {self.card!r}. Choose one of: {', '.join(self.known)}."


class CostBooks:
    """Estimates by the card the user has chosen. Its calls block and never overlap."""

    def __init__(
        self, connection: sqlite3.Connection, preferences: Path, folders: tuple[Path, ...]
    ) -> None:
        """Open the books.

        Args:
            connection: to the history.
            preferences: the file of the user's choices.
            folders: of rate cards; later ones replace earlier ones.
        """
        self._history = UsageHistory(connection)
        self._path = preferences
        self._chosen = load_preferences(preferences)
        self._folders = folders
        self._cards: dict[str, RateCard] = {}
        self._problems: tuple[RateCardError, ...] = ()
        self._load()
        self._keeper = CostKeeper(Meter(_processes(), open_gpus()), self._history, self.card)
        self._month: RunningTally | None = None

    @property
    def card(self) -> RateCard:
        """The chosen card; where that has gone, the one that is shipped."""
        return self._cards.get(self._chosen.card) or self._cards[DEFAULT_CARD]

    def cards(self) -> RateCardsChanged:
        """Return all cards, which one is chosen, and the budget."""
        infos = tuple(
            _info(card, is_chosen=card is self.card)
            for card in sorted(self._cards.values(), key=lambda card: card.name)
        )
        problems = tuple(map(str, self._problems))
        return RateCardsChanged(infos, problems, self._chosen.budget, str(self._folders[-1]))

    def choose(self, card_id: str) -> RateCardsChanged:
        """Read all cards anew, and estimate by that one from now on.

        Raises:
            UnknownCardError: there is none of that id.
            OSError: the choice cannot be written; nothing has changed then.
        """
        self._load()
        if card_id not in self._cards:
            raise UnknownCardError(card_id, tuple(sorted(self._cards)))
        self._keep(msgspec.structs.replace(self._chosen, card=card_id, told={}))
        self._keeper.choose(self.card)
        self._month = None
        return self.cards()

    def set_budget(self, amount: Decimal) -> RateCardsChanged:
        """Tell when so much has been used in a month; 0 for never.

        Raises:
            OSError: the choice cannot be written; nothing has changed then.
        """
        self._keep(msgspec.structs.replace(self._chosen, budget=max(Decimal(0), amount), told={}))
        return self.cards()

    def sample(
        self, exposed: Iterable[Exposed], now_s: Decimal, readings: Mapping[Program, Reading]
    ) -> CostsChanged:
        """Measure, and return what has been used so far; see `CostKeeper.sample`."""
        return self._keeper.sample(exposed, now_s, readings)

    def over_time(self, asked: AskCosts) -> CostsTold:
        """Return what a program has cost, step by step.

        Raises:
            InvalidError: the steps make no sense.
        """
        start_s, end_s = int(asked.start), int(asked.end)
        check_step(asked.step_s, start_s, end_s)
        spans = self._history.spans(start_s, end_s, asked.resource)
        points = cost_points((usage for _, usage in spans), self.card, asked.step_s)
        return CostsTold(asked.resource, asked.step_s, points, self.card.currency)

    def month(self, month: str, now_s: Decimal) -> MonthTold:
        """Return what a month has cost.

        Raises:
            DateError: that is no month.
        """
        return month_costs(self._history, self.card, month, now_s)

    def budget_notice(self, now_s: Decimal) -> str:
        """Return a sentence when the budget has been reached, once for each share; else ""."""
        if not self._chosen.budget:
            return ""
        month = month_of(now_s)
        start_s = Decimal(month_span(month)[0])
        if self._month is None or self._month.start_s != start_s:
            self._month = RunningTally(self._history, self.card, start_s)
        total = self._month.estimate(now_s).total
        percent = budget_percent(total, self._chosen.budget)
        if percent <= self._chosen.told.get(month, 0):
            return ""
        self._keep(msgspec.structs.replace(self._chosen, told={month: percent}))
        currency = self.card.currency
        return (
            f"Estimated {total:.2f} {currency} this month, which is over {percent} % of your "
            f"budget of {self._chosen.budget:.2f} {currency}. The Cost tab shows what it goes to."
        )

    def expire(self, now_s: int) -> None:
        """Drop what is too old."""
        self._history.expire(now_s)

    def _load(self) -> None:
        found, self._problems = load_rate_cards(*self._folders)
        self._cards = {card.id: card for card in found}

    def _keep(self, chosen: CostPreferences) -> None:
        save_preferences(self._path, chosen)
        self._chosen = chosen


def _processes() -> ProcessTable:
    if platform.system() == "Linux":
        from app.engine.cost.linux_processes import LinuxProcesses

        return LinuxProcesses()
    from app.engine.cost.portable_processes import PortableProcesses

    return PortableProcesses()


def _info(card: RateCard, *, is_chosen: bool) -> RateCardInfo:
    prices = [
        ("CPU", "core", card.cpu_core_second * HOUR_S),
        ("Memory", "GiB", card.memory_gib_second * HOUR_S),
        *((f"GPU, {gpu}", "GPU", price * HOUR_S) for gpu, price in card.gpu_second.items()),
    ]
    return RateCardInfo(
        id=card.id,
        name=card.name,
        dated=card.dated.isoformat(),
        currency=card.currency,
        source=card.source,
        prices=tuple(prices),
        cpu_floor_cores=card.cpu_floor_cores,
        multiplier=card.multiplier,
        monthly_credit=card.monthly_credit,
        is_chosen=is_chosen,
    )
