"""Ports of an SSH host, which is a real OpenSSH server, as everybody else's ports."""

import contextlib
import hashlib
import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import threading
import time

import psutil
import pytest

from tests.e2e.bulk import blocks, sha256_of_blocks
from tests.e2e.programs import PATIENCE_S, clean_environment, eventually, own_program, run
from tests.e2e.targets import receive_all, receive_exactly
from tests.sshd import make_key

SIZE = 100_000_000
OFFER_BYTES = 1 << 30
MOST_TAKEN_BYTES = 128 << 20
MOST_GROWTH_BYTES = 16 << 20
"""In the client: what SSH lets the host send, twice over, and buffers for it."""
SOCKETS = 5000


def known(home):
    return home / ".ssh/known_hosts"


@pytest.fixture
def forward_host(sshd, forward):
    """Give a port of the host an address; return the tunnel."""
    return lambda port, *arguments: forward(f"ssh:gpu-box:{port}", *arguments)


def test_download_from_a_host_is_the_same(kind, target, forward_host, visit):
    def serve(connection):
        receive_exactly(connection, 1)
        for block in blocks(SIZE):
            connection.sendall(block)

    visitor = visit(kind, forward_host(target(serve).port, "--tcp"))
    visitor.send(b"!")
    digest, size = hashlib.sha256(), 0
    for chunk in iter(visitor.receive, b""):
        digest.update(chunk)
        size += len(chunk)
    assert size == SIZE
    assert digest.hexdigest() == sha256_of_blocks(SIZE)


def test_upload_to_a_host_is_the_same_and_is_answered_after_its_end(
    kind, target, forward_host, visit
):
    def serve(connection):
        digest = hashlib.sha256()
        while data := connection.recv(1 << 18):
            digest.update(data)
        connection.sendall(digest.hexdigest().encode())

    visitor = visit(kind, forward_host(target(serve).port, "--tcp"))
    for block in blocks(SIZE):
        visitor.send(block)
    visitor.end()
    assert visitor.receive_all().decode() == sha256_of_blocks(SIZE)


def test_visitor_may_go_on_after_the_end_of_the_host_s_answer(kind, target, forward_host, visit):
    received = []
    is_done = threading.Event()

    def serve(connection):
        connection.sendall(b"hello")
        connection.shutdown(1)
        received.append(receive_all(connection))
        is_done.set()

    visitor = visit(kind, forward_host(target(serve).port, "--tcp"))
    assert visitor.receive_all() == b"hello"
    visitor.send(b"thank you")
    visitor.end()
    assert is_done.wait(PATIENCE_S)
    assert received == [b"thank you"]


def test_tunnel_recovers_by_itself_when_its_host_restarts(sshd, web, clients, relay, curl):
    client = clients.start(relay, f"ssh:gpu-box:{web.port}")
    tunnel = client.next_tunnel()
    assert curl(tunnel, f"{tunnel.url}/hello")
    sshd.crash()
    with pytest.raises(subprocess.CalledProcessError):
        curl(tunnel, "--fail", f"{tunnel.url}/hello")
    sshd.start()

    def answers():
        with contextlib.suppress(subprocess.CalledProcessError):
            return curl(tunnel, "--fail", f"{tunnel.url}/hello")

    assert eventually(answers, "answer of the host after its restart")
    assert "reconnecting" not in client.events()


def test_command_says_since_when_a_host_is_away_and_that_it_is_back(sshd, web, clients, relay):
    client = clients.start(relay, f"ssh:gpu-box:{web.port}")
    client.next_tunnel()
    before = time.time()
    sshd.crash()
    away = client.next_event("host_away")
    assert (away["host"], away["is_final"]) == ("gpu-box", False)
    assert before <= away["since"] <= time.time()
    assert away["reason"] == "The connection to gpu-box was lost."
    sshd.start()
    back = client.next_event("host_back")
    assert (back["host"], back["since"]) == ("gpu-box", away["since"])
    assert client.events() == ["opened", "host_away", "host_back"]


def test_command_ends_when_its_only_host_does_not_come_back(sshd, web, clients, relay):
    client = clients.start(relay, f"ssh:gpu-box:{web.port}")
    client.next_tunnel()
    sshd.crash()
    client.next_event("host_away")
    sshd.set_host_key()
    sshd.start()
    away = client.next_event("host_away")
    assert away["is_final"]
    assert away["reason"].startswith("The key of gpu-box has changed")
    assert client.wait_for_end() == 1


def test_command_goes_on_for_the_sake_of_other_tunnels(sshd, web, clients, relay, curl):
    client = clients.start(relay, f"ssh:gpu-box:{web.port}", web.port)
    client.next_tunnel()
    tunnel = client.next_tunnel()
    sshd.crash()
    client.next_event("host_away")
    sshd.set_host_key()
    sshd.start()
    assert client.next_event("host_away")["is_final"]
    assert curl(tunnel, f"{tunnel.url}/a").startswith("GET /a for")
    assert client.process.poll() is None


@pytest.mark.parametrize("reader", ["visitor", "target"])
def test_sender_is_held_up_in_bounded_memory(reader, target, sshd, relay, clients, visit):
    may_end, has_stopped = threading.Event(), threading.Event()
    taken = [0]

    def offer(sock, send):
        sock.settimeout(1.0)
        block = bytes(1 << 18)
        with contextlib.suppress(TimeoutError):
            while taken[0] < OFFER_BYTES:
                send(block)
                taken[0] += len(block)
        has_stopped.set()

    def serve(connection):
        connection.sendall(receive_exactly(connection, 1))
        if reader == "visitor":
            offer(connection, connection.sendall)
        may_end.wait(PATIENCE_S)

    client = clients.start(relay, f"ssh:gpu-box:{target(serve).port}", "--tcp")
    visitor = visit("tcp", client.next_tunnel())
    visitor.send(b"!")
    assert visitor.receive_exactly(1) == b"!"
    before = psutil.Process(client.pid).memory_info().rss
    try:
        if reader == "target":
            offer(visitor.sock, visitor.send)
        assert has_stopped.wait(PATIENCE_S)
        growth = psutil.Process(client.pid).memory_info().rss - before
        print(f"{reader} does not read: {taken[0] / 1e6:.1f} MB taken, client grew by {growth}")
        assert taken[0] < MOST_TAKEN_BYTES
        assert growth < MOST_GROWTH_BYTES
    finally:
        may_end.set()


LISTENERS = """
import resource, socket, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (6000, 6000))
sockets = []
for n in range(int(sys.argv[1])):
    sockets.append(socket.create_server((f"127.{1 + n % 200}.0.1", 0)))
print(len({s.getsockname() for s in sockets}), flush=True)
sys.stdin.read()
"""


def test_five_thousand_sockets_of_a_host_are_listed(sshd, tmp_path):
    command = [sys.executable, "-c", LISTENERS, str(SOCKETS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as listeners:
        assert int(listeners.stdout.readline()) == SOCKETS
        began = time.monotonic()
        output = porthole(tmp_path, "ports", "--source", "ssh:gpu-box", "--json").stdout
        print(f"{SOCKETS} sockets: {time.monotonic() - began:.2f} s")
        listeners.stdin.close()
    rows = [json.loads(line) for line in output.splitlines()]
    own = [row for row in rows if row["pid"] == listeners.pid]
    assert len(own) == SOCKETS
    assert all(row["target"].startswith("ssh:gpu-box:[127.") for row in own)


def test_ports_of_a_host_are_listed_as_a_table(sshd, tmp_path):
    lines = porthole(tmp_path, "ports", "--source", "ssh:gpu-box").stdout.splitlines()
    assert lines[0].startswith("TARGET ")
    [line] = [line for line in lines if line.startswith(f"ssh:gpu-box:{sshd.port} ")]
    assert "sshd" in line
    assert "SSH" in line


def porthole(home, *words, **options):
    return run([own_program("porthole"), *words], home, **options)


# What nobody can be asked, and what is asked on a terminal.


@pytest.mark.parametrize("command", ["ports", "forward"])
def test_unknown_host_is_refused_where_nobody_can_be_asked(command, sshd, tmp_path):
    known(tmp_path).unlink()
    words = ["--source", "ssh:gpu-box"] if command == "ports" else ["ssh:gpu-box:80"]
    result = porthole(tmp_path, command, *words, check=False)
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert line.startswith("porthole: The key of gpu-box is not known on this computer.")
    assert not known(tmp_path).exists()


def test_changed_key_is_refused(sshd, tmp_path):
    sshd.crash()
    sshd.set_host_key()
    sshd.start()
    result = porthole(tmp_path, "ports", "--source", "ssh:gpu-box", check=False)
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert line.startswith("porthole: The key of gpu-box has changed")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["ports", "--source", "ssh:"], 2, "is no source of ports"),
        (["ports", "--source", "ssh:-x"], 1, "is not an SSH host"),
        (["forward", "ssh:gpu-box"], 2, "is not a port of an SSH host"),
        (["forward", "ssh:gpu-box:0"], 2, "Invalid port number 0"),
        (["forward", "ssh:gpu-box:1", "ssh:gpu-box:1"], 2, "A target is given twice"),
    ],
)
def test_what_makes_no_sense_is_refused(words, code, sentence, tmp_path):
    result = porthole(tmp_path, *words, check=False)
    assert result.returncode == code
    [line] = result.stderr.splitlines()
    assert sentence in line


class Terminal:
    """A program on a terminal, and somebody who reads and types there."""

    def __init__(self, home, *words):
        self._far, near = pty.openpty()
        self.text = ""
        self.process = subprocess.Popen(
            [own_program("porthole"), *words],
            stdin=near,
            stdout=near,
            stderr=near,
            cwd=home,
            env=clean_environment(home) | {"PORTHOLE_HOME": str(home / "porthole")},
            start_new_session=True,
        )
        os.close(near)

    def wait_for(self, text):
        deadline = time.monotonic() + PATIENCE_S
        while text not in self.text:
            assert time.monotonic() < deadline, self.text
            if select.select([self._far], [], [], 0.1)[0]:
                try:
                    self.text += os.read(self._far, 65536).decode()
                except OSError as error:
                    raise AssertionError(self.text) from error

    def type(self, text):
        os.write(self._far, text.encode() + b"\n")

    def end(self):
        """Return the exit code."""
        with contextlib.suppress(OSError):
            while data := os.read(self._far, 65536):
                self.text += data.decode()
        code = self.process.wait(PATIENCE_S)
        os.close(self._far)
        return code


def test_unknown_host_is_accepted_on_the_terminal(sshd, tmp_path):
    line = known(tmp_path).read_text()
    known(tmp_path).unlink()
    terminal = Terminal(tmp_path, "ports", "--source", "ssh:gpu-box")
    terminal.wait_for("is not known yet. Is this its ED25519 key?")
    terminal.wait_for("SHA256:")
    terminal.wait_for("Connect to it? [y/N]")
    terminal.type("y")
    terminal.wait_for("ssh:gpu-box:")
    assert terminal.end() == 0
    assert known(tmp_path).read_text() == line


def test_unknown_host_is_not_accepted_by_default(sshd, tmp_path):
    known(tmp_path).unlink()
    terminal = Terminal(tmp_path, "ports", "--source", "ssh:gpu-box")
    terminal.wait_for("Connect to it? [y/N]")
    terminal.type("")
    assert terminal.end() == 1
    assert "porthole: The key of gpu-box was not accepted." in terminal.text
    assert not known(tmp_path).exists()


def test_passphrase_is_asked_for_on_the_terminal_and_not_shown(sshd, tmp_path):
    for name in ("id_ed25519", "id_ed25519.pub"):
        (tmp_path / ".ssh" / name).unlink()
    sshd.authorize(make_key(tmp_path / ".ssh/id_ed25519", "ed25519", "open sesame"))
    terminal = Terminal(tmp_path, "ports", "--source", "ssh:gpu-box")
    terminal.wait_for("takes the passphrase of a key.")
    terminal.wait_for("(not shown")
    terminal.type("open sesame")
    terminal.wait_for("ssh:gpu-box:")
    assert terminal.end() == 0
    assert "open sesame" not in terminal.text


def test_command_that_is_stopped_while_it_asks_leaves_the_terminal_as_it_was(sshd, tmp_path):
    for name in ("id_ed25519", "id_ed25519.pub"):
        (tmp_path / ".ssh" / name).unlink()
    sshd.authorize(make_key(tmp_path / ".ssh/id_ed25519", "ed25519", "open sesame"))
    terminal = Terminal(tmp_path, "ports", "--source", "ssh:gpu-box")
    terminal.wait_for("(not shown")
    assert not termios.tcgetattr(terminal._far)[3] & termios.ECHO
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.process.wait(PATIENCE_S) == 130
    assert termios.tcgetattr(terminal._far)[3] & termios.ECHO
    terminal.end()
