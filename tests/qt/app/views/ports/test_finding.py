import pytest

from app.models.arrangement import Section
from app.models.ports import PortRow
from app.views.ports.finding import next_match
from tests.qt.samples import local_port


def row(number, program):
    return PortRow(str(number), local_port(number, program), None)


ROWS = [
    Section("s", "This computer", 4),
    row(8000, "uvicorn"),
    row(4321, "astro"),
    row(8080, "apache"),
    row(5432, "Postgres"),
]


@pytest.mark.parametrize(
    ("typed", "current", "found"),
    [
        ("808", -1, 3),
        ("post", -1, 4),
        ("a", -1, 2),
        ("a", 2, 3),
        ("aa", 2, 3),
        ("a", 3, 2),
        ("ap", 2, 3),
        ("80", 1, 1),
        ("x", -1, None),
        ("this", -1, None),
    ],
)
def test_what_is_typed_leads_to_the_next_match(typed, current, found):
    assert next_match(ROWS, typed, current) == found
