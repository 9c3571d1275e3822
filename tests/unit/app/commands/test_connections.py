import json
import os
import time

import pytest
from msgspec.structs import replace

from app.cli import main
from app.contract.values import CloseReason, Connection
from app.engine.board import Page
from tests.unit.app.commands.test_boards import DB, VISITOR, WEB, board

__all__ = ["board"]


@pytest.fixture
def connections(capsys):
    """Run the command; return its exit code, output and errors."""

    def connections(*words):
        code = main(["connections", *words])
        return (code, *capsys.readouterr())

    return connections


def test_table_tells_who_ended_a_connection(board, connections):
    ended = Connection(2, "2001:db8::1", 6000, 100.0, 517, 41_260, 142.0, CloseReason.TARGET_RESET)
    board.show(Page(os.getpid(), 5.0, (WEB,), (), {"t1": (ended, VISITOR)}))
    code, output, _ = connections("vite")
    assert code == 0
    heading, first, second = output.splitlines()
    assert heading.split()[0] == "VISITOR"
    for text in ("2001:db8::1", "6000", "42 s", "517 B", "41.3 kB", "Reset by app"):
        assert text in first
    assert second.endswith("Open")


def test_connection_of_today_needs_no_day_to_be_found(board, connections):
    now = time.time()
    today = Connection(3, "192.0.2.7", 1, now, 5, 5)
    board.show(Page(os.getpid(), 5.0, (WEB,), (), {"t1": (today, VISITOR)}))
    _, first, second = connections("vite")[1].splitlines()
    assert f" {time.strftime('%H:%M:%S', time.localtime(now))} " in first
    assert time.strftime("%Y-") not in first
    assert " 2023-11-1" in second


def test_table_tells_how_fast_bytes_pass_while_that_is_known(board, connections):
    rates = {"in_rate": 517.0, "out_rate": 1_000.0, "peak_rate": 2_500_000.0}
    fast = Connection(3, "192.0.2.7", 1, 1.0, 5, 5, **rates)
    board.show(Page(os.getpid(), 5.0, (WEB,), (), {"t1": (fast, VISITOR)}))
    heading, first, second = connections("vite")[1].splitlines()
    assert heading.split()[6:8] == ["RATE", "PEAK"]
    assert "1.52 kB/s  2.50 MB/s" in first
    assert "/s" not in second


def test_json_is_one_connection_a_line(board, connections):
    (line,) = connections("vite", "--json")[1].splitlines()
    assert json.loads(line)["address"] == "192.0.2.1"


def test_tunnel_without_visitors_says_so(board, connections):
    assert "Nobody has connected" in connections("db")[1]


def test_whose_visitors_nobody_counts_says_so(board, connections):
    board.show(Page(os.getpid(), 5.0, (replace(DB, reason="Only its program knows."),)))
    assert connections("db")[1] == "Only its program knows.\n"


def test_unknown_tunnel_is_a_wrong_usage(board, connections):
    code, output, errors = connections("none")
    assert (code, output) == (2, "")
    assert "`porthole tunnels` lists them" in errors
