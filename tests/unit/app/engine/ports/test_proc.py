import os
import socket
import sys
import time
from pathlib import Path

import pytest

from app.engine.ports import proc
from app.engine.ports.proc import find_holders, read_process
from app.engine.ports.values import Process

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's /proc")

FORK = """
waiting, ready = os.pipe()
if os.fork() == 0:
    {child}
    os.close(ready)
    sys.stdin.read()
    os._exit(0)
os.close(ready)
os.read(waiting, 1)
os.close(waiting)
"""


def inode_of(server):
    """The inode of a server's one socket."""
    folder = f"/proc/{server.process.pid}/fd"
    targets = [os.readlink(f"{folder}/{descriptor}") for descriptor in os.listdir(folder)]
    (target,) = [target for target in targets if target.startswith("socket:")]
    return int(target.removeprefix("socket:[").removesuffix("]"))


def named(name):
    return f"open('/proc/self/comm', 'w').write({name!r})"


def test_holder_of_a_socket_is_found_with_all_that_is_known_of_it(start_server, tmp_path):
    before = time.time()
    server = start_server("127.0.0.1", "a b", "", "c")
    inode = inode_of(server)
    holder = find_holders({inode})[inode]
    name = os.path.basename(sys.executable)
    started_at = holder.process.started_at
    assert holder.process == Process(
        server.process.pid, name, server.command, str(tmp_path), started_at
    )
    assert before - 2 <= started_at <= time.time() + 2  # the kernel tells the boot in seconds
    assert holder.still_holds(inode)
    assert not holder.still_holds(inode + 1)
    server.stop()
    assert not holder.still_holds(inode)


def test_socket_that_nobody_has_open_has_no_holder():
    with socket.socket() as probe:
        inode = os.fstat(probe.fileno()).st_ino
        assert find_holders({inode})[inode].process.pid == os.getpid()
    assert find_holders({inode}) == {}


def test_socket_shared_with_workers_counts_for_the_server(start_server):
    server = start_server(after_listening=FORK.format(child="pass") * 2)
    inode = inode_of(server)
    assert find_holders({inode})[inode].process.pid == server.process.pid


def test_socket_kept_by_a_supervisor_counts_for_the_program_it_started(start_server):
    server = start_server(after_listening=named("systemd") + FORK.format(child=named("web")))
    inode = inode_of(server)
    assert find_holders({inode})[inode].process.name == "web"


def test_supervisor_is_the_holder_as_long_as_it_is_alone(start_server):
    server = start_server(after_listening=named("systemd"))
    inode = inode_of(server)
    assert find_holders({inode})[inode].process.name == "systemd"


def test_name_that_linux_cut_is_completed(start_server, tmp_path):
    program = tmp_path / "name-of-more-than-fifteen-bytes"
    program.symlink_to(os.path.realpath(sys.executable))
    server = start_server(program=str(program))
    assert read_process(server.process.pid).name == "name-of-more-than-fifteen-bytes"


@pytest.mark.parametrize("thread", ["MainThread", "node-MainThread"])
def test_program_stands_for_the_name_of_its_main_thread(start_server, thread):
    server = start_server(after_listening=named(thread))
    assert read_process(server.process.pid).name == os.path.basename(sys.executable)


def test_bytes_that_are_no_utf_8_are_replaced(start_server):
    server = start_server("127.0.0.1", b"\xff\xfe")
    assert read_process(server.process.pid).command[-1] == "\N{REPLACEMENT CHARACTER}" * 2


def test_long_command_line_is_cut(start_server):
    server = start_server("127.0.0.1", "x" * 2 * proc.MAX_COMMAND_BYTES)
    command = read_process(server.process.pid).command
    assert command[:4] == server.command[:4]
    assert len("\0".join(command)) == proc.MAX_COMMAND_BYTES


def test_time_of_the_start_is_left_out_where_the_kernel_hides_its_own(monkeypatch):
    """As in a service of systemd with ProcSubset=pid, or where descriptors run out just then."""
    real_open = open

    def without_stat(path, *arguments, **options):
        if path == "/proc/stat":
            raise FileNotFoundError(2, "No such file or directory", path)
        return real_open(path, *arguments, **options)

    monkeypatch.setattr("builtins.open", without_stat)
    found = read_process(os.getpid())
    assert found.pid == os.getpid()
    assert found.started_at is None


def test_process_that_does_not_exist_is_none():
    beyond = int(Path("/proc/sys/kernel/pid_max").read_text()) + 1
    assert read_process(beyond) is None


def test_thread_of_the_kernel_or_dead_process_has_neither_command_nor_folder(start_server):
    server = start_server()
    server.process.kill()
    os.waitid(os.P_PID, server.process.pid, os.WEXITED | os.WNOWAIT)
    remains = read_process(server.process.pid)
    assert (remains.command, remains.folder) == ((), None)
