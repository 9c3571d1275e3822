import json
import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import main
from relay_client import known_relays
from relay_client.folders import data_folder
from relay_link.addresses import parse_join_link
from relay_server import cli as relay_cli
from tests.unit.app.commands.command import completed, porthole

PATIENCE_S = 60
CODE = "8ttge-0n39g-r3kx4-jkycp-gm15p-j7qzc"
LISTENS = re.compile(r"listens on 127\.0\.0\.1:(\d+)")


class Relay:
    """`porthole-relay serve` with an authority of its own.

    Attributes:
        port: the one it listens on.
    """

    def __init__(self, folder):
        self._folder = folder
        command = [sys.executable, "-m", "relay_server.cli", "serve", "--data-dir", str(folder)]
        options = ["--listen", "127.0.0.1:0", "--domain", "localhost"]
        self._process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.port = next(
            int(match[1]) for line in self._process.stdout if (match := LISTENS.search(line))
        )

    def invite(self, capsys):
        """Return a new invitation, made as its owner makes it."""
        words = ["invite", "--data-dir", str(self._folder), "--port", str(self.port)]
        assert relay_cli.main(words) == 0
        return re.search("'(.*)'", capsys.readouterr().out)[1]

    def end(self):
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(PATIENCE_S)
        self._process.stdout.close()


@pytest.fixture(scope="module")
def relay(tmp_path_factory):
    folder = tmp_path_factory.mktemp("relay")
    folder.chmod(0o700)
    relay = Relay(folder)
    yield relay
    relay.end()


@pytest.fixture
def invitation(relay, capsys):
    """A link that is good once."""
    return relay.invite(capsys)


@pytest.fixture
def passphrase(monkeypatch):
    """Let there be an encrypted file for this computer's key."""
    monkeypatch.setenv("PORTHOLE_PASSPHRASE", "correct horse")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["not a code"], ""),
        ([CODE], "A code alone does not say which relay it is for: add --relay ADDRESS."),
        ([CODE, "--relay", "https://relay.example"], "A relay's address has no https://"),
        (["https://relay.example/"], "This is not a join link"),
        (["https://relay.example/join/8ttge"], "The code in the join link is damaged"),
        ([f"http://relay.example/join/{CODE}"], "This is not a join link"),
    ],
)
def test_mistake_is_wrong_usage_and_keeps_the_code_to_itself(words, sentence, capsys):
    assert main(["join", *words]) == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith(f"porthole: {sentence}")
    assert errors.count("\n") == 1
    assert CODE not in errors
    assert not known_relays.relays_path().exists()


def test_invitation_enrols_this_computer_once(run, relay, invitation, passphrase):
    name = f"localhost:{relay.port}"
    assert run(completed("join", invitation)) == (
        0,
        f"This computer is enrolled at {name}, which is the chosen relay now.\n"
        "Its key is kept in an encrypted file.\n",
        "",
    )
    known = known_relays.load()
    assert known.chosen == name
    assert known.find(name).ca_pem.startswith("-----BEGIN CERTIFICATE-----")
    kept = data_folder() / "secrets.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600

    elsewhere = {"PORTHOLE_HOME": f"{os.environ['PORTHOLE_HOME']}-other"}
    assert run(completed("join", invitation, environment=elsewhere)) == (
        1,
        "",
        "porthole: This invitation is unknown, used already or older than ten minutes. "
        "Ask for a new one.\n",
    )


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that takes no files")
def test_invitation_is_not_used_up_where_the_relay_cannot_be_kept(run, invitation, passphrase):
    folder = known_relays.relays_path().parent
    folder.parent.mkdir(parents=True)
    folder.symlink_to("/proc")
    code, output, errors = run(completed("join", invitation))
    assert (code, output) == (1, "")
    assert errors.startswith("porthole: The list of relays cannot be written: ")
    folder.unlink()
    assert run(completed("join", invitation))[0] == 0


def test_name_is_for_one_tunnel_at_a_time(run, invitation, passphrase):
    async def work():
        assert (await completed("join", invitation))[0] == 0
        words = ("--name", "shop", "--json")
        async with porthole("forward", "192.0.2.7:8000", *words) as first:
            opened = await first.event("opened")
            assert opened["name"] == "shop"
            assert Path(opened["ca_file"]).read_text() == known_relays.load().relays[0].ca_pem
            code, output, errors = await completed("forward", "8001", *words)
            assert (code, errors) == (1, "")
            assert "has this name in use" in json.loads(output)["message"]
            first.send(signal.SIGTERM)
            assert (await first.event("closed"))["name"] == "shop"
            assert (await first.ended())[0] == 0

    run(work())


def test_code_with_an_address_does_as_well(run, invitation, passphrase):
    link = parse_join_link(invitation)
    code, output, errors = run(completed("join", link.code, "--relay", str(link.address)))
    assert (code, errors) == (0, "")
    assert output.startswith("This computer is enrolled at localhost:")


def test_what_is_wrong_here_is_told_before_the_invitation_is_used(run, invitation, passphrase):
    without = {"PORTHOLE_PASSPHRASE": ""}
    code, output, errors = run(completed("join", invitation, environment=without))
    assert (code, output) == (2, "")
    assert errors.startswith("porthole: This computer has no place to keep its key (")
    assert "set PORTHOLE_PASSPHRASE" in errors
    assert errors.count("\n") == 1

    path = known_relays.relays_path()
    path.parent.mkdir(parents=True)
    path.write_text("{")
    code, output, errors = run(completed("join", invitation))
    assert (code, output) == (1, "")
    assert errors.startswith("porthole: The list of relays is damaged")
    assert errors.count("\n") == 1

    path.unlink()
    assert run(completed("join", invitation))[0] == 0
