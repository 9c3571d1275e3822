import json
import os

import pytest

from app.cli import main
from app.commands import tunnels as tunnels_module
from app.engine.board import Page
from tests.unit.app.commands.test_boards import COUNTERS, WEB, board

__all__ = ["board"]


@pytest.fixture
def tunnels(capsys):
    """Run the command; return its exit code, output and errors."""

    def tunnels(*words):
        code = main(["tunnels", *words])
        return (code, *capsys.readouterr())

    return tunnels


def test_table_has_a_row_for_each_tunnel(board, tunnels):
    code, output, _ = tunnels()
    title, database, web = output.splitlines()
    assert code == 0
    assert title.split() == [
        "TUNNEL",
        "ADDRESS",
        "TARGET",
        "STATE",
        "OPEN",
        "TOTAL",
        "IN",
        "OUT",
        "COST/H",
    ]
    assert database.split()[:1] == ["db"]
    assert web.split("  ")[0] == "vite"
    for text in (
        "https://abc.r5.example",
        "live",
        " 3 ",
        " 131 ",
        "41.3 kB",
        "312 MB",
        "0.869 USD",
    ):
        assert text in web


def test_without_tunnels_it_says_how_to_open_one(tunnels):
    assert "porthole forward 8000" in tunnels()[1]


def test_json_has_the_numbers_of_the_engine(board, tunnels):
    first, second = map(json.loads, tunnels("--json")[1].splitlines())
    assert first["tunnel"]["name"] == "db"
    assert second["counters"]["out_bytes"] == COUNTERS.out_bytes
    assert second["cost"]["per_hour"] == "0.869"


def test_watching_prints_what_changes(board, tunnels, monkeypatch):
    """A program that reads gets one line for each change, and nothing while nothing changes."""
    pages = [None, Page(os.getpid(), 6.0, (WEB,), (COUNTERS,)), KeyboardInterrupt]

    def sleep(seconds):
        page = pages.pop(0)
        if page is KeyboardInterrupt:
            raise KeyboardInterrupt
        if page is not None:
            board.show(page)

    monkeypatch.setattr(tunnels_module.time, "sleep", sleep)
    code, output, _ = tunnels("--watch", "--json")
    assert code == 130
    titles = [json.loads(line)["tunnel"]["id"] for line in output.splitlines()]
    assert titles == ["t2", "t1", "t1"]
