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


def test_texts_are_written_so_that_they_are_found():
    """A name of one's own for translate() is one that lupdate does not know."""
    own = re.compile(r"def _tr\(|translate\(\s*\"\w+\", [a-z]\w*\)")
    modules = (Path(__file__).parents[2] / "app").rglob("*.py")
    assert [each.name for each in modules if own.search(each.read_text("utf-8"))] == []


def test_placeholders_are_the_same(messages):
    for each in messages:
        source, translation = each.findtext("source"), each.findtext("translation")
        assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(translation))


def test_what_the_window_loads_is_as_new(messages):
    assert FILE.with_suffix(".qm").stat().st_size > 20_000
