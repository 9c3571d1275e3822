"""The glyph of a state."""

import pytest

from app.views.icons import STATUS_TOKENS
from app.views.theme import theme
from app.views.widgets.status_glyph import StatusGlyph


@pytest.mark.parametrize("state", sorted(STATUS_TOKENS))
def test_the_glyph_says_what_it_means(qtbot, colours, state):
    glyph = StatusGlyph(size=56)
    qtbot.addWidget(glyph)
    glyph.set_state(state, "some words")
    assert glyph.state == state
    assert glyph.accessibleName() == glyph.toolTip() == "some words"
    assert theme().color(STATUS_TOKENS[state]).name() in colours(glyph)


def test_the_glyph_may_take_the_colour_of_what_it_stands_in(qtbot, colours):
    glyph = StatusGlyph(size=56)
    qtbot.addWidget(glyph)
    glyph.set_state("connecting", "some words", "warn")
    assert theme().color("warn").name() in colours(glyph)


def test_the_glyph_grows_with_the_text(qapp, qtbot):
    glyph = StatusGlyph()
    qtbot.addWidget(glyph)
    assert glyph.width() == 14
    theme().apply(qapp, "light", 150)
    assert glyph.width() == 21


def test_foreign_words_are_no_markup_in_the_tooltip(qtbot):
    glyph = StatusGlyph()
    qtbot.addWidget(glyph)
    glyph.set_state("error", "Relay refused: <b>x</b>")
    assert "<b>" not in glyph.toolTip()
    assert glyph.accessibleName() == "Relay refused: <b>x</b>"
