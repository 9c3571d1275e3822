import csv
import json
from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel

from app.contract.commands import AskCosts
from app.contract.costs import CostPoint, RateCardInfo
from app.contract.events import CostsChanged, CostsTold, RateCardsChanged
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.fake_engine import FakeEngineLink
from app.views.page.cost_tab import CostTab
from app.views.page.figure import Figure
from app.views.page.legend import Legend
from tests.qt import samples

TUNNEL = samples.TO_JUPYTER
COST = samples.COSTS[0]


@pytest.fixture
def link(qapp):
    return FakeEngineLink()


@pytest.fixture
def tab(link, qtbot):
    controller = Controller(link)
    link.say(samples.snapshot())
    link.state_changed.emit(EngineState.RUNNING, "")
    samples.tell_costs(link)
    tab = CostTab(controller, lambda: samples.NOW)
    qtbot.addWidget(tab)
    tab.resize(900, 600)
    with qtbot.waitExposed(tab):
        tab.show()
    tab.show_tunnel(TUNNEL)
    return tab


def figures(tab):
    return [figure.value for figure in tab.findChildren(Figure)]


def test_figures_tell_so_far_now_ahead_and_the_free_tunnel(tab):
    assert figures(tab) == ["$1.94", "$0.869", "$22.80", "$0.00"]
    assert tab._until.name == "If left open for 24 h"


def test_cost_ahead_ends_with_the_tunnel(tab):
    tab.show_tunnel(replace(TUNNEL, closes_at=samples.NOW + 2 * 3600))
    assert tab._until.name == "If left open until 16:31"
    assert figures(tab)[2] == "$3.68"
    tab.show_tunnel(replace(TUNNEL, closes_at=samples.NOW - 1))
    assert figures(tab)[2] == "$1.94"


def test_total_is_the_last_row(tab):
    model = tab.table.model()
    last = [model.index(model.rowCount() - 1, column).data() for column in range(5)]
    assert last[0] == "Total"
    assert last[1].replace("\xa0", " ") == "since 12:17, 2 h 14 min"
    assert last[-1] == "$1.9405"


def test_total_is_that_of_the_time_that_was_measured(tab, link):
    """Which began after the port was exposed: the row of the tunnel says the same."""
    late = {"measured_from": COST.since + 3600, "measured_s": Decimal(90), "gaps_s": Decimal(30)}
    link.say(CostsChanged((replace(COST, **late),), Decimal(0), "USD"))
    model = tab.table.model()
    tunnel, total = (model.index(model.rowCount() - each, 0).row() for each in (2, 1))
    cells = [model.index(tunnel, 2).data(), model.index(total, 1).data()]
    assert [each.replace("\xa0", " ") for each in cells] == [
        *("2 min 00 s", "since 13:17, 2 min 00 s")
    ]


def test_bars_are_asked_for_and_shown(tab, link):
    asked = [each for each in link.commands if isinstance(each, AskCosts)][-1]
    assert (asked.resource, asked.step_s) == (COST.resource, 600)
    assert asked.start <= COST.since
    point = CostPoint(int(asked.start), Decimal(1), Decimal(1), Decimal(1))
    link.say(CostsTold(COST.resource, 600, (point,), "USD"))
    assert "$3.0000" in tab.chart.accessibleDescription()


def test_bars_of_another_program_are_not_shown(tab, link):
    link.say(CostsTold("other", 600, (CostPoint(0, *[Decimal(1)] * 3),), "USD"))
    assert tab.chart.accessibleDescription() == "No data yet"


def test_program_that_does_not_run_costs_nothing_now(tab, link):
    link.say(CostsChanged((replace(COST, is_running=False),), Decimal(0), "USD"))
    assert figures(tab)[1:3] == ["–", "–"]


def test_program_elsewhere_is_not_measured(tab, link):
    link.say(CostsChanged((), Decimal(0), "USD"))
    assert not tab.table.isVisible()
    assert "does not run on this computer" in tab._none.text()


def test_first_measurement_of_a_new_tunnel_is_waited_for(tab, link):
    link.say(CostsChanged((), Decimal(0), "USD"))
    tab.show_tunnel(replace(TUNNEL, opened_at=samples.NOW - 4))
    assert tab._none.text() == "The first measurement comes in a few seconds."
    link.say(CostsChanged((replace(COST, measured_from=None),), Decimal(0), "USD"))
    assert tab._none.text() == "The first measurement comes in a few seconds."
    assert not tab.table.isVisible()


def test_zeros_that_rest_on_no_measurement_are_not_shown(tab, link):
    link.say(CostsChanged((replace(COST, measured_from=None),), Decimal(0), "USD"))
    assert not tab.table.isVisible()
    assert "no program is seen" in tab._none.text()
    assert json.loads(tab._export_text(is_json=True)) == []


def test_bars_of_short_steps_grow_with_each_estimate(tab, link):
    def asked():
        return sum(isinstance(each, AskCosts) for each in link.commands)

    before = asked()
    samples.tell_costs(link)
    assert asked() == before + 1
    old = replace(COST, since=COST.since - 86400)
    link.say(CostsChanged((old,), Decimal(0), "USD"))
    assert asked() == before + 1


def test_export_has_the_same_in_csv_and_json(tab, tmp_path):
    tab.file.save(str(tmp_path / "cost.csv"))
    tab.file.save(str(tmp_path / "cost.json"))
    rows = list(csv.DictReader((tmp_path / "cost.csv").read_text().splitlines()))
    assert rows == json.loads((tmp_path / "cost.json").read_text())
    assert [row["resource"] for row in rows] == ["NVIDIA L4", "Memory", "CPU", "Tunnel"]
    assert sum(Decimal(row["amount"]) for row in rows) == sum(line.amount for line in COST.lines)


def test_file_that_cannot_be_written_is_told(tab, tmp_path, qtbot):
    with qtbot.waitSignal(tab._controller.failed) as failed:
        tab.file.save(str(tmp_path / "none" / "cost.csv"))
    assert "Choose another folder" in failed.args[0]


def test_another_card_can_be_asked_for(tab, link, qtbot):
    card = RateCardInfo(
        "m", "M", "2026-07-01", "USD", "s", (), Decimal(0), Decimal(1), Decimal(0), True
    )
    link.say(RateCardsChanged((card,), (), Decimal(0)))
    with qtbot.waitSignal(tab.card_requested):
        tab.card.change.click()


def test_only_what_is_paid_for_is_in_the_legend(tab, link):
    def names():
        return [
            each.findChild(QLabel).text()
            for each in tab.findChildren(Legend)
            if each.isVisibleTo(tab)
        ]

    assert names() == ["GPU", "Memory", "CPU"]
    without = replace(
        COST, lines=tuple(each for each in COST.lines if "NVIDIA" not in each.resource)
    )
    link.say(CostsChanged((without,), Decimal(1), "USD"))
    tab.refresh()
    assert names() == ["Memory", "CPU"]
