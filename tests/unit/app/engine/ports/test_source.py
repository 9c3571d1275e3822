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


def test_other_systems_use_psutil(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert isinstance(open_port_source(), PsutilPortSource)
