import asyncio
import contextlib
import json
import os
import signal
import stat
import sys
from pathlib import Path

import pytest

from app.cli import main
from relay_client import known_relays
from relay_client.known_relays import KnownRelay
from relay_link.messages import (
    Bye,
    CloseTunnel,
    OpenTunnel,
    Refused,
    TunnelRefused,
)
from tests import ports
from tests.unit.app.commands.command import porthole, remember
from tests.unit.app.engine.sources.containers.fake_engine import FakeEngine, container
from tests.unit.relay_client.fake_relay import FakeRelay, authority
from tests.unit.relay_client.far_channel import END, says

OPENED = {
    "name": None,
    "target": "192.0.2.7:8000",
    "url": "https://abcd.localhost",
    "host": "abcd.localhost",
    "port": 443,
    "tls_socket": ["abcd.localhost", 443],
    "tcp_socket": None,
    "relay": "fake",
    "ca_file": ...,
}
TARGET = "192.0.2.7:8000"
"""Another computer: nobody looks whether anything listens there."""

FAREWELL = "Closed. Next time the address is another one, unless you give --name NAME.\n"


@contextlib.asynccontextmanager
async def at_relay(*words, **options):
    """Start `porthole forward` at a fake relay; give the command, the relay, its client."""
    async with FakeRelay() as relay:
        remember(relay)
        async with porthole("forward", *words, **options) as command:
            yield command, relay, await relay.log_in()


async def said_goodbye(client):
    """Wait until the client has left; return whether it has told the relay so."""
    return isinstance((await client.gone())[-1], Bye)


async def echo(reader, writer):
    writer.write(await reader.read())
    writer.close()


@contextlib.asynccontextmanager
async def echo_server():
    """Give the port of a server that sends everything back at the end."""
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def visit(relay, client, tunnel):
    """Come as a visitor; return what an echo server behind the tunnel says to b"hello"."""
    client.give_tickets("another")
    channel = await relay.channel()
    channel.visitor_comes(1, tunnel)
    channel.send(says(b"hello"), END)
    await channel.frame()  # ACK
    await channel.frame()  # READY
    return await channel.data()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nonsense"], "'nonsense' is not a target"),
        (["65536"], "Invalid port number 65536"),
        (["8000", "8000"], "A target is given twice."),
        (["8000", "--tcp", "--http2"], "H2 can only be used with encrypted ports"),
        (["8000", "8001", "--name", "shop"], "A name is for one tunnel"),
        (["8000", "--name", ""], "A tunnel's name has 1 to 100 characters"),
        (["8000", "--name", "\x1b[2J"], "A tunnel's name has 1 to 100 characters"),
        (["8000", "--ca-out", "/nowhere/ca.pem"], "There is no folder /nowhere"),
        (["8000", "--ca-out", "/"], "/ is a folder: name a file in it."),
        (["8000", "--relay", "https://relay.example"], "A relay's address has no https://"),
        (["8000", "--relay", "relay.example#ca=1"], "The fingerprint"),
    ],
)
@pytest.mark.parametrize("json_option", [[], ["--json"]])
def test_mistake_is_wrong_usage_and_one_sentence(words, sentence, json_option, capfd):
    assert main(["forward", *words, *json_option]) == 2
    output, errors = capfd.readouterr()
    assert output == ""
    assert errors.startswith(f"porthole: {sentence}")
    assert errors.count("\n") == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_closes_the_tunnel(run, number):
    async def work():
        async with at_relay(TARGET, "--json") as (command, _, client):
            request = await client.open_tunnel()
            assert (request.name, request.tcp, request.http2) == (None, False, False)
            opened = await command.event("opened")
            assert opened == OPENED | {"ca_file": opened["ca_file"]}
            assert Path(opened["ca_file"]).read_bytes() == authority().certificate_pem
            command.send(number)
            assert await command.event("closed") == {"name": None, "target": OPENED["target"]}
            assert await command.ended() == (0, "", "")
            assert await said_goodbye(client)

    run(work())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_it_while_the_relay_has_not_answered(run, number):
    async def work():
        async with FakeRelay() as relay:
            remember(relay)
            async with porthole("forward", TARGET) as command:
                await relay.clients.get()
                command.send(number)
                assert await command.ended() == (0, "", "")

    run(work())


def test_relay_that_does_not_know_a_computer_without_its_key_is_no_reason_to_join_again(run):
    async def work():
        async with FakeRelay() as relay:
            remember(relay)
            async with porthole("forward", TARGET) as command:
                (await relay.clients.get()).send(Refused("credentials", "Who are you?"))
                return await command.ended()

    code, output, errors = run(work())
    assert (code, output) == (1, "")
    assert "its key is out of reach here" in errors


def test_signal_ends_it_while_a_tunnel_is_being_opened(run):
    async def work():
        async with at_relay(TARGET, "--json") as (command, _, client):
            request = await client.receive(OpenTunnel)
            command.send(signal.SIGINT)
            assert await command.ended() == (0, "", "")
            said = await client.gone()
            assert [each.tunnel for each in said if isinstance(each, CloseTunnel)] == [
                request.tunnel
            ]

    run(work())


def test_hang_up_that_it_is_to_outlive_is_ignored(run):
    async def work():
        def as_nohup():
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

        async with at_relay(TARGET, "--json", preexec_fn=as_nohup) as (command, _, client):
            await client.open_tunnel()
            await command.event("opened")
            command.send(signal.SIGHUP)
            client.break_off()
            await command.event("reconnecting")

    run(work())


def test_name_is_kept_only_where_this_computers_key_is(run):
    async def farewell(environment):
        words = (TARGET, "--name", "shop")
        async with at_relay(*words, environment=environment) as (command, _, client):
            await client.open_tunnel()
            await command.line()
            command.send(signal.SIGINT)
            return (await command.ended())[2].splitlines()[1:]

    kept = run(farewell({"PORTHOLE_PASSPHRASE": "correct horse battery staple"}))
    assert kept == ["Closed. The address of 'shop' is kept for 1 min 0 s."]
    warning, lost = run(farewell({}))
    assert warning.startswith("The address of 'shop' lasts only until this command ends")
    assert lost.startswith("Closed. The address of 'shop' is lost")


def test_target_that_does_not_listen_is_told_at_once_and_when_it_does(run):
    async def work():
        free_port = ports.free_port()
        async with at_relay(free_port, "--json") as (command, _, client):
            await client.open_tunnel()
            target = (await command.event("opened"))["target"]
            away = {"target": target, "reason": ""}
            assert await command.event("target_away") == away | {"was_there": False}
            async with await asyncio.start_server(echo, "127.0.0.1", free_port):
                assert await command.event("target_back") == {"target": target}
            assert await command.event("target_away") == away | {"was_there": True}

    run(work())


def test_visitors_and_what_fails_are_told_of(run):
    async def work():
        async with echo_server() as port:
            words = (port, "unix:/nowhere/tür.sock", "--json")
            # What is printed is in plain ASCII, whatever the terminal takes.
            environment = {"PYTHONIOENCODING": "ascii"}
            async with at_relay(*words, environment=environment) as (command, relay, client):
                first = await client.open_tunnel(host="first.localhost")
                second = await client.open_tunnel(host="second.localhost")
                assert (await command.event("opened"))["target"] == f"127.0.0.1:{port}"
                assert (await command.event("opened"))["target"] == words[1]
                assert (await command.event("target_away"))["target"] == words[1]
                assert await visit(relay, client, first.tunnel) == b"hello"
                assert await command.event("visitor") == {
                    "target": f"127.0.0.1:{port}",
                    "address": "192.0.2.9",
                    "port": 4711,
                    "tls": False,
                }
                client.give_tickets("second")
                (await relay.channel()).visitor_comes(2, second.tunnel)
                assert (await command.event("visitor"))["target"] == words[1]
                error = await command.event("error")
                assert error["target"] == words[1]
                assert words[1] in error["message"]
                command.send(signal.SIGTERM)
                assert [(await command.event("closed"))["target"] for _ in "12"] == [
                    f"127.0.0.1:{port}",
                    words[1],
                ]
                assert (await command.ended())[0] == 0

    run(work())


def test_containers_are_dialled_by_their_names(run, tmp_path):
    async def work():
        engine = FakeEngine(tmp_path / "docker.sock")
        await engine.start()
        async with echo_server() as port:
            words = (f"docker:web:{port}", "--json")
            environment = {"DOCKER_HOST": f"unix://{engine.endpoint.path}"}
            async with at_relay(*words, environment=environment) as (command, relay, client):
                opened = await client.open_tunnel()
                assert (await command.event("opened"))["target"] == words[0]
                away = await command.event("target_away")
                assert away["reason"] == "no container named web runs"
                client.give_tickets("first")
                (await relay.channel()).visitor_comes(7, opened.tunnel)
                await command.event("visitor")
                error = await command.event("error")
                assert "no container named web runs" in error["message"]
                engine.put(container("web"))
                assert await visit(relay, client, opened.tunnel) == b"hello"
        await engine.stop()

    run(work())


def test_lost_relay_is_told_of_until_the_tunnel_is_back_or_refused(run):
    async def work():
        async with at_relay(TARGET, "--name", "shop", "--json") as (command, relay, client):
            assert (await client.open_tunnel()).name == "shop"
            opened = await command.event("opened")
            assert opened["name"] == "shop"

            client.break_off()
            reconnecting = await command.event("reconnecting")
            assert reconnecting.keys() == {"reason", "attempt"}
            assert reconnecting["attempt"] == 1
            client = await relay.log_in()
            await client.open_tunnel()
            assert await command.event("reopened") == opened

            client.break_off()
            await command.event("reconnecting")
            client = await relay.log_in()
            request = await client.receive(OpenTunnel)
            client.send(TunnelRefused(request.request, "limit", "Too many tunnels."))
            error = await command.event("error")
            assert error["target"] == OPENED["target"]
            assert error["message"].endswith("Too many tunnels.")
            # It was the only one: nothing is left to wait for.
            await command.event("closed")
            assert await command.ended() == (1, "", "")

    run(work())


def test_relay_that_will_not_have_the_client_any_more_ends_it(run):
    environment = {"PORTHOLE_PASSPHRASE": "correct horse"}

    async def work():
        async with at_relay(TARGET, "--json", environment=environment) as (command, relay, client):
            await client.open_tunnel()
            await command.event("opened")
            client.break_off()
            await command.event("reconnecting")
            client = await relay.clients.get()
            client.send(Refused("credentials", "Who are you?"))
            message = (await command.event("error"))["message"]
            assert message.endswith("join the relay with it: porthole join URL")
            await command.event("closed")
            assert await command.ended() == (1, "", "")

    run(work())


@pytest.mark.parametrize("json_option", [[], ["--json"]])
def test_relay_that_says_no_ends_it_with_one_sentence(run, json_option):
    async def work():
        async with at_relay(TARGET, "8001", *json_option) as (command, _, client):
            await client.open_tunnel()
            request = await client.receive(OpenTunnel)
            client.send(
                TunnelRefused(request.request, "limit", "too many\n\x1b]0;owned\x07 \x9b2J")
            )
            code, output, errors = await command.ended()
            assert await said_goodbye(client)
            return code, output.splitlines(), errors.splitlines()

    code, output, errors = run(work())
    assert code == 1
    assert "https://abcd.localhost" in output[0]
    sentences = output[1:] if json_option else errors[1:]
    assert len(sentences) == 1
    assert sentences[0].isprintable()
    assert "oo many" in sentences[0]
    if json_option:
        assert json.loads(sentences[0])["event"] == "error"
        assert errors == []
    else:
        assert errors[0].startswith("curl --cacert ")


@pytest.mark.parametrize("json_option", [[], ["--json"]])
def test_unavailable_relay_ends_it_with_one_sentence(run, json_option):
    async def work():
        async with FakeRelay() as relay:
            remember(relay)
        async with porthole("forward", TARGET, *json_option) as command:
            return await command.ended()

    code, output, errors = run(work())
    assert code == 1
    sentence = json.loads(output)["message"] if json_option else errors
    assert "Relay server is unavailable (Connection refused). Check the network" in sentence
    assert (output + errors).count("\n") == 1


def test_secrets_that_cannot_be_read_are_told_of_as_json(tmp_path, run):
    home = tmp_path / "home"
    (home / "data").mkdir(parents=True)
    (home / "data/secrets.json").write_text("damaged")
    environment = {"PORTHOLE_HOME": str(home), "PORTHOLE_PASSPHRASE": "correct horse"}

    async def work():
        async with porthole("forward", TARGET, "--json", environment=environment) as command:
            return (await command.event("error")), await command.ended()

    error, ended = run(work())
    assert "secrets.json" in error["message"]
    assert ended == (1, "", "")


def test_people_see_addresses_apart_from_what_happens_to_them(run, tmp_path):
    ca_file = tmp_path / "ca.pem"
    words = (TARGET, "--tcp", "--qr", "--ca-out", ca_file)

    async def work():
        async with at_relay(*words) as (command, relay, client):
            assert (await client.open_tunnel(tcp_host="localhost", tcp_port=23447)).tcp
            assert await command.line() == (
                "https://abcd.localhost  ->  192.0.2.7:8000     Ctrl-C closes it"
            )
            assert await command.line() == (
                "localhost:23447  ->  192.0.2.7:8000     raw TCP, not encrypted"
            )
            assert "█" in await command.line()
            assert await command.error_line() == f"curl --cacert {ca_file} https://abcd.localhost"
            client.break_off()
            assert (await command.error_line()).endswith("Trying to come back.")
            client = await relay.log_in()
            await client.open_tunnel(tcp_host="localhost", tcp_port=23447)
            assert await command.error_line() == "Back: https://abcd.localhost"
            command.send(signal.SIGINT)
            return await command.ended()

    code, output, errors = run(work())
    assert code == 0
    assert errors == FAREWELL
    assert "https" not in output
    assert ca_file.read_bytes() == authority().certificate_pem
    assert stat.S_IMODE(ca_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_people_are_told_when_there_is_no_authority_to_be_written(run, tmp_path, option):
    ca_file, trusted = tmp_path / "ca.pem", tmp_path / "trusted.pem"
    trusted.write_bytes(authority().certificate_pem)

    async def work():
        async with FakeRelay() as relay:
            known_relays.add(KnownRelay("fake", "localhost", relay.port, None, 0.0))
            words = ("forward", TARGET, "--relay", "fake", "--ca-out", ca_file, *option)
            async with porthole(*words, environment={"SSL_CERT_FILE": str(trusted)}) as command:
                client = await relay.log_in()
                await client.open_tunnel()
                assert "https://abcd.localhost" in await command.line()
                command.send(signal.SIGINT)
                return (await command.ended())[2]

    told = run(work())
    if option:
        assert told == ""  # `ca_file` is null
    else:
        assert told.startswith(f"Nothing is written to {ca_file}: the relay has a public")
    assert not ca_file.exists()


def test_file_that_cannot_be_written_is_named_as_it_was_given(run, tmp_path):
    async def work():
        ca_file = tmp_path / "full" / "ca.pem"
        ca_file.parent.symlink_to("/proc")  # where nobody makes files
        async with at_relay(TARGET, "--ca-out", ca_file) as (command, _, client):
            assert await said_goodbye(client)
            assert await command.ended() == (
                1,
                "",
                f"porthole: No such file or directory: {ca_file}.\n",
            )

    run(work())


def test_json_names_the_file_of_the_authority(run, tmp_path):
    ca_file = tmp_path / "ca.pem"

    async def work():
        words = (TARGET, "--json", "--tcp", "--ca-out", ca_file)
        async with at_relay(*words) as (command, _, client):
            await client.open_tunnel(tcp_host="localhost", tcp_port=23447)
            assert await command.event("opened") == OPENED | {
                "ca_file": str(ca_file),
                "tcp_socket": ["localhost", 23447],
            }

    run(work())


def test_reader_that_does_not_read_stops_neither_the_tunnel_nor_its_end(run):
    async def work():
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(writing, b"." * 4096)
        os.set_blocking(writing, True)
        async with (
            echo_server() as port,
            at_relay(port, "--json", stdout=writing) as (command, relay, client),
        ):
            request = await client.open_tunnel()
            assert await visit(relay, client, request.tunnel) == b"hello"
            command.send(signal.SIGTERM)
            assert (await command.ended())[0] == 0
            assert await said_goodbye(client)
        os.close(reading)
        os.close(writing)

    run(work())


@pytest.mark.skipif(sys.platform != "linux", reason="others find out when they write")
@pytest.mark.parametrize("json_option", [[], ["--json"]])
def test_tunnel_ends_with_its_reader_although_nothing_happens(run, json_option):
    async def work():
        reading, writing = os.pipe()
        async with at_relay(TARGET, *json_option, stdout=writing) as (command, _, client):
            os.close(writing)
            await client.open_tunnel()
            assert b"https://" in await asyncio.to_thread(os.read, reading, 10_000)
            os.close(reading)
            assert (await command.ended())[0] == 0
            assert await said_goodbye(client)

    run(work())


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_full_disk_ends_it_with_one_sentence(run):
    async def work():
        with open("/dev/full", "wb") as output:
            async with at_relay(TARGET, "--json", stdout=output) as (command, _, client):
                await client.open_tunnel()
                return await command.ended()

    code, _, errors = run(work())
    assert code == 1
    assert errors == "porthole: No space left on device. Make room on the disk, then try again.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="others find out when they write")
def test_nothing_is_opened_for_a_reader_that_has_gone(run):
    async def work():
        reading, writing = os.pipe()
        os.close(reading)
        async with FakeRelay() as relay:
            remember(relay)
            async with porthole("forward", TARGET, stdout=writing) as command:
                os.close(writing)
                return await command.ended()

    code, _, errors = run(work())
    assert (code, errors) == (0, "")
