import pytest

from tests.qt.app.views.looks import colours, light, shown

__all__ = ["colours", "light", "shown"]


@pytest.fixture(autouse=True)
def _in_light(light):
    """Begin every test with the light theme."""
