"""The program behind the tunnels: `python -m benchmarks.target answer bulk silent ...`.

It listens on a port of 127.0.0.1 for each behaviour named, prints the ports as a JSON list in one
line, and ends when its standard input does. Raw sockets, because a web server would be measured
along with the tunnel.
"""

import json
import os
import select
import socket
import sys
import threading
from collections.abc import Callable

from benchmarks.talk import ANSWER, CHUNK_BYTES, GREETING, HEADER_BYTES, REQUEST, parse_header

_BACKLOG = 1024
_READ_BYTES = 4096


def answer(listener: socket.socket) -> None:
    """Answer each whole request of each connection, all in this thread."""
    poll = select.epoll()
    poll.register(listener.fileno(), select.EPOLLIN)
    listener.setblocking(False)
    connections: dict[int, socket.socket] = {}
    wanted_bytes: dict[int, int] = {}
    while True:
        for number, _ in poll.poll():
            if number not in connections:
                sock = _accept(listener)
                if sock is not None:
                    connections[sock.fileno()] = sock
                    wanted_bytes[sock.fileno()] = len(REQUEST)
                    poll.register(sock.fileno(), select.EPOLLIN)
                continue
            got = _read(connections[number])
            if not got:
                connections.pop(number).close()
                continue
            wanted_bytes[number] -= got
            if wanted_bytes[number] <= 0:
                wanted_bytes[number] += len(REQUEST)
                _send(connections[number])


def _accept(listener: socket.socket) -> socket.socket | None:
    try:
        sock, _ = listener.accept()
    except BlockingIOError:
        return None
    return sock


def _read(sock: socket.socket) -> int:
    """Return how many bytes came; none if the connection has ended."""
    try:
        return len(sock.recv(_READ_BYTES))
    except OSError:
        return 0


def _send(sock: socket.socket) -> None:
    try:
        sock.send(ANSWER)
    except OSError:
        print("a visitor left before its answer", file=sys.stderr)


def bulk(listener: socket.socket) -> None:
    """Send or take as many bytes as each connection asks for, each in a thread of its own."""
    while True:
        sock, _ = listener.accept()
        threading.Thread(target=_bulk, args=(sock,), daemon=True).start()


def _bulk(sock: socket.socket) -> None:
    with sock:
        try:
            is_download, total_bytes = parse_header(sock.recv(HEADER_BYTES, socket.MSG_WAITALL))
            if is_download:
                send_bulk(sock, total_bytes)
            else:
                take_bulk(sock, total_bytes)
                sock.sendall(GREETING)
        except OSError as error:
            print(f"bulk was cut off: {error}", file=sys.stderr)


def send_bulk(sock: socket.socket, total_bytes: int) -> None:
    """Send that many bytes."""
    chunk = memoryview(bytes(CHUNK_BYTES))
    while total_bytes > 0:
        sock.sendall(chunk[:total_bytes])
        total_bytes -= CHUNK_BYTES


def take_bulk(sock: socket.socket, total_bytes: int) -> None:
    """Receive that many bytes.

    Raises:
        ConnectionError: the connection ended before.
    """
    chunk = memoryview(bytearray(CHUNK_BYTES))
    while total_bytes > 0:
        count = sock.recv_into(chunk[: min(total_bytes, CHUNK_BYTES)])
        if not count:
            raise ConnectionError(f"{total_bytes} bytes are missing")
        total_bytes -= count


def silent(listener: socket.socket) -> None:
    """Greet each connection and never read from it."""
    connections = []
    while True:
        sock, _ = listener.accept()
        sock.sendall(GREETING)
        connections.append(sock)


BEHAVIOURS: dict[str, Callable[[socket.socket], None]] = {
    "answer": answer,
    "bulk": bulk,
    "silent": silent,
}


def main() -> None:
    """Serve until standard input ends."""
    ports = []
    for name in sys.argv[1:]:
        listener = socket.create_server(("127.0.0.1", 0), backlog=_BACKLOG)
        ports.append(listener.getsockname()[1])
        threading.Thread(target=BEHAVIOURS[name], args=(listener,), daemon=True).start()
    print(json.dumps(ports), flush=True)
    sys.stdin.read()
    os._exit(0)  # The threads are in the middle of their work, and nothing needs cleaning up.


if __name__ == "__main__":
    main()
