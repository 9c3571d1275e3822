"""A Redis server behind a raw TCP port."""

import hashlib

import pytest

from tests.e2e.programs import run

COUNT = 100_000
BIG_VALUE_BYTES = 32 << 20


@pytest.fixture
def redis(ports, forward, start_program, tmp_path):
    """The start of a command that talks to a server through its tunnel."""
    server = start_program(
        *("redis-server", "--port", ports[0], "--bind", "127.0.0.1", "--save", ""),
        *("--dir", tmp_path, "--daemonize", "no"),
    )
    server.wait_for(
        lambda: any("Ready to accept connections" in line for line in server.output), "server"
    )
    tunnel = forward(ports[0], "--tcp")
    return ["redis-cli", "-h", "127.0.0.1", "-p", str(tunnel.tcp_port)]


def in_protocol(*words):
    """Return a command as Redis clients send it."""
    parts = [f"${len(word)}\r\n{word}\r\n" for word in words]
    return f"*{len(words)}\r\n{''.join(parts)}"


def test_mass_insert_arrives_whole(redis, tmp_path):
    commands = "".join(in_protocol("SET", f"key{n}", f"value{n}") for n in range(COUNT))
    result = run([*redis, "--pipe"], tmp_path, stdin=None, input=commands)
    assert f"errors: 0, replies: {COUNT}" in result.stdout
    assert run([*redis, "DBSIZE"], tmp_path).stdout == f"{COUNT}\n"
    assert run([*redis, "GET", f"key{COUNT - 1}"], tmp_path).stdout == f"value{COUNT - 1}\n"


def test_big_value_is_the_same_after_both_ways(redis, tmp_path):
    value = hashlib.shake_128(b"value").hexdigest(BIG_VALUE_BYTES // 2)
    run([*redis, "-x", "SET", "big"], tmp_path, stdin=None, input=value)
    assert run([*redis, "GET", "big"], tmp_path).stdout == f"{value}\n"


def test_published_message_reaches_a_subscriber(redis, start_program, tmp_path):
    subscriber = start_program(*redis, "SUBSCRIBE", "news")
    subscriber.wait_for(lambda: subscriber.output[-1:] == ["1"], "subscription")
    assert run([*redis, "PUBLISH", "news", "It works."], tmp_path).stdout == "1\n"
    subscriber.wait_for_line("It works.")
