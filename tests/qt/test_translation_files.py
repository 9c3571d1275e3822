"""The German translation is complete, and keeps every placeholder."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "resources" / "translations" / "porthole_de.ts"

PLACEHOLDER = re.compile(r"\{\w+\}|%\d")


@pytest.fixture(scope="module")
def messages():
    found = list(ElementTree.parse(FILE).iter("message"))
    assert len(found) > 500
    return found


def test_every_text_is_translated(messages):
    missing = [
        each.findtext("source")
        for each in messages
        if each.find("translation").get("type") is not None or not each.findtext("translation")
    ]
    assert missing == []


def test_placeholders_are_the_same(messages):
    for each in messages:
        source, translation = each.findtext("source"), each.findtext("translation")
        assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(translation))


def test_what_the_window_loads_is_as_new(messages):
    assert FILE.with_suffix(".qm").stat().st_size > 20_000
