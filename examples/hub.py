"""How do I start servers on demand, each with a URL of its own?

This program is a web app behind a URL. For each page that is posted to it, it starts a server that
shows the page and a tunnel that leads there, and sends the visitor on to it.

    python examples/hub.py

It prints where to post, a token, unless HUB_TOKEN in the environment holds one, and the file that
curl needs as `--cacert FILE` where the relay has a certificate authority of its own. Then:

    curl -i --oauth2-bearer TOKEN --data-binary @page.html URL/sessions
    curl -i --oauth2-bearer TOKEN -X DELETE URL/sessions/ID

A session ends when it is deleted, when its server ends and after 15 minutes. Ctrl-C ends all.
"""

import argparse
import asyncio
import contextlib
import hmac
import http.client
import io
import json
import os
import re
import secrets
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from email.message import Message
from http import HTTPStatus
from pathlib import Path

from relay_client import Error, forward

MAX_SESSIONS = 8
MAX_HEAD_BYTES = 16 * 1024
MAX_PAGE_BYTES = 1024 * 1024
REQUEST_SECONDS = 30  # for a visitor to send a request
FAREWELL_SECONDS = 2  # for a visitor to close when it has got the answer
SESSION_SECONDS = 15 * 60
SECRET_BYTES = 16


class RefusedError(Exception):
    """A request that is not granted."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(status, sentence)
        self.status = status
        self.sentence = sentence


class Hub:
    """Answers requests, and keeps the sessions that they start."""

    def __init__(self, token: str, tasks: asyncio.TaskGroup) -> None:
        """Run sessions in `tasks`, for those who know `token`."""
        self.is_closing = False
        self._token = token
        self._tasks = tasks
        self._sessions: dict[str, asyncio.Task[None]] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the one request of a visitor."""
        try:
            try:
                writer.write(await self._answer(reader))
            except RefusedError as refused:
                writer.write(answer(refused.status, {"error": refused.sentence}))
            writer.write_eof()
            # The visitor closes when it has read the answer. If we closed while bytes of its
            # request are unread, that would reset the connection, and the answer would be lost.
            async with asyncio.timeout(FAREWELL_SECONDS):
                while await reader.read(MAX_HEAD_BYTES):
                    pass
        except (ConnectionError, TimeoutError, asyncio.IncompleteReadError):
            pass  # the visitor is gone, or too slow
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader) -> bytes:
        async with asyncio.timeout(REQUEST_SECONDS):
            method, path, headers = await read_head(reader)
            self._check_token(headers)
            page = await read_page(reader, headers) if method == "POST" else b""
        match method, path.split("/"):
            case "POST", ["", "sessions"]:
                return await self._start(page)
            case "DELETE", ["", "sessions", session_id]:
                return await self._end(session_id)
        raise RefusedError(HTTPStatus.NOT_FOUND, "Post a page to /sessions.")

    def _check_token(self, headers: Message) -> None:
        scheme, _, token = headers.get("Authorization", "").partition(" ")
        is_right = hmac.compare_digest(token.encode("latin-1"), self._token.encode())
        if scheme.lower() != "bearer" or not is_right:
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "Send the token: Authorization: Bearer ...")

    async def _start(self, page: bytes) -> bytes:
        if self.is_closing or len(self._sessions) >= MAX_SESSIONS:
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "There is no room. Try again later.")
        session_id = secrets.token_hex(SECRET_BYTES)
        opened: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        task = self._tasks.create_task(run_session(page, opened))
        self._sessions[session_id] = task
        task.add_done_callback(lambda task: self._sessions.pop(session_id))
        url = await opened
        return answer(
            HTTPStatus.SEE_OTHER,
            {"url": url, "session": f"/sessions/{session_id}", "seconds": SESSION_SECONDS},
            f"Location: {url}\r\n",
        )

    async def _end(self, session_id: str) -> bytes:
        task = self._sessions.get(session_id)
        if task is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, "There is no such session.")
        if not task.cancelling():
            task.cancel()
        await asyncio.wait([task])
        return answer(HTTPStatus.OK, {"ended": f"/sessions/{session_id}"})


async def run_session(page: bytes, opened: "asyncio.Future[str]") -> None:
    """Keep a server and a tunnel to it until the server or the time ends; tell `opened` the URL."""
    try:
        async with (
            asyncio.timeout(SESSION_SECONDS),
            serving(page) as (process, port),
            forward(port) as tunnel,
        ):
            opened.set_result(tunnel.url)
            await process.wait()
    except (Error, OSError) as error:  # the latter also when the time is over
        if not opened.done():
            opened.set_exception(RefusedError(HTTPStatus.BAD_GATEWAY, str(error)))
    finally:
        opened.cancel()


@contextlib.asynccontextmanager
async def serving(page: bytes) -> AsyncIterator[tuple[asyncio.subprocess.Process, int]]:
    """Run a web server that shows `page` until the block ends; give its process and its port."""
    with tempfile.TemporaryDirectory(prefix="hub-") as folder:
        await asyncio.to_thread(Path(folder, "index.html").write_bytes, page)
        command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
        process = await asyncio.create_subprocess_exec(
            *[*command, "--directory", folder],
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert process.stdout is not None
        try:
            found = re.search(rb"port (\d+)", await process.stdout.readline())
            if found is None:
                raise OSError("The server did not start.")
            yield process, int(found[1])
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()  # it has nothing to save, and must not outlive its tunnel
            await process.wait()


async def read_head(reader: asyncio.StreamReader) -> tuple[str, str, Message]:
    """Read the head of a request; return its method, path and headers."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        line, _, fields = head.partition(b"\r\n")
        method, path, _ = line.decode("ascii").split(" ")
        return method, path, http.client.parse_headers(io.BytesIO(fields))
    except (asyncio.LimitOverrunError, ValueError, http.client.HTTPException):
        sentence = f"Send an HTTP request with at most {MAX_HEAD_BYTES} bytes before the page."
        raise RefusedError(HTTPStatus.BAD_REQUEST, sentence) from None


async def read_page(reader: asyncio.StreamReader, headers: Message) -> bytes:
    """Read the body of a request, if it says its length and that is not too long."""
    length = headers.get("Content-Length", "")
    if not re.fullmatch("[0-9]{1,18}", length):
        raise RefusedError(HTTPStatus.LENGTH_REQUIRED, "Say the page's length: Content-Length.")
    if int(length) > MAX_PAGE_BYTES:
        sentence = f"A page may have {MAX_PAGE_BYTES} bytes."
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)
    return await reader.readexactly(int(length))


def answer(status: HTTPStatus, body: dict[str, object], more_headers: str = "") -> bytes:
    """Return the bytes of an answer."""
    text = json.dumps(body) + "\n"
    if status == HTTPStatus.UNAUTHORIZED:
        more_headers = "WWW-Authenticate: Bearer\r\n"
    return (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(text)}\r\n{more_headers}Connection: close\r\n\r\n{text}"
    ).encode()


def end_on_sigterm() -> None:
    """Let `kill` end this task as Ctrl-C does: the servers that it started must end as well."""
    task = asyncio.current_task()
    assert task is not None
    if sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


async def main() -> None:
    """Serve until Ctrl-C."""
    end_on_sigterm()
    given_token = os.environ.pop("HUB_TOKEN", None)  # the servers need not know it
    token = given_token or secrets.token_hex(SECRET_BYTES)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        async with forward(port) as tunnel, asyncio.TaskGroup() as tasks:
            hub = Hub(token, tasks)
            server = await asyncio.start_server(hub.serve, sock=listener, limit=MAX_HEAD_BYTES)
            print(f"{tunnel.url}/sessions", flush=True)
            if not given_token:
                print(f"Token: {token}", flush=True)
            if tunnel.ca_file:
                print(f"Authority: {tunnel.ca_file}", flush=True)
            try:
                await asyncio.Event().wait()  # until Ctrl-C
            finally:
                hub.is_closing = True
                server.close()


if __name__ == "__main__":
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    try:
        asyncio.run(main())
    except (KeyboardInterrupt, asyncio.CancelledError):
        pass
    except Error as error:
        sys.exit(str(error))
