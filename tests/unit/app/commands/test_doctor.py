import asyncio
import socket

import pytest

from app.cli import main
from app.commands import doctor as doctor_module
from app.engine.sources.containers.endpoints import Endpoint
from app.engine.sources.ssh import added_hosts
from relay_client import known_relays
from relay_client.folders import config_folder
from relay_client.identity import load_identity
from relay_client.known_relays import KnownRelay
from relay_client.secret_store import opening
from relay_link.messages import Refused
from tests.unit.app.commands.command import remember
from tests.unit.app.engine.sources.containers.fake_engine import engine_in_thread
from tests.unit.relay_client.fake_relay import FakeRelay

LOOKED_AT = [
    "Python",
    "folders",
    "relays",
    "secrets",
    "ports",
    "containers",
    "SSH hosts",
    "relay on this computer",
    "relay",
]


@pytest.fixture
def endpoints(monkeypatch):
    """Where engines of containers may be; they are not those of the computer of the test."""
    endpoints = []
    monkeypatch.setattr(doctor_module, "this_users_endpoints", lambda: tuple(endpoints))
    return endpoints


@pytest.fixture
def doctor(capsys, endpoints):
    """Run the command; return its exit code, and by what was looked at: "ok" or "FAIL", words."""

    def doctor():
        code = main(["doctor"])
        output, errors = capsys.readouterr()
        assert errors == ""
        findings = {}
        for line in output.splitlines():
            assert line.isprintable()
            what, _, words = line[6:].partition(": ")
            findings[what] = (line[:4].strip(), words)
        assert list(findings) == LOOKED_AT
        return code, findings

    return doctor


@pytest.fixture
def closed_port():
    """A port on which nothing listens, and nothing else can."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        yield sock.getsockname()[1]


def failed(findings):
    return [what for what, (verdict, _) in findings.items() if verdict == "FAIL"]


def test_all_is_well_when_the_relay_answers(run, doctor):
    async def work():
        async with FakeRelay() as relay, asyncio.TaskGroup() as group:
            remember(relay)
            examined = group.create_task(asyncio.to_thread(doctor))
            client = await relay.log_in()
            await client.gone()
            return relay.port, *await examined

    port, code, findings = run(work())
    assert code == 0
    assert failed(findings) == []
    assert findings["relays"][1] == "1 joined; in use: fake"
    assert findings["relay"][1] == f"fake answers at localhost:{port}"
    assert str(config_folder()) in findings["folders"][1]


@pytest.mark.parametrize(
    ("passphrase", "advice"),
    [("correct horse", "porthole join URL"), ("", "its key is out of reach here")],
)
def test_relay_that_does_not_know_this_computer_says_what_to_do(
    run, doctor, monkeypatch, passphrase, advice
):
    monkeypatch.setattr(opening, "_opened", None)
    monkeypatch.setenv("PORTHOLE_PASSPHRASE", passphrase)

    async def work():
        async with FakeRelay() as relay, asyncio.TaskGroup() as group:
            remember(relay)
            examined = group.create_task(asyncio.to_thread(doctor))
            (await relay.clients.get()).send(Refused("credentials", "Who are you?"))
            return await examined

    code, findings = run(work())
    assert code == 1
    assert failed(findings) == ["relay"]
    assert advice in findings["relay"][1]


def test_relay_of_the_environment_is_the_one_in_use(doctor, monkeypatch, closed_port):
    monkeypatch.setenv("PORTHOLE_RELAY", f"127.0.0.1:{closed_port}")
    _, findings = doctor()
    assert findings["relays"][1] == f"0 joined; in use: 127.0.0.1:{closed_port} (PORTHOLE_RELAY)"
    assert failed(findings) == ["relay"]


def test_passphrase_that_opens_nothing_is_a_matter_of_the_secrets(doctor, monkeypatch):
    monkeypatch.setattr(opening, "_opened", None)
    monkeypatch.setenv("PORTHOLE_PASSPHRASE", "correct horse")
    load_identity(opening.open_secrets())
    monkeypatch.setattr(opening, "_opened", None)
    monkeypatch.setenv("PORTHOLE_PASSPHRASE", "wrong horse")
    _, findings = doctor()
    assert failed(findings) == ["secrets", "relay"]
    assert "passphrase does not open" in findings["secrets"][1]


def test_unreachable_relay_is_reported_with_its_reason(doctor, closed_port):
    known_relays.add(KnownRelay("away", "localhost", closed_port, None, 0.0))
    known_relays.choose("away")
    code, findings = doctor()
    assert code == 1
    assert failed(findings) == ["relay"]
    assert "Relay server is unavailable (Connection refused)" in findings["relay"][1]


def test_damaged_list_of_relays_does_not_keep_it_from_looking_at_the_rest(doctor):
    path = known_relays.relays_path()
    path.parent.mkdir(parents=True)
    path.write_text("{")
    code, findings = doctor()
    assert code == 1
    assert failed(findings) == ["relays", "relay"]
    assert str(path) in findings["relays"][1]


def test_folder_that_others_can_read_does_not_keep_it_from_looking_at_the_rest(
    doctor, closed_port, tmp_path, monkeypatch
):
    monkeypatch.setenv("PORTHOLE_HOME", str(tmp_path))
    (tmp_path / "run").mkdir()
    (tmp_path / "run").chmod(0o755)
    known_relays.add(KnownRelay("\x1b]0;owned\x07", "localhost", closed_port, None, 0.0))
    known_relays.choose("\x1b]0;owned\x07")
    code, findings = doctor()
    assert code == 1
    assert failed(findings) == ["folders", "relay"]
    assert "is open to other users" in findings["folders"][1]


@pytest.fixture
def away(closed_port):
    """A relay that does not answer, so that the command ends soon."""
    known_relays.add(KnownRelay("away", "localhost", closed_port, None, 0.0))
    known_relays.choose("away")


def test_engine_of_containers_that_answers_is_named(doctor, endpoints, away, tmp_path):
    with engine_in_thread(tmp_path / "docker.sock") as engine:
        endpoints += [Endpoint("Podman", "/nowhere/podman.sock"), engine.endpoint]
        assert doctor()[1]["containers"] == ("ok", "Docker found")


def test_computer_without_containers_is_well(doctor, endpoints, away):
    endpoints.append(Endpoint("Podman", "/nowhere/podman.sock"))
    assert doctor()[1]["containers"] == ("ok", "neither Docker nor Podman runs")


@pytest.mark.parametrize(
    ("endpoint", "words"),
    [
        (
            Endpoint("Docker", "/nowhere/d.sock", chosen_by="DOCKER_HOST"),
            "Nothing answers at unix:///nowhere/d.sock. Start Docker.",
        ),
        (
            Endpoint("Docker", problem="There is no Docker context x. Choose one."),
            "There is no Docker context x. Choose one.",
        ),
    ],
)
def test_chosen_engine_that_cannot_be_asked_is_reported_with_its_fix(
    doctor, endpoints, away, endpoint, words
):
    endpoints.append(endpoint)
    assert doctor()[1]["containers"] == ("FAIL", words)


def test_hosts_of_ssh_are_counted(doctor, away, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh/config").write_text("Host gpu-box nas\n")
    assert doctor()[1]["SSH hosts"] == ("ok", "2 in the list")
    added_hosts.path().parent.mkdir(parents=True, exist_ok=True)
    added_hosts.path().write_text("{")
    assert doctor()[1]["SSH hosts"][0] == "FAIL"
