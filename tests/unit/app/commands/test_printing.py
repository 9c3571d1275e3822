import io
import sys

from app.commands.printing import is_wide_enough, print_line, print_table
from app.commands.table import Column


def test_terminal_that_knows_ascii_only_gets_a_question_mark(monkeypatch):
    output = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", output)
    print_line("Zürich")
    output.flush()
    assert output.buffer.getvalue() == b"Z?rich\n"


def test_table_is_whole_when_a_program_reads_it(capsys):
    print_table([Column("NAME", shrinks_to=3)], [("x" * 300,)])
    assert "x" * 300 in capsys.readouterr().out


def test_line_breaks_in_cells_make_no_rows(capsys):
    print_table([Column("NAME")], [("a\nb",)])
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_terminal_is_wide_enough_for_what_needs_no_cut(monkeypatch):
    columns, rows = (Column("A"), Column("NAME", shrinks_to=3)), [("\u5e97", "x" * 10)]
    assert is_wide_enough(columns, [("x" * 300, "")])
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for width, is_wide in (("14", True), ("13", False)):
        monkeypatch.setenv("COLUMNS", width)
        assert is_wide_enough(columns, rows) is is_wide
