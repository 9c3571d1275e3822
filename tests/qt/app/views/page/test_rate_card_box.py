from decimal import Decimal

from app.contract.costs import RateCardInfo
from app.models.numbers import SPACE, UNKNOWN
from app.views.page.rate_card_box import RateCardBox
from app.views.widgets.label import Label
from tests.qt.samples import COSTS

CARD = RateCardInfo(
    "m", "Card", "2026-07-01", "USD", "here", (), Decimal("0.125"), Decimal("1.5"), Decimal(0), True
)


def texts(box):
    return [label.text().replace(SPACE, " ") for label in box.findChildren(Label)]


def test_card_is_named_with_its_date_and_rules(qtbot):
    box = RateCardBox()
    qtbot.addWidget(box)
    box.show_card(COSTS[0], CARD)
    shown = texts(box)
    for text in ("Example cloud, Frankfurt", "USD", "0.125 core", "× 1.50"):
        assert text in shown
    assert any("not a bill" in text and "Shared memory" in text for text in shown)


def test_rules_of_an_unknown_card_are_unknown(qtbot):
    box = RateCardBox()
    qtbot.addWidget(box)
    box.show_card(COSTS[0], None)
    assert texts(box).count(UNKNOWN) == 2


def test_another_card_can_be_asked_for(qtbot):
    box = RateCardBox()
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.change_requested):
        box.change.click()
