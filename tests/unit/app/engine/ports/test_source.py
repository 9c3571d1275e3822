import sys

import pytest

from app.engine.ports import linux
from app.engine.ports.linux import LinuxPortSource
from app.engine.ports.portable import PsutilPortSource
from app.engine.ports.source import open_port_source

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")


@on_linux
def test_linux_asks_its_kernel():
    assert isinstance(open_port_source(), LinuxPortSource)


@on_linux
def test_psutil_stands_in_where_the_kernel_refuses(monkeypatch, start_server):
    unsupported_protocol = 31
    monkeypatch.setattr(linux, "_NETLINK_SOCK_DIAG", unsupported_protocol)
    source = open_port_source()
    assert isinstance(source, PsutilPortSource)
    server = start_server()
    assert server.process.pid in {each.process.pid for each in source.scan() if each.process}


@on_linux
def test_nothing_is_read_of_processes_that_nobody_wants_to_know(monkeypatch, start_server):
    monkeypatch.setattr(linux, "find_holders", lambda inodes: pytest.fail("it was read"))
    port = start_server().port
    (found,) = [x for x in open_port_source(tells_processes=False).scan() if x.port == port]
    assert found.process is None


def test_other_systems_use_psutil(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert isinstance(open_port_source(), PsutilPortSource)
