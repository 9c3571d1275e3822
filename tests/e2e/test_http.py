"""A web server behind a tunnel, visited with curl and, where bytes matter, by hand."""

import shlex
import socket

import pytest

from tests.e2e.programs import own_program

REQUEST = b"GET /%s HTTP/1.1\r\nHost: tunnel\r\nConnection: close\r\n\r\n"


@pytest.fixture
def free_port():
    """A port that nothing listens on, and that no other program is given."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        yield sock.getsockname()[1]


def test_curl_gets_a_page(web, forward, curl):
    tunnel = forward(web.port)
    answer = curl(tunnel, f"{tunnel.url}/page?a=1")
    assert answer == f"GET /page?a=1 for {tunnel.host}:{tunnel.port}"


def test_curl_posts_a_form(web, forward, curl):
    tunnel = forward(web.port)
    assert curl(tunnel, "--data", "name=Ada&year=1843", tunnel.url) == "name=Ada&year=1843"


def test_one_connection_serves_many_requests(web, forward, curl):
    tunnel = forward(web.port)
    pages = [f"{tunnel.url}/{number}" for number in range(20)]
    count = curl(tunnel, "--write-out", "\n%{num_connects}\n", *pages).split("\n")[1::2]
    assert count == ["1"] + ["0"] * 19


def test_printed_command_line_works(web, relay, tmp_path, start_program, home):
    program = start_program(own_program("porthole"), "forward", web.port, PORTHOLE_HOME=home)
    line = program.wait_for_line("https://")
    assert line.endswith(f"  ->  127.0.0.1:{web.port}     Ctrl-C closes it")
    command = program.wait_for(lambda: program.errors, "command line")[0]
    words = shlex.split(command)
    assert words[0] == "curl"
    again = start_program(words[0], "--silent", "--show-error", *words[1:])
    assert again.wait_for_end() == 0
    assert again.output == [f"GET / for {line.split()[0].removeprefix('https://')}"]


def test_event_stream_arrives_without_delay(web, forward, visit):
    tunnel = forward(web.port, "--tcp")
    for kind in ("tls", "tcp"):
        web.go_on.clear()
        visitor = visit(kind, tunnel)
        visitor.send(REQUEST % b"stream")
        received = b""
        while b"first" not in received:
            received += visitor.receive()
        assert b"last" not in received
        web.go_on.set()
        assert visitor.receive_all().endswith(b"data: last\n\n")


def test_browser_is_told_that_nothing_answers(free_port, relay, clients, curl):
    client = clients.start(relay, free_port)
    tunnel = client.next_tunnel()
    answer = curl(tunnel, "--write-out", "%{http_code}", tunnel.url)
    assert answer.endswith("502")
    assert f"nothing answers on <b>127.0.0.1:{free_port}</b>" in answer
    error = client.next_event("error")
    assert error["target"] == f"127.0.0.1:{free_port}"
    assert error["message"] == (
        f"A visitor came, but nothing answers on 127.0.0.1:{free_port}: Connection refused."
    )


@pytest.mark.parametrize("greeting", [b"\x00\x01binary\n", b""])
def test_other_visitors_of_a_dead_port_are_reset(kind, greeting, free_port, forward, visit):
    visitor = visit(kind, forward(free_port, "--tcp"))
    if greeting:
        visitor.send(greeting)
    with pytest.raises(ConnectionResetError):
        visitor.receive()


def test_tunnel_works_as_soon_as_its_port_is_listened_on(target, forward, curl, visit):
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        tunnel = forward(port)
        assert curl(tunnel, "--output", "/dev/null", "--write-out", "%{http_code}", tunnel.url) == (
            "502"
        )
    target(lambda connection: connection.sendall(b"hello"), port)
    visitor = visit("tls", tunnel)
    assert visitor.receive_all() == b"hello"
