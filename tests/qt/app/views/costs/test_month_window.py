from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLocale, Qt

from app.contract.commands import AskMonth
from app.contract.events import RateCardsChanged
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.fake_engine import FakeEngineLink
from app.views.costs.month_window import MonthWindow
from app.views.page.figure import Figure
from tests.qt.app.models.test_months import TOLD

NOVEMBER_15 = 1_794_700_000.0


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
def window(link, qtbot):
    controller = Controller(link)
    link.state_changed.emit(EngineState.RUNNING, "")
    window = MonthWindow(controller, lambda: NOVEMBER_15)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def figures(window):
    return [figure.value for figure in window.findChildren(Figure)]


def asked(link):
    return [each.month for each in link.commands if isinstance(each, AskMonth)]


def test_this_month_is_asked_for_and_shown(window, link):
    assert asked(link) == ["2026-11"]
    link.say(TOLD)
    assert figures(window) == ["$436.50", "$406.50", "$500.00", "none"]
    assert window.table.model().rowCount() == 2


def test_what_the_chosen_program_cost_and_how_it_was_counted_is_said(window, link, qtbot):
    assert window.details.text() == ""
    link.say(TOLD)
    assert window.details.text().startswith("vite, measured for")
    assert "Shared memory is divided" in window.details.text()
    window.table.setFocus()
    qtbot.keyClick(window.table, Qt.Key.Key_Down)
    assert window.details.text().startswith("post gres, measured for")
    link.say(TOLD)
    assert window.details.text().startswith("post gres, measured for")
    link.say(replace(TOLD, resources=TOLD.resources[::-1]))
    assert window.details.text().startswith("post gres, measured for")
    assert window.table.currentIndex().row() == 0
    link.say(replace(TOLD, resources=()))
    assert window.details.text() == ""


def test_share_of_the_budget_is_shown(window, link):
    link.say(TOLD)
    link.say(RateCardsChanged((), (), Decimal(873)))
    assert figures(window)[-1] == "50 % of $873.00"


def test_months_before_have_no_forecast(window, link, qtbot):
    assert not window.after.isEnabled()
    window.before.click()
    assert asked(link)[-1] == "2026-10"
    link.say(TOLD)
    assert figures(window)[0] == ""
    link.say(replace(TOLD, month="2026-10"))
    assert figures(window)[2] == "–"
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert asked(link)[-1] == "2026-11"


def test_there_is_no_month_to_come(window, link, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert asked(link) == ["2026-11"]


def test_escape_closes_it(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_month_is_exported(window, link, tmp_path):
    link.say(TOLD)
    window.file.save(str(tmp_path / "month.csv"))
    assert "vite,435,USD,Card,2026-07-01" in (tmp_path / "month.csv").read_text()


def test_rate_card_can_be_asked_for(window, qtbot):
    with qtbot.waitSignal(window.card_requested):
        window.card.click()


def test_figures_are_never_cut_off(window, link):
    link.say(TOLD)
    window.resize(window.minimumSize())
    for figure in window.findChildren(Figure):
        assert figure.width() >= figure.sizeHint().width()


def test_next_month_can_be_chosen_once_it_has_begun(window, monkeypatch):
    monkeypatch.setattr(window, "_clock", lambda: NOVEMBER_15 + 30 * 86400)
    window._refreshing.timeout.emit()
    assert window.after.isEnabled()
