import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plain_text import REPLACEMENT, plain_text

DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    "text",
    [
        "next-server (v15.1)",
        "Größe 日本語 русский عربى",
        "‰ — …",
        "👩\u200d💻",
        "می\u200cخواهم",
        "",
    ],
)
def test_text_people_write_stays_as_it_is(text):
    assert plain_text(text) == text


@pytest.mark.parametrize(
    "text", ["a\nb", "a\r\nb", "a\tb", "a\x85b", "a\u2028b", "a\u2029b", "a\u3000b"]
)
def test_line_breaks_tabs_and_unusual_spaces_become_spaces(text):
    assert plain_text(text).split(" ") == ["a", *[""] * (len(text) - 3), "b"]


@pytest.mark.parametrize("character", [chr(i) for i in (0, 7, 8, 0x1B, 0x7F, 0x80, 0x9B, 0x9F)])
def test_control_characters_are_replaced(character):
    assert plain_text(f"a{character}[31mb") == f"a{REPLACEMENT}[31mb"


@pytest.mark.parametrize(
    "character", [*DIRECTION_MARKS, "\u200b", "\ufeff", "\U000e0041", "\ud800"]
)
def test_marks_nobody_sees_and_surrogates_are_replaced(character):
    assert plain_text(f"a{character}b") == f"a{REPLACEMENT}b"


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_becomes_one_harmless_line_of_the_same_length(text):
    plain = plain_text(text)
    assert len(plain) == len(text)
    assert len(plain.splitlines()) <= 1
    assert not any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in plain)
    assert not set(plain) & set(DIRECTION_MARKS)
    assert plain_text(plain) == plain
    plain.encode()
