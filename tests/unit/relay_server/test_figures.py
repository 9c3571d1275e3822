import asyncio
import ssl

import pytest

from relay_link.frames import Kind
from relay_link.messages import PROBE_ALPN, Refused, TunnelRefused
from relay_link.tokens import new_token
from relay_server.config import Limits
from relay_server.ledger import Delivered
from tests.unit.relay_server.running_relay import running_relay


def figures(relay):
    return relay.relay.figures


async def until(condition):
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


def test_relay_that_nobody_uses_has_no_figures(run):
    async def work():
        async with running_relay() as relay:
            now = figures(relay)
            assert (now.sessions, now.tunnels, now.visitors) == (0, 0, 0)
            assert now.delivered == Delivered(0, 0, 0)
            assert not any(now.refusals.values())

    run(work())


def test_what_visitors_get_is_counted_while_they_are_here(run):
    async def work():
        async with running_relay() as relay:
            control, tunnel = await relay.served(tcp=True)
            data = await relay.attached(control)
            visitor = await relay.visit_tcp(tunnel.tcp_port)
            visitor.writer.write(b"question")
            await data.opened()
            assert await data.frame() == (Kind.DATA, b"question")
            data.send_data(b"answer!")
            assert await visitor.read() == b"answer!"
            now = figures(relay)
            assert (now.sessions, now.tunnels, now.visitors) == (1, 1, 1)
            assert now.delivered == Delivered(8, 7, 1)
            data.send_end()
            visitor.writer.write_eof()
            await until(lambda: figures(relay).visitors == 0)
            assert figures(relay).delivered == Delivered(8, 7, 1)

    run(work())


def test_probes_are_not_counted(run):
    async def work():
        async with running_relay() as relay:
            control, tunnel = await relay.served()
            data = await relay.attached(control)
            visitor = await relay.connect(PROBE_ALPN, server_name=tunnel.host)
            visitor.writer.write(bytes(32))
            kind, message = await data.frame()
            assert (kind, message.alpn) == (Kind.OPEN, PROBE_ALPN)
            data.say(Kind.ACK, message.visitor)
            data.send_data(bytes(32))
            data.send_end()
            assert await visitor.read() == bytes(32)
            assert figures(relay).delivered == Delivered(0, 0, 0)
            visitor.drop()
            await until(lambda: figures(relay).visitors == 0)
            assert figures(relay).delivered == Delivered(0, 0, 0)

    run(work())


async def no_such_name(relay):
    with pytest.raises(ssl.SSLError):
        await relay.visit("nobody.r5.example.com")
    return "connection", "name"


async def no_tls(relay):
    end = await relay.raw()
    end.writer.write(b"GET / HTTP/1.1\r\n\r\n")
    assert b"400" in await end.read()
    return "connection", "hello"


async def wrong_token(relay):
    control = await relay.control()
    assert isinstance(await control.log_in(token=new_token()), Refused)
    return "login", "credentials"


async def http2_under_another_name(relay):
    control = await relay.client()
    answer = await control.open(name="x" * 101)
    assert isinstance(answer, TunnelRefused)
    return "tunnel", "limit"


@pytest.mark.parametrize("refuse", [no_such_name, no_tls, wrong_token, http2_under_another_name])
def test_refusals_are_counted_by_what_and_why(run, refuse):
    async def work():
        async with running_relay() as relay:
            key = await refuse(relay)
            counted = {each: n for each, n in figures(relay).refusals.items() if n}
            assert counted == {key: 1}

    run(work())


def test_visitors_above_the_limit_are_counted_also_when_their_tunnel_is_gone(run):
    async def work():
        async with running_relay(limits=Limits(visitors_per_tunnel=1)) as relay:
            control, tunnel = await relay.served(tcp=True)
            data = await relay.attached(control)
            await relay.visit_tcp(tunnel.tcp_port)
            await data.opened()
            assert await (await relay.visit_tcp(tunnel.tcp_port)).is_closed()
            assert figures(relay).refusals["visitor", "limit"] == 1
            await relay.desk.close(relay.desk.by_host[tunnel.host])
            assert figures(relay).refusals["visitor", "limit"] == 1

    run(work())
