import io
import json
import sys

import pytest

from app.commands.source_ports import print_json, print_ports
from app.contract.values import Port, Risk

WEB = Port(
    "containers/web:80",
    "containers",
    "0.0.0.0",
    8080,
    "docker:web:80",
    program="nginx",
    protocol="HTTP",
    folder="web",
    image="nginx:1.27",
    project="shop",
)
DB = Port(
    "containers/db:5432",
    "containers",
    "172.17.0.2",
    5432,
    "docker:db:5432",
    program="postgres",
    protocol="PostgreSQL",
    risk=Risk.DATABASE,
    image="postgres:16",
    unreachable_reason="It is far away.",
)
JUPYTER = Port(
    "ssh:box/127.0.0.1/8888",
    "ssh:box",
    "127.0.0.1",
    8888,
    "ssh:box:8888",
    program="jupyter-lab",
    folder="~/eval",
)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_containers_are_shown_with_their_images(capsys):
    print_ports([DB, WEB])
    assert capsys.readouterr().out == (
        "TARGET          ADDRESS     PORT  PROGRAM   PROTOCOL    IMAGE        PROJECT\n"
        "docker:db:5432  172.17.0.2  5432  postgres  PostgreSQL  postgres:16  -\n"
        "docker:web:80   0.0.0.0     8080  nginx     HTTP        nginx:1.27   shop\n"
    )


def test_others_are_shown_with_their_folders(capsys):
    print_ports([JUPYTER])
    assert capsys.readouterr().out == (
        "TARGET        ADDRESS    PORT  PROGRAM      PROTOCOL  FOLDER\n"
        "ssh:box:8888  127.0.0.1  8888  jupyter-lab  -         ~/eval\n"
    )


def test_terminal_is_told_what_cannot_be_reached_and_why(monkeypatch):
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    print_ports([DB, WEB])
    assert screen.getvalue().splitlines()[-1] == "docker:db:5432: It is far away."


def test_nothing_has_its_own_sentence(capsys):
    print_ports([])
    print_json([])
    assert capsys.readouterr().out == "Nothing listens there.\n"


def test_json_holds_all_that_is_known(capsys):
    print_json([DB, JUPYTER])
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["target"], first["risk"]) == ("docker:db:5432", "database")
    assert (second["folder"], second["risk"]) == ("~/eval", None)


@pytest.mark.parametrize("show", [print_ports, print_json])
def test_hostile_names_cannot_act_on_the_terminal(capsys, show):
    hostile = "evil\n\x1b]0;owned\x07\u202e"
    show([Port("1", "containers", hostile, 1, "docker:x:1", program=hostile, image=hostile)])
    assert all(line.isprintable() for line in capsys.readouterr().out.splitlines())
