import asyncio
import os
import socket
import sys

import pytest

from relay_link.readiness import delay_of, readiness_of
from tests.unit.relay_link.wires import settle

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="others use the event loop itself")


class Watch:
    """Sockets in pairs, and what was called for the near one of each."""

    def __init__(self, loop):
        self.loop = loop
        self.readiness = readiness_of(loop)
        self.calls = []
        self.sockets = []

    def pair(self):
        near, far = socket.socketpair()
        near.setblocking(False)
        far.setblocking(False)
        self.sockets += [near, far]
        return near, far

    def read(self, sock, name="read", then=lambda: None):
        def callback():
            self.calls.append((name, sock.recv(100)))
            then()

        self.readiness.add_reader(sock.fileno(), callback)

    def forget(self, sock):
        self.readiness.remove_reader(sock.fileno())
        self.readiness.remove_writer(sock.fileno())
        sock.close()

    def close(self):
        for sock in self.sockets:
            if sock.fileno() >= 0:
                self.forget(sock)


@pytest.fixture
def watch(run):
    async def make():
        return Watch(asyncio.get_running_loop())

    made = run(make())
    yield made
    made.close()
    watched = made.loop._selector.get_map()
    assert [key.fd for key in watched.values()] == [made.loop._ssock.fileno()]


def test_readers_are_called_as_long_as_there_is_something(run, watch):
    async def work():
        near, far = watch.pair()
        watch.read(near)
        await settle()
        assert watch.calls == []
        far.send(b"x" * 150)
        await settle()
        assert watch.calls == [("read", b"x" * 100), ("read", b"x" * 50)]
        watch.readiness.remove_reader(near.fileno())
        watch.readiness.remove_reader(near.fileno())
        far.send(b"more")
        await settle()
        assert len(watch.calls) == 2

    run(work())


def test_readers_and_writers_of_one_socket_come_and_go_by_themselves(run, watch):
    async def work():
        near, far = watch.pair()
        fd = near.fileno()
        far.send(b"here")
        watch.readiness.add_writer(fd, lambda: watch.calls.append("write"))
        await settle()
        assert set(watch.calls) == {"write"}
        watch.read(near, then=lambda: watch.readiness.remove_writer(fd))
        watch.calls.clear()
        await settle()
        assert watch.calls in ([("read", b"here")], [("read", b"here"), "write"])
        assert watch.readiness._epoll.poll(0) == [], "nothing wakes us for what nobody waits for"
        far.send(b"again")
        watch.calls.clear()
        await settle()
        assert watch.calls == [("read", b"again")]

    run(work())


def test_hang_up_is_told_to_readers_and_writers(run, watch):
    async def work():
        near, far = watch.pair()
        watch.readiness.add_writer(near.fileno(), lambda: watch.calls.append("write"))
        watch.read(near, then=lambda: watch.readiness.remove_reader(near.fileno()))
        far.close()
        await settle()
        assert watch.calls[:2] == [("read", b""), "write"]

    run(work())


def test_callback_that_fails_is_reported_and_holds_nobody_up(run, watch):
    async def work():
        reports = []
        watch.loop.set_exception_handler(lambda loop, context: reports.append(context))
        for name in ("first", "second"):
            near, far = watch.pair()
            watch.read(near, name, then=lambda: 1 / 0)
            far.send(b"x")
        await settle()
        assert [name for name, _ in watch.calls] == ["first", "second"]
        assert [type(each["exception"]) for each in reports] == [ZeroDivisionError] * 2
        assert all("Exception in" in each["message"] for each in reports)

    run(work())


def test_socket_that_another_callback_closes_is_not_called(run, watch):
    async def work():
        one, two = watch.pair(), watch.pair()
        for (near, far), (other, _) in ((one, two), (two, one)):
            watch.read(near, then=lambda other=other: watch.forget(other))
            far.send(b"x")
        await settle()
        assert len(watch.calls) == 1

    run(work())


def test_event_of_a_closed_socket_is_not_taken_for_one_of_the_next_with_its_number(run, watch):
    """A callback closes a socket whose event was fetched along with its own, and opens another."""

    async def work():
        one, two = watch.pair(), watch.pair()
        fresh, late = [], []

        def replace(other):
            number = other.fileno()
            watch.forget(other)
            near, far = watch.pair()
            if near.fileno() != number:
                os.dup2(near.fileno(), number)
                watch.sockets.append(socket.socket(fileno=number))
            watch.readiness.add_reader(number, lambda: fresh.append(number))
            late.append(far)

        for (near, far), (other, _) in ((one, two), (two, one)):
            watch.read(near, then=lambda other=other: replace(other))
            far.send(b"x")
        await settle()
        assert len(watch.calls) == 1
        assert fresh == []
        late[0].send(b"now")
        await settle()
        assert fresh

    run(work())


def test_many_sockets_at_once_are_all_served(run, watch):
    async def work():
        for number in range(300):
            near, far = watch.pair()
            watch.read(near, number)
            far.send(b"x")
        await settle()
        assert sorted(name for name, _ in watch.calls) == list(range(300))

    run(work())


def test_delayed_call_comes_behind_what_becomes_ready_meanwhile(run, watch):
    async def work():
        near, far = watch.pair()
        late, from_late = watch.pair()

        def begin():
            watch.readiness.delay(lambda: watch.calls.append("delayed"))
            from_late.send(b"2")

        watch.read(near, "first", then=begin)
        watch.read(late, "second")
        far.send(b"1")
        await settle()
        assert watch.calls == [("first", b"1"), ("second", b"2"), "delayed"]

    run(work())


def test_call_is_not_delayed_while_no_socket_has_its_turn(run, watch):
    async def work():
        watch.readiness.delay(lambda: watch.calls.append("delayed"))
        assert watch.calls == ["delayed"]

    run(work())


def test_delayed_call_is_not_put_off_for_ever(run, watch):
    """Two sockets that keep one another busy."""

    async def work():
        (one, to_one), (two, to_two) = watch.pair(), watch.pair()
        watch.read(one, then=lambda: to_two.send(b"x"))
        watch.read(two, then=lambda: to_one.send(b"x"))
        near, far = watch.pair()
        done = asyncio.Event()
        watch.read(near, then=lambda: watch.readiness.delay(done.set))
        to_one.send(b"x")
        far.send(b"x")
        await done.wait()

    run(work())


def test_delayed_call_that_fails_is_reported_and_holds_nobody_up(run, watch):
    async def work():
        reports = []
        watch.loop.set_exception_handler(lambda loop, context: reports.append(context))

        def begin():
            watch.readiness.delay(lambda: 1 / 0)
            watch.readiness.delay(lambda: watch.calls.append("delayed"))

        near, far = watch.pair()
        watch.read(near, then=begin)
        far.send(b"x")
        await settle()
        assert watch.calls[-1] == "delayed"
        assert [type(each["exception"]) for each in reports] == [ZeroDivisionError]

    run(work())


def test_another_event_loop_delays_nothing():
    calls = []
    delay_of(object())(lambda: calls.append("delayed"))
    assert calls == ["delayed"]


def test_another_event_loop_is_used_as_it_is():
    loop = object()
    assert readiness_of(loop) is loop
