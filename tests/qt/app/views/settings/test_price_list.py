from decimal import Decimal

from app.views.settings.price_list import PriceList


def test_prices_are_whole_and_the_tunnel_is_free(qtbot):
    prices = PriceList()
    qtbot.addWidget(prices)
    prices.set_prices([("CPU", "core", Decimal("0.0471600"))], "EUR")
    assert prices.texts() == [
        ["Resource", "Unit", "EUR"],
        ["CPU", "per core-hour", "0.04716"],
        ["Tunnel", "always", "0.00"],
    ]


def test_other_prices_take_the_place_of_the_first(qtbot):
    prices = PriceList()
    qtbot.addWidget(prices)
    prices.set_prices([(name, "GPU", Decimal(10)) for name in "abc"], "USD")
    prices.set_prices([("<b>d</b>\n", "GPU", Decimal(10))], "USD")
    assert [row[0] for row in prices.texts()] == ["Resource", "<b>d</b> ", "Tunnel"]
    assert prices.texts()[1][2] == "10"
