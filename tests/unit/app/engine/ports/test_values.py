import pytest

from app.engine.ports.values import ListeningPort, Process, in_order


def listening(address, port, pid=None, inode=None):
    process = None if pid is None else Process(pid, "server", ("server",), "/")
    return ListeningPort(address, port, 1000, process, inode)


def test_order_is_by_port_as_a_number_then_by_address():
    first = listening("127.0.0.1", 80)
    second = listening("::1", 80)
    third = listening("0.0.0.0", 1000)
    assert in_order([third, second, first]) == (first, second, third)


def test_same_port_on_ipv4_and_ipv6_loopback_stays_two_entries():
    assert len(in_order([listening("127.0.0.1", 80), listening("::1", 80)])) == 2


def test_sockets_that_share_address_and_port_show_once_with_the_lowest_known_process():
    unknown = listening("::", 80, inode=1)
    worker = listening("::", 80, pid=12, inode=2)
    server = listening("::", 80, pid=11, inode=3)
    assert in_order([unknown, worker, server]) == (server,)


def test_unknown_sockets_that_share_address_and_port_show_once_with_the_lowest_inode():
    assert in_order([listening("::", 80, inode=8), listening("::", 80, inode=7)])[0].inode == 7


def test_values_cannot_be_changed():
    with pytest.raises(AttributeError):
        listening("::", 80).port = 81
