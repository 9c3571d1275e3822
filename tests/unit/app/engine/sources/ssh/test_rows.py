import pytest

from app.contract.values import Port, Risk
from app.engine.sources.ssh.listing import RemoteSocket
from app.engine.sources.ssh.processes import Details
from app.engine.sources.ssh.rows import MAX_COMMAND_CHARACTERS, rows


def test_row_says_what_is_known_of_a_port():
    found = RemoteSocket("127.0.0.1", 5432, "postgres", 7)
    details = {7: Details(("postgres", "-D", "/data"), "~/data")}
    assert rows("gpu-box", [found], details) == (
        Port(
            id="ssh:gpu-box:5432",
            source="ssh:gpu-box",
            address="127.0.0.1",
            port=5432,
            target="ssh:gpu-box:5432",
            program="postgres",
            pid=7,
            command="postgres -D /data",
            folder="~/data",
            protocol="PostgreSQL",
            risk=Risk.DATABASE,
        ),
    )


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "127.0.0.1", "::1"])
def test_port_that_loopback_reaches_needs_no_address(address):
    [row] = rows("gpu-box", [RemoteSocket(address, 80)], {})
    assert row.target == "ssh:gpu-box:80"


@pytest.mark.parametrize("address", ["192.0.2.1", "127.0.0.53", "2001:db8::1"])
def test_other_port_is_dialled_at_its_address(address):
    [row] = rows("gpu-box", [RemoteSocket(address, 80)], {})
    assert row.target == row.id == f"ssh:gpu-box:[{address}]:80"


def test_what_one_target_reaches_is_one_row():
    sockets = [RemoteSocket("0.0.0.0", 80), RemoteSocket("::", 80, "nginx", 7)]
    [row] = rows("gpu-box", sockets, {})
    assert row.program == "nginx"


def test_rows_are_in_the_order_of_their_numbers():
    found = rows("h", [RemoteSocket("0.0.0.0", port) for port in (90, 70, 80)], {})
    assert [row.port for row in found] == [70, 80, 90]


def test_long_command_is_cut():
    [row] = rows("h", [RemoteSocket("::", 80, "x", 7)], {7: Details(("x" * 5000,))})
    assert len(row.command) == MAX_COMMAND_CHARACTERS


def test_port_of_the_system_counts_as_such():
    [row] = rows("h", [RemoteSocket("0.0.0.0", 111, "rpcbind", 7)], {})
    assert row.is_system
