import json

import pytest

from app.cli import main
from relay_client import known_relays
from relay_client.known_relays import KnownRelay

ALPHA = KnownRelay("alpha", "alpha.example", 443, None, 0.0)
BETA = KnownRelay("beta", "2001:db8::7", 8443, None, 0.0)


@pytest.fixture
def joined():
    """A list of two relays, the second one chosen."""
    for relay in (ALPHA, BETA):
        known_relays.add(relay)
    known_relays.choose("beta")


@pytest.fixture
def relays(capsys):
    """Run the command; return its exit code, output and errors."""

    def relays(*words):
        code = main(["relays", *words])
        return (code, *capsys.readouterr())

    return relays


def chosen():
    return known_relays.load().chosen


def test_relay_on_this_computer_is_listed_and_chosen_at_first(relays):
    assert relays() == (0, f"* {'local':30} on this computer\n", "")


def test_chosen_one_is_marked(joined, relays):
    assert relays()[1].splitlines() == [
        f"  {'local':30} on this computer",
        f"  {'alpha':30} alpha.example:443",
        f"* {'beta':30} [2001:db8::7]:8443",
    ]


def test_json_is_one_relay_a_line(joined, relays):
    code, output, _ = relays("--json")
    assert code == 0
    assert [json.loads(line) for line in output.splitlines()] == [
        {"name": "local", "address": "on this computer", "chosen": False},
        {"name": "alpha", "address": "alpha.example:443", "chosen": False},
        {"name": "beta", "address": "[2001:db8::7]:8443", "chosen": True},
    ]


def test_another_can_be_chosen(joined, relays):
    code, output, _ = relays("--choose", "alpha")
    assert code == 0
    assert "* alpha" in output
    assert chosen() == "alpha"


@pytest.mark.parametrize("name", ["local", "this computer"])
def test_our_own_can_be_chosen(joined, relays, name):
    assert "* local" in relays("--choose", name)[1]
    assert chosen() is None


def test_removed_one_is_gone_and_no_longer_chosen(joined, relays):
    code, output, _ = relays("--remove", "beta", "--json")
    assert code == 0
    assert [json.loads(line)["name"] for line in output.splitlines()] == ["local", "alpha"]
    assert chosen() is None


@pytest.mark.parametrize("change", ["--choose", "--remove"])
def test_relay_that_is_not_in_the_list_is_wrong_usage(joined, relays, change):
    assert relays(change, "gamma") == (
        2,
        "",
        "porthole: There is no relay 'gamma'. `porthole relays` lists them.\n",
    )
    assert chosen() == "beta"


def test_our_own_cannot_be_removed(relays):
    assert relays("--remove", "local")[0] == 2


def test_choosing_and_removing_at_once_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as ending:
        main(["relays", "--choose", "alpha", "--remove", "beta"])
    assert ending.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("words", [(), ("--choose", "alpha"), ("--remove", "alpha")])
def test_damaged_list_is_named_and_left_as_it_is(joined, relays, words):
    path = known_relays.relays_path()
    path.write_text("{")
    code, output, errors = relays(*words)
    assert (code, output) == (1, "")
    assert errors.startswith("porthole: The list of relays is damaged: ")
    assert str(path) in errors
    assert errors.count("\n") == 1
    assert path.read_text() == "{"


def test_hostile_name_cannot_act_on_the_terminal(relays):
    known_relays.add(KnownRelay("\x1b]0;owned\x07\u202e", "\n", 1, None, 0.0))
    lines = relays()[1].splitlines() + relays("--json")[1].splitlines()
    assert len(lines) == 4
    assert all(line.isprintable() for line in lines)
