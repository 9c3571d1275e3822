import pytest

from tests.qt.app.views.looks import light

__all__ = ["light"]


@pytest.fixture(autouse=True)
def _in_light(light):
    """Begin every test of a view with the light theme at a text size of 100 %."""
