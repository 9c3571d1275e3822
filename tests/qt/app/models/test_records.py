import csv
import json

import pytest

from app.models.records import records_text

RECORDS = [{"program": "vite", "amount": "1.94"}, {"program": 'a,"b"\nc', "amount": "0"}]


def test_csv_and_json_say_the_same():
    assert json.loads(records_text(RECORDS, is_json=True)) == RECORDS
    rows = list(csv.DictReader(records_text(RECORDS, is_json=False).splitlines(keepends=True)))
    assert rows == RECORDS


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x", "\tx"])
def test_text_is_no_formula_in_a_spreadsheet(text):
    assert f"'{text}" in records_text([{"program": text}], is_json=False)


def test_nothing_is_an_empty_file():
    assert records_text([], is_json=True) == "[]\n"
    assert records_text([], is_json=False).strip() == ""
