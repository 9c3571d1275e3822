import asyncio
import os
import socket
import subprocess
import sys
import tempfile

import pytest

from app.engine.sources.containers import http
from app.engine.sources.containers.endpoints import Endpoint
from app.engine.sources.containers.errors import (
    EngineAnswerError,
    EngineRefusedError,
    NoEngineError,
)
from app.engine.sources.containers.http import get

AS_NOBODY = """
import asyncio, os, sys
from app.engine.sources.containers.endpoints import Endpoint
from app.engine.sources.containers.errors import EngineRefusedError
from app.engine.sources.containers.http import get

async def ask():
    async with get(Endpoint("Docker", sys.argv[1]), "/info"):
        pass

os.setgroups([])
os.setgid(65534)
os.setuid(65534)
try:
    asyncio.run(ask())
except EngineRefusedError as error:
    print(error)
"""


@pytest.fixture
def answering(run, tmp_path):
    """Serve these bytes at a unix socket, whatever is asked, and end the connection or not."""
    servers = []

    def serve(*parts, ends=True):
        async def answer(reader, writer):
            await reader.readuntil(b"\r\n\r\n")
            for part in parts:
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(0)
            if not ends:
                await reader.read()
            writer.close()

        path = str(tmp_path / "engine.sock")
        servers.append(run(asyncio.start_unix_server(answer, path)))
        return Endpoint("Docker", path)

    yield serve
    for server in servers:
        server.close()
        run(server.wait_closed())


async def body_of(endpoint):
    async with get(endpoint, "/info") as answer:
        return answer.status, await answer.body()


async def lines_of(endpoint):
    async with get(endpoint, "/events") as answer:
        return [line async for line in answer.lines()]


def test_answer_may_come_in_any_pieces(run, answering):
    data = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    endpoint = answering(*(data[place : place + 1] for place in range(len(data))))
    assert run(body_of(endpoint)) == (200, b"abcde")


def test_answer_may_end_with_its_connection(run, answering):
    assert run(body_of(answering(b"HTTP/1.0 404 Not Found\r\n\r\ngone"))) == (404, b"gone")


def test_lines_come_whole(run, answering):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    endpoint = answering(head + b"3\r\na\nb\r\n", b"4\r\nc\nd\n\r\n0\r\n\r\n")
    assert run(lines_of(endpoint)) == [b"a", b"bc", b"d"]


def test_endless_body_is_given_up(run, answering, monkeypatch):
    monkeypatch.setattr(http, "MAX_BODY_BYTES", 4)
    endpoint = answering(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nabcde", ends=False)
    with pytest.raises(EngineAnswerError, match="longer than 4 bytes"):
        run(body_of(endpoint))


@pytest.mark.parametrize("line", [b"a" * 5, b"a" * 5 + b"\n"])
def test_endless_line_is_given_up(run, answering, monkeypatch, line):
    monkeypatch.setattr(http, "MAX_LINE_BYTES", 4)
    endpoint = answering(b"HTTP/1.1 200 OK\r\n\r\n" + line)
    with pytest.raises(EngineAnswerError, match="more than 4 bytes"):
        run(lines_of(endpoint))


def test_end_in_the_middle_of_an_answer_is_the_engines_end(run, answering):
    with pytest.raises(NoEngineError):
        run(
            lines_of(
                answering(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\na\n\r\n")
            )
        )


def test_endless_head_is_given_up(run, answering):
    endpoint = answering(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 20_000, ends=False)
    with pytest.raises(EngineAnswerError, match="no engine of containers"):
        run(body_of(endpoint))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\n",
    ],
)
def test_other_program_at_the_socket_is_told_from_an_engine(run, answering, data):
    with pytest.raises((EngineAnswerError, NoEngineError)):
        run(body_of(answering(data)))


def test_silent_engine_is_given_up(run, answering, monkeypatch):
    monkeypatch.setattr(http, "ANSWER_SECONDS", 0.01)
    with pytest.raises(EngineAnswerError, match="has not answered"):
        run(body_of(answering(ends=False)))
    with pytest.raises(EngineAnswerError, match="has not answered"):
        run(body_of(answering(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", ends=False)))


@pytest.mark.parametrize("is_left_over", [False, True])
def test_missing_engine_is_told_from_one_that_refuses(run, tmp_path, is_left_over):
    path = tmp_path / "docker.sock"
    if is_left_over:
        path.touch()
    with pytest.raises(NoEngineError):
        run(body_of(Endpoint("Docker", str(path))))


def test_engine_at_a_tcp_port_is_asked_too(run):
    async def work():
        async def answer(reader, writer):
            head = await reader.readuntil(b"\r\n\r\n")
            assert b"Host: 127.0.0.1\r\n" in head
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            writer.close()

        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            host, port = server.sockets[0].getsockname()
            return await body_of(Endpoint("Docker", host=host, port=port))

    assert run(work()) == (200, b"ok")


@pytest.mark.parametrize(
    ("name", "advice"), [("Docker", "usermod -aG docker"), ("Podman", "systemctl --user enable")]
)
def test_user_without_permission_is_told_how_to_get_it(run, monkeypatch, name, advice):
    async def refuse(path):
        raise PermissionError(13, "Permission denied")

    # Root, as whom tests may run, is refused nowhere.
    monkeypatch.setattr(asyncio, "open_unix_connection", refuse)
    with pytest.raises(EngineRefusedError, match=advice):
        run(body_of(Endpoint(name, "/run/engine.sock")))


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="root can become others")
def test_real_socket_of_root_refuses_another_user():
    # Not in the test's own folder, which nobody else may enter.
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        os.chmod(folder, 0o755)
        path = os.path.join(folder, "docker.sock")
        server.bind(path)
        os.chmod(path, 0o660)
        server.listen()
        command = [sys.executable, "-c", AS_NOBODY, path]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert output.startswith("This user may not use Docker. Let it with 'sudo usermod")
