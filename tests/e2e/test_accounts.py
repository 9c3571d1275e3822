"""Traffic, connections and costs, as the window and the command line tell them."""

import json
import os
import subprocess
from decimal import Decimal

import pytest

from tests.e2e.programs import PATIENCE_S, eventually, own_program
from tests.e2e.test_engine import engine, start_engine

__all__ = ["engine", "start_engine"]

BODY = "x" * 100_000


@pytest.fixture
def porthole(home):
    """Run a command with `--json`; return what it prints."""

    def porthole(*words):
        command = [own_program("porthole"), *words, "--json"]
        environment = os.environ | {"PORTHOLE_HOME": str(home)}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=PATIENCE_S
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return porthole


@pytest.fixture
def visited(web, engine, curl):
    """A tunnel that has had one visitor, who sent BODY and got it back."""
    tunnel = engine.wait_for_state(engine.expose(web.port), "live")
    assert curl(tunnel, "--data-binary", BODY, tunnel.url) == BODY
    return tunnel


def test_terminal_shows_the_same_numbers_as_the_window(visited, engine, porthole):
    def is_counted(event):
        return any(each["in_bytes"] >= len(BODY) for each in event.get("counters", ()))

    told = engine.next(is_counted, "counters")["counters"][0]
    (shown,) = eventually(
        lambda: [each for each in porthole("tunnels") if each["counters"]["in_bytes"]],
        "numbers on the board",
    )
    assert shown["tunnel"]["url"] == visited.url
    for name in ("in_bytes", "out_bytes", "connections"):
        assert shown["counters"][name] == told[name]
    (connection,) = eventually(
        lambda: [each for each in porthole("connections", str(visited.port)) if each["ended_at"]],
        "the end of the connection on the board",
    )
    assert connection["in_bytes"] == told["in_bytes"]
    (shown,) = porthole("tunnels")
    assert 0 < connection["peak_rate"] == shown["counters"]["peak_rate"]


def test_nothing_is_shown_when_the_engine_has_gone(visited, engine, porthole):
    eventually(lambda: porthole("tunnels"), "a page on the board")
    engine.process.kill()
    engine.process.wait()
    assert porthole("tunnels") == []


def test_cost_is_told_and_survives_the_engine(visited, engine, porthole):
    def is_measured(event):
        return any(Decimal(each["measured_s"]) > 0 for each in event.get("costs", ()))

    cost = engine.next(is_measured, "costs")["costs"][0]
    assert [line["resource"] for line in cost["lines"]] == ["CPU", "Memory", "Tunnel"]
    assert Decimal(cost["lines"][-1]["amount"]) == 0
    assert cost["card"] == "Modal list prices"
    assert engine.quit() == 0
    (shown,) = porthole("cost")
    assert Decimal(shown["total"]) > 0
    assert Decimal(shown["lines"][1]["measured"]) > 0


def test_terminal_tells_the_same_of_a_cost_in_both_places(visited, engine, porthole):
    def measured():
        costs = [each["cost"] for each in porthole("tunnels")]
        return next((each for each in costs if each and each["measured_from"]), None)

    of_tunnel = eventually(measured, "a measurement")
    (of_program,) = porthole("cost")
    assert of_tunnel["since"] < of_tunnel["measured_from"] == of_program["measured_from"]
    assert of_tunnel["gaps_s"] == of_program["gaps_s"] == "0"
    for name in ("currency", "card", "card_dated", "cpu_counted_by", "memory_counted_by"):
        assert of_tunnel[name] == of_program[name]
    for line in (*of_tunnel["lines"], *of_program["lines"]):
        product = Decimal(line["charged"]) * Decimal(line["rate_per_unit"])
        assert abs(product - Decimal(line["amount"])) < Decimal("1E-11")


def test_history_and_months_are_told(visited, engine):
    engine.next(
        lambda event: any(each["in_bytes"] for each in event.get("counters", ())), "counters"
    )

    def history():
        start, end = visited.opened_at - 3600, visited.opened_at + 3600
        number = engine.send("asktraffic", tunnel=visited.id, step_s=60, start=start, end=end)
        assert engine.answer_to(number)["event"] == "done"
        told = [each for each in engine.events if each["event"] == "traffictold"][-1]
        return sum(point[1] for point in told["points"]) >= len(BODY)

    eventually(history, "traffic in the history")
    assert engine.ask("askmonth", month="2026-11")["event"] == "done"
    refused = engine.ask("askmonth", month="soon")
    assert (refused["event"], refused["reason"][:25]) == ("failed", "'soon' is not a month. Gi")
    assert engine.ask("chooseratecard", card="this-computer")["event"] == "done"
    told = engine.next(
        lambda each: (
            each["event"] == "ratecardschanged"
            and any(card["is_chosen"] and card["id"] == "this-computer" for card in each["cards"])
        ),
        "the other card",
    )
    assert told["folder"]


def test_terminal_shows_what_the_command_has_open(web, embedded_forward, porthole):
    tunnel = embedded_forward(web.port)
    (shown,) = eventually(lambda: porthole("tunnels"), "a page on the board")
    assert shown["tunnel"]["url"] == tunnel.url


def test_cost_of_a_program_on_a_host_is_told(web, sshd, engine):
    engine.ask("watch", is_looked_at=True)
    tunnel_id = engine.expose(f"ssh:gpu-box:{web.port}")
    engine.wait_for_state(tunnel_id, "live")

    def is_measured(event):
        return any(Decimal(each["measured_s"]) > 0 for each in event.get("costs", ()))

    cost = engine.next(is_measured, "costs")["costs"][0]
    assert cost["resource"] == f"ssh:gpu-box:{web.port}"
    assert Decimal(cost["lines"][1]["measured"]) > 0
    assert cost["basis"] == {"cpu": ["processes"], "memory": ["rss"]}
