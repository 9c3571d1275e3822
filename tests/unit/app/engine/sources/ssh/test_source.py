import asyncio
import os
import subprocess
import sys
from decimal import Decimal

import pytest

from app.contract.values import QuestionKind, SourceKind, SourceState
from app.engine.cost.remote_meter import RemoteMeter
from app.engine.sources.ssh import source as source_module
from app.engine.sources.ssh.listing import RemoteSocket
from relay_client.errors import InvalidError
from relay_client.targets import OpenedTarget
from tests.unit.relay_client.waiting import eventually


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(source_module, "LOOKED_AT_SECONDS", 0.1)
    monkeypatch.setattr(source_module, "UNSEEN_SECONDS", 0.1)


def test_host_is_off_until_it_is_told_to_connect(run, source, watcher):
    async def work():
        async with source() as gpu_box:
            gpu_box.look(True)
            gpu_box.scan()
            await asyncio.sleep(0.05)
            assert (watcher.source.id, watcher.source.kind) == ("ssh:gpu-box", SourceKind.SSH)
            assert gpu_box.listens("ssh:gpu-box:80") is False

    run(work())
    assert watcher.states == [SourceState.OFF]


def test_ports_of_a_host_are_listed_with_their_programs(run, sshd, source, watcher, start_server):
    server = start_server()

    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            gpu_box.look(True)
            await watcher.ready()
            row = await watcher.port(server.port)
            assert row.target == row.id == f"ssh:gpu-box:{server.port}"
            assert (row.source, row.pid) == ("ssh:gpu-box", server.process.pid)
            assert row.command.startswith(server.command[0])
            assert row.folder == os.readlink(f"/proc/{server.process.pid}/cwd")
            assert gpu_box.listens(row.id) is True
            server.stop()
            await watcher.no_port(server.port)
            assert gpu_box.listens(row.id) is False

    run(work())
    assert watcher.states == [SourceState.OFF, SourceState.CONNECTING, SourceState.READY]


def test_host_that_nobody_looks_at_is_left_alone(run, sshd, source, watcher):
    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            await watcher.ready()
            await asyncio.sleep(0.3)
            assert watcher.rounds == 0
            gpu_box.look(True)
            await watcher.until(lambda: watcher.rounds)

    run(work())


def test_host_is_looked_at_for_the_sake_of_its_tunnels(run, sshd, source, watcher, start_server):
    server = start_server()
    text = f"ssh:gpu-box:{server.port}"

    async def work():
        async with source() as gpu_box:
            assert isinstance(gpu_box.target(text), OpenedTarget)
            await watcher.port(server.port)
            assert gpu_box.listens(text) is True

    run(work())


def count_lists(host):
    """Return a list with an entry as long as the host is asked for its ports."""
    under_way = []
    list_once = host._list

    async def counted(*arguments):
        under_way.append(arguments)
        try:
            await list_once(*arguments)
        finally:
            under_way.pop()

    host._list = counted
    return under_way


def test_listing_ends_with_the_last_tunnel_and_begins_with_the_next(
    run, sshd, source, watcher, monkeypatch
):
    monkeypatch.setattr(source_module, "WANTED_SECONDS", 0.3)
    lists = []
    monkeypatch.setattr(source_module.listing, "parse", lambda output: lists.append(output) or ())

    async def work():
        async with source() as gpu_box:
            under_way = count_lists(gpu_box)
            # Again and again, as logging in may take longer than the tunnel counts.
            await eventually(lambda: gpu_box.target("ssh:gpu-box:80") and lists)
            await eventually(lambda: gpu_box._pause_s() is None and not under_way)
            count = len(lists)
            await asyncio.sleep(0.3)
            assert len(lists) == count
            gpu_box.listens("ssh:gpu-box:80")
            await eventually(lambda: len(lists) > count)

    run(work())


def test_visitor_reaches_a_port(run, sshd, source, watcher):
    async def work():
        server = await asyncio.start_server(greet, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, source() as gpu_box:
            sock = await gpu_box.target(f"ssh:gpu-box:{port}").open()
            with sock:
                assert await asyncio.get_running_loop().sock_recv(sock, 10) == b"hello"

    async def greet(reader, writer):
        writer.write(b"hello")
        await writer.drain()
        writer.close()

    run(work())


def test_targets_of_others_are_none_of_its_business(run, source):
    async def work():
        async with source() as gpu_box:
            for text in ("8000", "docker:web:80", "ssh:other:80", "ssh:gpu-box:2222:80"):
                assert gpu_box.target(text) is None
            for text in ("ssh:gpu-box", "ssh:gpu-box:", "ssh:gpu-box:99999", "ssh:gpu-box:[x]:80"):
                with pytest.raises(InvalidError):
                    gpu_box.target(text)

    run(work())


def test_unknown_host_asks_the_user(run, sshd, home, source, watcher):
    (home / ".ssh/known_hosts").unlink()
    watcher.answers = ["yes"]

    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            await watcher.ready()

    run(work())
    [question] = watcher.asked
    assert question.kind is QuestionKind.HOST_KEY
    assert question.source == "ssh:gpu-box"
    assert question.detail.startswith("SHA256:")
    assert SourceState.ASKING in watcher.states
    assert not watcher.withdrawn


def test_no_is_a_refusal_until_the_user_connects_again(run, sshd, home, source, watcher):
    (home / ".ssh/known_hosts").unlink()
    watcher.answers = [None, "yes"]

    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            refused = await watcher.state(SourceState.REFUSED)
            assert refused.reason == "The key of gpu-box was not accepted."
            gpu_box.connect()
            await watcher.ready()

    run(work())


def test_host_with_a_changed_key_comes_back_when_its_old_one_is_forgotten(
    run, sshd, source, watcher
):
    sshd.crash()
    sshd.set_host_key()
    sshd.start()
    watcher.answers = ["yes"]

    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            gpu_box.look(True)
            refused = await watcher.state(SourceState.REFUSED)
            command = refused.reason.partition("with: ")[2]
            await asyncio.to_thread(
                subprocess.run, ["sh", "-c", command], check=True, capture_output=True
            )
            await watcher.ready()

    run(work())
    assert [each.kind for each in watcher.asked] == [QuestionKind.HOST_KEY]


def test_look_at_a_host_with_a_changed_key_tries_it_again(run, sshd, home, source, watcher):
    known = home / ".ssh/known_hosts"
    right = known.read_text()
    known.write_text(right.replace(sshd.public_key, (home / ".ssh/id_ed25519.pub").read_text()))

    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            await watcher.state(SourceState.REFUSED)
            known.write_text(right)
            gpu_box.look(True)
            await watcher.ready()

    run(work())


def test_question_is_withdrawn_when_nobody_waits_any_more(run, sshd, home, source, watcher):
    (home / ".ssh/known_hosts").unlink()

    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            await watcher.until(lambda: watcher.asked)
            await gpu_box.disconnect()
            assert watcher.withdrawn == [watcher.asked[0].id]
            assert watcher.source.state is SourceState.OFF

    run(work())


def test_disconnected_host_is_not_connected_by_its_tunnels(run, sshd, source, watcher):
    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            gpu_box.look(True)
            await watcher.until(lambda: watcher.rounds)
            await gpu_box.disconnect()
            assert watcher.ports == ()
            target = gpu_box.target("ssh:gpu-box:80")
            assert watcher.source.state is SourceState.OFF
            with pytest.raises(OSError, match="gpu-box is disconnected in Porthole"):
                await target.open()
            gpu_box.connect()
            await watcher.ready()

    run(work())


@pytest.mark.parametrize("steps", range(1, 6))
def test_host_that_is_connected_while_it_is_being_left_is_shown_as_connected(
    run, sshd, source, watcher, steps
):
    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            await watcher.ready()
            async with asyncio.TaskGroup() as group:
                group.create_task(gpu_box.disconnect())
                for _ in range(steps):
                    await asyncio.sleep(0)
                gpu_box.connect()
            await watcher.ready()
            gpu_box.look(True)
            await watcher.until(lambda: watcher.ports)
            assert watcher.source.state is SourceState.READY

    run(work(), 20)


def test_host_that_restarts_is_shown_as_away_and_comes_back(
    run, sshd, source, watcher, start_server
):
    server = start_server()

    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            gpu_box.look(True)
            row = await watcher.port(server.port)
            sshd.crash()
            away = await watcher.state(SourceState.UNREACHABLE)
            assert away.reason
            assert gpu_box.listens(row.id) is False
            sshd.start()
            gpu_box.scan()
            await watcher.ready()
            await watcher.until(lambda: gpu_box.listens(row.id))

    run(work())


def test_host_without_a_list_says_so_and_can_still_be_used(run, sshd, source, watcher, monkeypatch):
    monkeypatch.setattr(source_module.listing, "COMMAND", "echo This account is closed.")

    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            gpu_box.look(True)
            told = await watcher.until(lambda: watcher.source.reason and watcher.source)
            assert told.state is SourceState.READY
            assert told.reason.startswith("gpu-box gives no list of its ports: it has neither")
            monkeypatch.undo()
            gpu_box.scan()
            await watcher.until(lambda: watcher.rounds and not watcher.source.reason)

    run(work())


FORKING = """
import os, sys, time

def work(seconds):
    begin = time.process_time()
    while time.process_time() < begin + seconds:
        pass

def child(seconds):
    pid = os.fork()
    if not pid:
        work(seconds)
        os._exit(0)
    os.waitpid(pid, 0)

print("ready", flush=True)
sys.stdin.readline()
work(0.1)
child(0.3)
lasting, end = os.pipe(), os.fork()
if not end:
    work(0.2)
    child(0.4)
    os.write(lasting[1], b".")
    time.sleep(60)
os.read(lasting[0], 1)
print("done", flush=True)
sys.stdin.readline()
os.kill(end, 9)
"""


def test_host_is_in_use_while_it_is_connected_or_a_tunnel_leads_there(
    run, sshd, source, watcher, monkeypatch
):
    async def work():
        async with source() as gpu_box:
            assert not gpu_box.is_in_use()
            gpu_box.connect()
            assert gpu_box.is_in_use()
            await watcher.ready()
            sshd.crash()
            await watcher.state(SourceState.UNREACHABLE)
            assert not gpu_box.is_in_use()
            gpu_box.listens("ssh:gpu-box:80")
            assert gpu_box.is_in_use()
            monkeypatch.setattr(source_module, "WANTED_SECONDS", 0)
            assert not gpu_box.is_in_use()

    run(work())


def test_usage_of_a_program_is_measured_with_its_children(run, sshd, source, watcher):
    """One child has ended; another lives, and one of its own has ended."""
    command = [sys.executable, "-c", FORKING]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    meter = RemoteMeter()

    async def sample(gpu_box, pid, at_s):
        readings = await gpu_box.sample((pid,))
        return meter.sample({("ssh:gpu-box", pid): readings[pid]}, Decimal(at_s)).popitem()[1]

    async def work(program):
        assert program.stdout.readline() == "ready\n"
        async with source() as gpu_box:
            assert await gpu_box.sample((program.pid,)) == {}
            gpu_box.connect()
            await watcher.ready()
            await sample(gpu_box, program.pid, 0)
            print(file=program.stdin, flush=True)
            assert await asyncio.to_thread(program.stdout.readline) == "done\n"
            found = await sample(gpu_box, program.pid, 10)
            assert Decimal("0.9") < found.usage.cpu_core_s < Decimal("1.3")

    with subprocess.Popen(command, **pipes) as program:
        try:
            run(work(program))
        finally:
            program.communicate("\n")


def test_processes_are_asked_for_their_details_once(run, sshd, source, watcher, monkeypatch):
    asked = []
    command = source_module.processes.details_command

    def details_command(pids):
        asked.extend(pids)
        return command(pids)

    monkeypatch.setattr(source_module.processes, "details_command", details_command)
    sockets = (RemoteSocket("0.0.0.0", 80, "x", os.getpid()),)
    monkeypatch.setattr(source_module.listing, "parse", lambda output: sockets)

    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            gpu_box.look(True)
            await watcher.until(lambda: watcher.rounds)
            await asyncio.sleep(0.3)

            assert asked == [os.getpid()]
            sshd.crash()  # and with it the whole computer: its processes are other ones now
            await watcher.state(SourceState.UNREACHABLE)
            sshd.start()
            gpu_box.scan()
            await eventually(lambda: asked == [os.getpid()] * 2)

    run(work())


def test_host_that_is_away_is_not_waited_for(run, sshd, home, source, watcher):
    (home / ".ssh/known_hosts").unlink()

    async def work():
        async with source() as gpu_box:
            gpu_box.connect()
            await watcher.state(SourceState.ASKING)
            assert await gpu_box.sample((os.getpid(),)) == {}

    run(work(), 10)
