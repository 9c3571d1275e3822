import io
import sys

from app.commands.printing import print_line, print_table
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
