import asyncio
import errno
import socket

import pytest

from app.engine.sources.containers.target import container_target, parse, target_text
from relay_client.errors import InvalidError


async def nowhere(name, port):
    return ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("docker:web:80", ("web", 80)),
        ("docker:shop-web_1.x:65535", ("shop-web_1.x", 65535)),
    ],
)
def test_target_names_a_container_and_a_port_inside(text, expected):
    assert parse(text) == expected
    assert target_text(*expected) == text


@pytest.mark.parametrize(
    "text",
    [
        "docker:",
        "docker:web",
        "docker:web:",
        "docker::80",
        "docker:web:http",
        "docker:web:0",
        "docker:web:65536",
        "docker:web:100000",
        "docker:../x:80",
        "docker:a b:80",
        "docker:web:٨٠",
        "docker:" + "a" * 300 + ":80",
    ],
)
def test_what_names_none_is_refused(text):
    with pytest.raises(InvalidError):
        container_target(text, nowhere)


def test_same_text_is_the_same_target():
    assert container_target("docker:web:80", nowhere) == container_target("docker:web:080", nowhere)


def test_place_is_looked_up_at_each_dial(run):
    async def work():
        with socket.create_server(("127.0.0.1", 0)) as server:
            places = {}

            async def find(name, port):
                return places[name, port]

            target = container_target("docker:web:80", find)
            places["web", 80] = (server.getsockname(),)
            (await target.open()).close()
            with socket.create_server(("127.0.0.1", 0)) as other:
                places["web", 80] = (other.getsockname(),)
                with await target.open() as opened:
                    assert opened.getpeername() == other.getsockname()
                    assert not opened.getblocking()

    run(work())


def test_next_place_is_dialled_if_the_first_does_not_answer(run):
    async def work():
        with socket.create_server(("127.0.0.1", 0)) as gone:
            dead = gone.getsockname()
        with socket.create_server(("127.0.0.1", 0)) as server:

            async def find(name, port):
                return dead, server.getsockname()

            (await container_target("docker:web:80", find).open()).close()

    run(work())


@pytest.mark.parametrize("count", [0, 1, 2])
def test_failure_is_an_error_of_the_system(run, count):
    async def work():
        with socket.create_server(("127.0.0.1", 0)) as gone:
            dead = gone.getsockname()

        async def find(name, port):
            return (dead,) * count

        with pytest.raises(OSError) as caught:  # noqa: PT011  # its number is checked
            await container_target("docker:web:80", find).open()
        assert caught.value.errno == (errno.ECONNREFUSED if count else errno.EADDRNOTAVAIL)

    run(work())


def test_dial_that_is_given_up_leaves_nothing_open(run):
    async def work():
        with socket.socket() as full:
            full.bind(("127.0.0.1", 0))
            full.listen(0)
            waiting = [socket.socket() for _ in range(4)]
            for each in waiting:  # until nobody else gets in
                each.setblocking(False)
                each.connect_ex(full.getsockname())

            async def find(name, port):
                return (full.getsockname(),)

            with pytest.raises(TimeoutError):
                await asyncio.wait_for(container_target("docker:web:80", find).open(), 0.05)
            for each in waiting:
                each.close()

    run(work())
