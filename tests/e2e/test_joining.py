"""A device joins a relay with an invitation, and is thrown out again."""

import shlex
import time

import pytest

from tests.e2e.porthole import own_program
from tests.e2e.programs import run

REVOCATION_LIMIT_S = 5
GRACE_S = 10
"""What a busy computer may take on top."""


@pytest.fixture
def joined(relay, tmp_path):
    """The environment of a device that has joined; it names no relay and no token."""
    return join(invitation(relay), tmp_path, "home")


def invitation(relay):
    """Return the words of a new invitation's command."""
    return shlex.split(relay.run("invite", "--label", "Ada's laptop").stdout)


def listed(relay):
    """Return what the relay lists, as words."""
    return [line.split() for line in relay.run("devices").stdout.splitlines()]


def join(command, folder, home, **options):
    environment = {"PORTHOLE_HOME": str(folder / home), "PORTHOLE_PASSPHRASE": "correct horse"}
    assert command[:2] == ["porthole", "join"]
    words = [own_program("porthole"), *command[1:]]
    result = run(words, folder, environment=environment, **options)
    return result if options else environment


def test_joined_device_needs_no_environment(web, relay, joined, clients, curl):
    home = joined["PORTHOLE_HOME"]
    client = clients.start_at_home(home, web.port, **joined, ca_file=relay.ca_file)
    tunnel = client.next_tunnel()
    assert curl(tunnel, tunnel.url).startswith("GET / for")


def test_joined_device_has_its_name_again_and_its_key_in_an_encrypted_file(
    web, relay, joined, clients, tmp_path
):
    tunnels = []
    for _ in range(2):
        client = clients.start_at_home(
            tmp_path / "home", web.port, "--name", "a", **joined, ca_file=relay.ca_file
        )
        tunnels.append(client.next_tunnel())
        client.end()
    assert tunnels[0] == tunnels[1]
    secrets = tmp_path / "home/data/secrets.json"
    assert secrets.stat().st_mode & 0o777 == 0o600
    assert b"PRIVATE" not in secrets.read_bytes()


def test_code_works_once(relay, tmp_path):
    command = invitation(relay)
    join(command, tmp_path, "first")
    second = join(command, tmp_path, "second", check=False)
    assert second.returncode == 1
    assert second.stderr == (
        "porthole: This invitation is unknown, used already or older than ten minutes. "
        "Ask for a new one.\n"
    )
    assert not (tmp_path / "second/config/relays.json").exists()


def test_revoked_device_loses_its_tunnels_and_cannot_come_back(
    web, relay, joined, clients, tmp_path
):
    home = joined["PORTHOLE_HOME"]
    client = clients.start_at_home(home, web.port, **joined, ca_file=relay.ca_file)
    client.next_tunnel()
    # The latest one that has joined.
    *_, device = [words[1] for words in listed(relay) if words[0] == "device"]

    relay.run("revoke", device)
    started_at = time.monotonic()
    error = client.next_event("error", REVOCATION_LIMIT_S + GRACE_S)
    print(f"closed {time.monotonic() - started_at:.2f} s after the revocation")
    assert error["message"].startswith("The relay does not know this")
    assert client.wait_for_end() == 1

    again = run(
        [own_program("porthole"), "forward", "8000"], tmp_path, environment=joined, check=False
    )
    assert again.returncode == 1
    assert again.stderr == (
        "porthole: The relay does not know this computer, or has revoked it. "
        "Ask for an invitation, and join the relay with it: porthole join URL\n"
    )


def test_revoked_token_loses_its_tunnels(web, own_relay, clients):
    client = clients.start(own_relay, web.port)
    client.next_tunnel()
    ((kind, token),) = [words[:2] for words in listed(own_relay)]
    assert kind == "token"
    own_relay.run("revoke", token)
    client.next_event("error", REVOCATION_LIMIT_S + GRACE_S)
    assert client.wait_for_end() == 1
