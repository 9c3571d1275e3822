from app.views.pane.card import Card
from app.views.theme import theme


def colour_in_the_middle(card):
    return card.grab().toImage().pixelColor(50, 20)


def test_a_card_is_filled_in_its_colour(qtbot):
    card = Card("warn_soft", "warn_line")
    qtbot.addWidget(card)
    card.resize(100, 40)
    assert colour_in_the_middle(card) == theme().color("warn_soft")
    card.set_tokens("error_soft", "error_line")
    assert colour_in_the_middle(card) == theme().color("error_soft")
