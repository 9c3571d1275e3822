import pytest
from msgspec.structs import replace

from app.contract.values import Risk
from app.models.ports import PortRow
from app.models.row_words import risk_word, row_description, row_sentence, section_sentence
from tests.qt.samples import JUPYTER, NOW, POSTGRES, TO_JUPYTER, UVICORN


@pytest.mark.parametrize(
    ("row", "source", "sentence"),
    [
        (
            PortRow("k", JUPYTER, TO_JUPYTER),
            "gpu-box",
            "jupyter-lab, port 8888 on gpu-box, exposed, verified 4 seconds ago, 23 milliseconds",
        ),
        (PortRow("k", UVICORN, None), "", "uvicorn, port 8000, not exposed"),
        (
            PortRow("k", replace(UVICORN, program=""), None),
            "",
            "Unknown program, port 8000, not exposed",
        ),
        (
            PortRow("k", POSTGRES, None),
            "",
            "postgres, port 5432, not exposed, database, exposing needs options",
        ),
        (
            PortRow("k", replace(POSTGRES, unreachable_reason="Publish it."), None),
            "",
            "postgres, port 5432, not exposed, Publish it.",
        ),
    ],
)
def test_row_is_a_sentence(row, source, sentence):
    assert row_sentence(row, source, NOW) == sentence


def test_description_adds_address_and_rate_or_the_folder():
    text = row_description(PortRow("k", JUPYTER, TO_JUPYTER), 84_200)
    assert text.replace("\N{NO-BREAK SPACE}", " ") == (
        "wtqcahqwhd4tu7n2kzsp.r5.harbor.example, 84.2 kB/s"
    )
    assert row_description(PortRow("k", UVICORN, None), None) == "~/code/orders-api"


def test_heading_is_read_with_its_number():
    assert section_sentence("Exposed", 4) == "Exposed, 4"


def test_heading_of_a_source_that_cannot_be_seen_is_read_with_the_reason():
    assert section_sentence("box, not connected", 0) == "box, not connected"
    reason = "Connection refused."
    assert section_sentence("box, refused", 0, reason) == "box, refused. Connection refused."
    assert section_sentence("box, refused", 2, reason) == "box, refused, 2. Connection refused."


@pytest.mark.parametrize("risk", list(Risk))
def test_every_risk_has_a_word(risk):
    assert risk_word(risk)[0].isupper()
