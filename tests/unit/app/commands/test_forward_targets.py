import asyncio
import socket

import pytest

from app.commands import forward_targets
from app.commands.forward_targets import TargetAway, TargetBack, TargetWatch
from app.engine.ports.errors import SockDiagError
from app.engine.sources.targets import target_of
from relay_client.ssh.hosts import SshHosts
from relay_client.targets import TcpTarget, UnixTarget
from tests.unit.app.engine.sources.containers.fake_engine import FakeEngine, container
from tests.unit.relay_client.waiting import eventually

WEB = TcpTarget(8000)
AWAY = TargetAway("127.0.0.1:8000", was_there=False)
GONE = TargetAway("127.0.0.1:8000", was_there=True)
BACK = TargetBack("127.0.0.1:8000")
IPV4, IPV6 = "local/127.0.0.1:8000", "local/[::1]:8000"


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(forward_targets, "LOOK_SECONDS", 0.0)


def told_of(run, targets, *looks):
    """Watch while the looks find these ids, one after the other; return what is told."""
    told, left = [], list(looks)

    def scan():
        if not left:
            raise SockDiagError(1)
        return left.pop(0)

    run(TargetWatch(targets, told.append, lambda: scan).run())
    assert not left
    return told


def test_target_that_listens_is_not_worth_a_word(run):
    assert told_of(run, [WEB], {IPV4}, {IPV6}, {IPV4, "local/0.0.0.0:22"}) == []


def test_target_that_does_not_listen_yet_is_told_at_once_and_once(run):
    assert told_of(run, [WEB], set()) == [AWAY]
    assert told_of(run, [WEB], set(), set(), set(), {IPV6}, {IPV6}) == [AWAY, BACK]


def test_target_that_stops_is_told_unless_it_is_back_at_once(run):
    assert told_of(run, [WEB], {IPV4}, set(), {IPV4}, set(), {IPV4}) == []
    assert told_of(run, [WEB], {IPV4}, set(), set(), set(), {IPV4}) == [GONE, BACK]
    assert told_of(run, [WEB], set(), {IPV4}, set(), set()) == [AWAY, BACK, GONE]


def test_of_several_targets_each_is_told_by_itself(run):
    other = TcpTarget(9000, "::1")
    assert told_of(run, [WEB, other], {IPV4}) == [TargetAway("[::1]:9000", was_there=False)]


def test_targets_elsewhere_are_left_alone(run):
    remote = [TcpTarget(80, "192.0.2.7"), SshHosts().target("ssh:gpu-box:8888")]

    def scan():
        raise AssertionError("nobody needs it")

    run(TargetWatch(remote, scan, scan).run())


def test_unix_socket_that_is_missing_is_told(run, tmp_path):
    path = tmp_path / "app.sock"
    target = UnixTarget(str(path))
    assert told_of(run, [target], set()) == [TargetAway(f"unix:{path}", was_there=False)]
    path.touch()
    assert told_of(run, [target], set()) == []


def test_container_that_does_not_run_is_told_with_its_reason(run, tmp_path, monkeypatch):
    monkeypatch.setattr(forward_targets, "CONTAINER_LOOK_SECONDS", 0.0)

    async def work():
        engine = FakeEngine(tmp_path / "docker.sock")
        monkeypatch.setenv("DOCKER_HOST", f"unix://{engine.endpoint.path}")
        await engine.start()
        told = []
        watch = TargetWatch([target_of("docker:web:80")], told.append)
        watching = asyncio.get_running_loop().create_task(watch.run())
        await eventually(lambda: len(told) == 1)
        engine.put(container("web", ports={80: [("127.0.0.1", 8080)]}))
        await eventually(lambda: len(told) == 2)
        watching.cancel()
        await asyncio.wait([watching])
        await engine.stop()
        assert told == [
            TargetAway("docker:web:80", False, "no container named web runs"),
            TargetBack("docker:web:80"),
        ]

    run(work())


def test_sockets_of_this_computer_are_seen(run):
    async def work():
        told = []
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            watch = TargetWatch([TcpTarget(port), TcpTarget(1)], told.append)
            watching = asyncio.get_running_loop().create_task(watch.run())
            await eventually(lambda: told)
        await eventually(lambda: len(told) > 1)
        watching.cancel()
        await asyncio.wait([watching])
        return port, told

    port, told = run(work())
    assert told == [
        TargetAway("127.0.0.1:1", was_there=False),
        TargetAway(f"127.0.0.1:{port}", was_there=True),
    ]
