from relay_link.frames import Kind
from relay_link.messages import TunnelOpened, Welcome
from tests.unit.relay_server.running_relay import running_relay


def test_visitor_is_led_to_its_tunnel(run):
    async def work():
        async with running_relay() as relay:
            control, tunnel = await relay.served()
            assert isinstance(control.welcome, Welcome)
            assert isinstance(tunnel, TunnelOpened)
            data = await relay.attached(control)
            visitor = await relay.visit(tunnel.host)
            visitor.writer.write(b"question")
            await data.opened()
            assert await data.frame() == (Kind.DATA, b"question")
            data.send_data(b"answer")
            data.send_end()
            assert await visitor.read() == b"answer"

    run(work())
