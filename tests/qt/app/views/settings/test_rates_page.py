from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale

from app.contract.commands import ChooseRateCard, SetBudget
from app.contract.costs import RateCardInfo
from app.contract.events import Failed, RateCardsChanged
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.fake_engine import FakeEngineLink
from app.views.settings.rates_page import RatesPage

MODAL = RateCardInfo(
    "modal",
    "Modal list prices",
    "2026-07-01",
    "USD",
    "the price page",
    (("CPU", "core", Decimal("0.04716")),),
    Decimal("0.125"),
    Decimal(1),
    Decimal(30),
    is_chosen=True,
)
OWN = RateCardInfo(
    "own", "<b>own</b>", "2026-01-01", "EUR", "me", (), Decimal(0), Decimal(1), Decimal(0)
)


@pytest.fixture(autouse=True, scope="module")
def _in_english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def link(qapp):
    return FakeEngineLink()


@pytest.fixture
def page(link, qtbot, tmp_path):
    page = RatesPage(Controller(link))
    qtbot.addWidget(page)
    link.state_changed.emit(EngineState.RUNNING, "")
    link.say(RateCardsChanged((MODAL, OWN), (), Decimal(0), str(tmp_path / "cards")))
    return page


def test_cards_are_offered_with_their_dates(page):
    offered = [page.choice.itemText(number) for number in range(page.choice.count())]
    assert offered == ["Modal list prices, 1 July 2026", "<b>own</b>, 1 January 2026"]
    assert page.choice.currentIndex() == 0
    assert page.prices.texts()[1] == ["CPU", "per core-hour", "0.04716"]
    assert page.problem.isHidden()


def test_choice_is_asked_for(page, link):
    page.choice.activated.emit(1)
    assert link.commands == [ChooseRateCard(1, "own")]


def test_refused_choice_goes_back_and_says_why(page, link):
    page.choice.setCurrentIndex(1)
    page.choice.activated.emit(1)
    link.say(Failed(1, "There is no rate card 'own'."))
    assert page.choice.currentIndex() == 0
    assert page.problem.text() == "There is no rate card 'own'."


def test_wrong_cards_are_named(page, link):
    link.say(RateCardsChanged((MODAL,), ("line 3 of a.toml", "line 4\nof b.toml"), Decimal(0)))
    assert page.problem.text() == "line 3 of a.toml\nline 4 of b.toml"


@pytest.mark.parametrize(("text", "amount"), [("30", "30"), ("12,50", "12.50"), (" 0.5 ", "0.5")])
def test_budget_is_set(page, link, text, amount):
    page.budget.setText(text)
    page.budget.editingFinished.emit()
    assert link.commands == [SetBudget(1, Decimal(amount))]


@pytest.mark.parametrize("text", ["-1", "much", "nan", "inf", "1e99", "1 2"])
def test_budget_that_is_no_amount_is_refused(page, link, text):
    page.budget.setText(text)
    page.budget.editingFinished.emit()
    assert link.commands == []
    assert "Give one such as 30" in page.problem.text()


def test_budget_that_stays_is_not_sent(page, link):
    page.budget.setText("")
    page.budget.editingFinished.emit()
    assert link.commands == []


def test_folder_that_cannot_be_made_is_told_in_the_words_for_system_errors(page, link, tmp_path):
    (tmp_path / "cards").write_text("a file")
    page.folder.click()
    assert page.problem.text() == f"File exists: {tmp_path / 'cards'}."


def test_the_words_for_system_errors_are_in_the_users_language(german, page, tmp_path):
    (tmp_path / "cards").write_text("a file")
    page.folder.click()
    assert page.problem.text() == f"Datei existiert schon: {tmp_path / 'cards'}."


def test_folder_of_own_cards_is_made_and_shown(page, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr(
        "app.views.settings.rates_page.QDesktopServices.openUrl",
        lambda url: shown.append(url.toLocalFile()),
    )
    page.folder.click()
    assert shown == [str(tmp_path / "cards")]
    assert (tmp_path / "cards").is_dir()
