"""Fixtures of tests that look at widgets."""

import pytest

from app.views.theme import theme


@pytest.fixture
def light(qapp):
    """Begin and end with the light theme at a text size of 100 %."""
    theme().apply(qapp, "light", 100)
    yield
    theme().apply(qapp, "light", 100)


@pytest.fixture
def colours():
    """Return the names of all colours in a picture of a widget."""

    def of(widget):
        image = widget.grab().toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
        }

    return of


@pytest.fixture
def shown(qtbot):
    """Show a widget and wait until it can be seen."""

    def show(widget):
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show


def where(widget, token):
    """Return the columns of a widget's picture in which something has that colour of the theme."""
    image, wanted = widget.grab().toImage(), theme().color(token)
    return {
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) == wanted for y in range(image.height()))
    }
