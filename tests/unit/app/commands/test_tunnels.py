import asyncio
import json
import os
import sys
import time

import pytest
from msgspec.structs import replace

from app.cli import main
from app.commands import tunnels as tunnels_module
from app.contract.values import TunnelState
from app.engine.board import Page
from tests.unit.app.commands.command import porthole
from tests.unit.app.commands.test_boards import COST, COUNTERS, DB, WEB, board

__all__ = ["board"]


@pytest.fixture
def tunnels(capsys):
    """Run the command; return its exit code, output and errors."""

    def tunnels(*words):
        code = main(["tunnels", *words])
        return (code, *capsys.readouterr())

    return tunnels


def test_table_has_a_row_for_each_tunnel(board, tunnels):
    live = replace(WEB, verified_at=time.time())
    board.show(Page(os.getpid(), 5.0, (live, DB), (COUNTERS,), {}, (COST,)))
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
        "RATE",
        "PEAK",
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
        "12.4 kB/s",
        "2.50 MB/s",
        "0.869 USD",
    ):
        assert text in web


def test_cost_of_an_hour_that_is_not_known_yet_is_no_zero(board, tunnels):
    board.show(Page(os.getpid(), 5.0, (WEB,), (COUNTERS,), {}, (replace(COST, per_hour=None),)))
    assert tunnels()[1].splitlines()[1].endswith(" -")
    assert json.loads(tunnels("--json")[1])["cost"]["per_hour"] is None


def test_narrow_terminal_shows_whole_addresses(board, tunnels, monkeypatch):
    url = "https://k7q2m4x6w3r5t8y1p0ab.localhost:8443"
    shop = replace(WEB, url=url, state=TunnelState.TARGET_GONE)
    board.show(Page(os.getpid(), 5.0, (shop, DB), (COUNTERS,), {}, (COST,)))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    lines = tunnels()[1].splitlines()
    first_cells = ["TUNNEL", "db", "vite"]
    assert [line.split("  ")[0] for line in lines] == [*first_cells, "", *first_cells]
    assert max(map(len, lines)) <= 80
    assert url in lines[2]
    assert "nothing on" in lines[2]
    for text in ("41.3 kB", "2.50 MB/s", "0.869 USD"):
        assert text in lines[6]


def test_terminal_shows_why_a_tunnel_does_not_work(board, tunnels, monkeypatch):
    lost = replace(WEB, state=TunnelState.REFUSED, reason="The relay \x1b[2J says no.")
    board.show(Page(os.getpid(), 5.0, (lost, DB)))
    assert len(tunnels()[1].splitlines()) == 3
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "200")
    lines = tunnels()[1].splitlines()
    assert "refused by the relay" in lines[2]
    assert lines[3:] == ["vite: The relay \N{REPLACEMENT CHARACTER}[2J says no."]


def test_without_tunnels_it_says_how_to_open_one(tunnels):
    assert "porthole forward 8000" in tunnels()[1]


def test_json_has_the_numbers_of_the_engine(board, tunnels):
    first, second = map(json.loads, tunnels("--json")[1].splitlines())
    assert first["tunnel"]["name"] == "db"
    assert second["counters"]["out_bytes"] == COUNTERS.out_bytes
    assert second["cost"]["per_hour"] == "0.869"


@pytest.fixture
def watch(board, tunnels, monkeypatch):
    """Watch while the board shows these pages one after the other; return what is printed."""

    def watch(*words, pages):
        left = list(pages)

        def sleep(seconds):
            if not left:
                raise KeyboardInterrupt
            page = left.pop(0)
            if page is not None:
                board.show(page)

        monkeypatch.setattr(tunnels_module.time, "sleep", sleep)
        code, output, _ = tunnels("--watch", *words)
        assert code == 130
        return output

    return watch


def page_at(at, counters):
    return Page(os.getpid(), at, (WEB, DB), (replace(counters, at=at),), {}, (COST,))


def test_watching_prints_what_changes(watch):
    """A program that reads gets one line for each change, and nothing while nothing changes."""
    output = watch("--json", pages=[None, Page(os.getpid(), 6.0, (WEB,), (COUNTERS,))])
    titles = [json.loads(line)["tunnel"]["id"] for line in output.splitlines()]
    assert titles == ["t2", "t1", "t1"]


def test_time_that_passes_is_no_change(watch):
    output = watch("--json", pages=[page_at(6.0, COUNTERS), page_at(7.0, COUNTERS)])
    assert len(output.splitlines()) == 2


def test_watching_into_a_file_prints_plain_tables_of_what_has_changed(watch):
    busier = replace(COUNTERS, in_bytes=99_000)
    output = watch(pages=[page_at(6.0, busier), page_at(7.0, busier)])
    assert "\x1b" not in output
    assert [line.split()[0] for line in output.splitlines()] == [
        *("TUNNEL", "db", "vite"),
        *("TUNNEL", "vite"),
    ]
    assert "99.0 kB" in output.splitlines()[-1]


@pytest.mark.skipif(sys.platform != "linux", reason="others find out when they write")
def test_watching_ends_with_its_reader(board, run):
    async def work():
        reading, writing = os.pipe()
        async with porthole("tunnels", "--watch", "--json", stdout=writing) as command:
            os.close(writing)
            loop = asyncio.get_running_loop()
            assert await loop.run_in_executor(None, os.read, reading, 100)
            os.close(reading)
            assert await command.ended() == (0, "", "")

    run(work())
