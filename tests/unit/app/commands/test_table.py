import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands.table import (
    ELLIPSIS,
    MAX_PADDING_CELLS,
    Column,
    cell_width,
    elided,
    natural_width,
    table_lines,
)
from app.plain_text import plain_text

NAME = Column("NAME", shrinks_to=4)
COUNT = Column("COUNT", flush_right=True)
PATH = Column("PATH", shrinks_to=6, keeps_end=True)


def test_columns_are_as_wide_as_their_content_or_heading():
    lines = table_lines((NAME, COUNT, PATH), [("a", "1", "/x"), ("longer", "23", "/")], None)
    assert lines == [
        "NAME    COUNT  PATH",
        "a           1  /x",
        "longer     23  /",
    ]


def test_columns_shrink_widest_first_and_keep_the_end_that_matters():
    lines = table_lines((NAME, COUNT, PATH), [("abcdefghij", "1", "/home/me/shop")], 25)
    assert lines[1] == f"abcdefg{ELLIPSIS}      1  {ELLIPSIS}me/shop"


def test_line_is_cut_when_columns_cannot_shrink_enough():
    lines = table_lines((NAME, COUNT, PATH), [("abcdefghij", "1", "/home/me/shop")], 10)
    assert lines == [f"NAME  COU{ELLIPSIS}", f"abc{ELLIPSIS}     {ELLIPSIS}"]


def test_without_a_limit_nothing_is_elided_and_one_long_cell_does_not_pad_all_rows():
    long = "x" * 500
    lines = table_lines((NAME, COUNT), [(long, "1"), ("a", "2")], None)
    assert lines[1] == f"{long}      1"
    assert lines[2] == "a".ljust(MAX_PADDING_CELLS) + "      2"


def test_hostile_cell_stays_on_its_line():
    lines = table_lines((NAME,), [("a\nb\x1b[2J\u202e",)], None)
    assert lines[1:] == ["a b\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}"]


def test_wide_characters_and_marks_keep_columns_in_line():
    lines = table_lines((NAME, COUNT), [("日本", "1"), ("e\u0301", "2"), ("abcd", "3")], None)
    assert [cell_width(line) for line in lines] == [11] * 4


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, f"ab{ELLIPSIS}"),
        ("日本語", 4, f"日{ELLIPSIS}"),
        ("abc", 1, ELLIPSIS),
        ("", 1, ""),
    ],
)
def test_text_too_wide_loses_its_end(text, width, expected):
    assert elided(text, width) == expected


def test_text_may_lose_its_start_instead():
    assert elided("/home/me", 4, keeps_end=True) == f"{ELLIPSIS}/me"


cells = st.text(st.characters(exclude_categories=()), max_size=40)


@given(st.lists(st.tuples(cells, cells, cells), max_size=4), st.integers(1, 100))
def test_no_line_is_wider_than_the_limit(rows, width):
    lines = table_lines((NAME, COUNT, PATH), rows, width)
    assert len(lines) == len(rows) + 1
    assert all(cell_width(line) <= width for line in lines)
    assert all(plain_text(line) == line for line in lines)


def test_natural_width_is_that_of_the_longest_line():
    columns = [Column("A"), Column("B", shrinks_to=1)]
    rows = [("one", "\u5e97"), ("\x1b", "twelve")]
    assert natural_width(columns, rows) == len("one  twelve")
    assert natural_width(columns, []) == len("A  B")
