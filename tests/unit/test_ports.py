"""Whether ports that tests know beforehand are theirs alone."""

import socket
import subprocess
import sys

from tests.ports import block_of_ports, free_port, free_ports


def test_blocks_have_no_port_in_common():
    with block_of_ports() as one, block_of_ports() as other:
        assert not set(one) & set(other)


def test_block_with_a_port_that_is_in_use_is_passed_over():
    with block_of_ports() as block:
        left_behind = socket.create_server(("127.0.0.1", block[5]))
    with left_behind, block_of_ports() as other:
        assert not set(block) & set(other)


def test_ports_come_again_late():
    dealt = [port for _ in range(6) for port in free_ports(16)]
    assert len(set(dealt)) == len(dealt)


def test_port_that_is_in_use_is_not_dealt():
    free, used = free_ports(2)
    with socket.create_server(("127.0.0.1", used)):
        dealt = {free_port() for _ in range(300)}
    assert free in dealt
    assert used not in dealt


def test_other_process_has_other_ports(project_root):
    command = [sys.executable, "-c", "from tests.ports import free_ports; print(*free_ports(100))"]
    mine = set(free_ports(100))
    found = subprocess.run(command, cwd=project_root, capture_output=True, text=True, check=True)
    assert not mine & set(map(int, found.stdout.split()))
