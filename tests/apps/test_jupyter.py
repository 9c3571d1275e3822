"""JupyterLab behind a tunnel, as the example starts it: its pages and a kernel's WebSocket."""

import contextlib
import json
import os
import shutil
import signal
import socket
import ssl
import sys
import uuid
from http.cookiejar import MozillaCookieJar
from urllib.parse import urlsplit

import psutil
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.e2e.examples import EXAMPLES
from tests.e2e.porthole import end_embedded_relay
from tests.e2e.programs import Program, is_running, run

pytestmark = [
    pytest.mark.apps,
    pytest.mark.skipif(
        shutil.which("jupyter-lab") is None and "CI" not in os.environ,
        reason="needs JupyterLab: make test-apps",
    ),
]

START_SECONDS = 60
REPLY_SECONDS = 30


class Jupyter:
    """A running JupyterLab behind a URL.

    Attributes:
        program: the example.
        origin: the URL without its path, as browsers name it to WebSocket servers.
        token: what the URL lets in.
    """

    def __init__(self, folder):
        self.home = folder / "porthole"
        self._folder = folder
        # JupyterLab does not run as root unless it is told to.
        arguments = ["--allow-root"] if os.geteuid() == 0 else []
        self.program = Program(
            [sys.executable, EXAMPLES / "jupyter.py", *arguments],
            folder,
            {"PORTHOLE_HOME": str(self.home)},
        )
        self.url = self.program.wait_for_line("https://", START_SECONDS)
        parts = urlsplit(self.url)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.token = parts.query.removeprefix("token=")
        self._host, self._port = parts.hostname, parts.port

    @property
    def _ca_file(self):
        return self.home / "run/ca.pem"

    def fetch(self, url, *arguments):
        """Return status and body of a URL."""
        command = ["curl", "--silent", "--show-error", "--location", "--cacert", self._ca_file]
        command += ["--write-out", "\n%{http_code}", *arguments, url]
        body, _, status = run(list(map(str, command)), self._folder).stdout.rpartition("\n")
        return int(status), body

    def start_kernel(self, token):
        """Ask for a kernel; return status and body."""
        header = f"Authorization: token {token}"
        return self.fetch(
            f"{self.origin}/api/kernels", "--header", header, "--request", "POST", "--data", "{}"
        )

    def cookies(self):
        """Open the printed URL; return the cookies that a browser has then."""
        jar = MozillaCookieJar(self._folder / "cookies")
        self.fetch(self.url, "--cookie-jar", jar.filename)
        jar.load(ignore_discard=True)
        return "; ".join(f"{each.name}={each.value}" for each in jar)

    def open_channels(self, kernel, origin):
        """Open a kernel's WebSocket as a page from `origin` does in a browser."""
        return connect(
            f"wss://{self._host}:{self._port}/api/kernels/{kernel}/channels",
            # Only curl and browsers know where names below localhost lead.
            sock=socket.create_connection(("127.0.0.1", self._port)),
            ssl=ssl.create_default_context(cafile=self._ca_file),
            origin=origin,
            additional_headers={"Cookie": self.cookies()},
            max_size=None,
        )

    def new_kernel(self):
        """Start a kernel; return its id."""
        status, body = self.start_kernel(self.token)
        assert status == 201
        return json.loads(body)["id"]


@contextlib.contextmanager
def running(folder):
    """Run JupyterLab at home in `folder` until the block ends."""
    jupyter = Jupyter(folder)
    try:
        yield jupyter
    finally:
        jupyter.program.end()
        end_embedded_relay(jupyter.home)


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory):
    """The JupyterLab that tests share."""
    with running(tmp_path_factory.mktemp("jupyter")) as jupyter:
        yield jupyter


@pytest.fixture
def own_jupyter(tmp_path):
    """A JupyterLab that this test may end."""
    with running(tmp_path) as jupyter:
        yield jupyter


def execute(channels, code):
    """Run code in a kernel; return what it evaluates to, as text."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "version": "5.3"}
    header |= {"session": uuid.uuid4().hex, "username": "visitor"}
    content = {"code": code, "silent": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
    channels.send(json.dumps(message | {"channel": "shell"}))
    while True:
        reply = json.loads(channels.recv(REPLY_SECONDS))
        is_ours = reply["parent_header"].get("msg_id") == header["msg_id"]
        if is_ours and reply["msg_type"] == "execute_result":
            return reply["content"]["data"]["text/plain"]


def test_printed_url_shows_jupyterlab(jupyter):
    status, body = jupyter.fetch(jupyter.url)
    assert (status, "<title>JupyterLab</title>" in body) == (200, True)


def test_kernel_computes_over_a_websocket(jupyter):
    with jupyter.open_channels(jupyter.new_kernel(), jupyter.origin) as channels:
        assert execute(channels, "1+1") == "2"
        # More than the buffers between here and there hold.
        assert len(execute(channels, "'x' * 3_000_000")) == 3_000_002


def test_page_from_elsewhere_gets_no_websocket(jupyter):
    with pytest.raises(InvalidStatus, match="403"):
        jupyter.open_channels(jupyter.new_kernel(), "https://example.com")


def test_nobody_starts_a_kernel_without_the_token(jupyter):
    assert jupyter.start_kernel("wrong")[0] == 403


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_jupyterlab_and_its_kernels_end_with_the_example(own_jupyter, number):
    with own_jupyter.open_channels(own_jupyter.new_kernel(), own_jupyter.origin) as channels:
        assert execute(channels, "1+1") == "2"  # a kernel that still starts would complain
    program = own_jupyter.program
    started = [each.pid for each in psutil.Process(program.pid).children(recursive=True)]
    assert len(started) >= 2
    program.process.send_signal(number)
    assert program.wait_for_end() == 0
    assert "Traceback" not in "\n".join(program.errors)
    assert [pid for pid in started if is_running(pid)] == []
