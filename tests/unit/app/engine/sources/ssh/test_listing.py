import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.sources.ssh import listing
from app.engine.sources.ssh.listing import ListingError, RemoteSocket, parse

SS = """#ss
LISTEN 0      128          0.0.0.0:22         0.0.0.0:*    users:(("sshd",pid=700,fd=3))
LISTEN 0      4096      127.0.0.53%lo:53      0.0.0.0:*
LISTEN 0      511                *:8080       *:*    users:(("a (b",pid=9,fd=4),("n",pid=7,fd=4))
LISTEN 0      5              [::1]:631           [::]:*
LISTEN 0      5      [fe80::1]%eth0:5000         [::]:*
LISTEN 0      5  [::ffff:127.0.0.1]:9000            *:*    users:(("java",pid=12,fd=9))
#end
"""


def test_ss_is_understood():
    assert parse(SS.encode()) == (
        RemoteSocket("0.0.0.0", 22, "sshd", 700),
        RemoteSocket("127.0.0.53", 53),
        RemoteSocket("::1", 631),
        RemoteSocket("fe80::1%eth0", 5000),
        RemoteSocket("::", 8080, "n", 7),
        RemoteSocket("127.0.0.1", 9000, "java", 12),
    )


PROC = """Welcome to this computer!
#proc
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000 0 12345 1 0 100 0
   1: 00000000000000000000000001000000:22B8 0:0000 0A 0:0 00:0 0 0 0 77 1
   2: 0000000000000000FFFF00000100007F:0050 0:0000 0A 0:0 00:0 0 0 0 78 1
#files
/proc/900/fd:
lrwx------ 1 u u 64 Jan  1 00:00 3 -> socket:[12345]
/proc/800/fd:
lrwx------ 1 u u 64 Jan  1 00:00 3 -> socket:[12345]
#names
/proc/800/comm:gunicorn: master
/proc/900/comm:gunicorn: worker
#end
"""


def test_proc_is_understood():
    assert parse(PROC.encode()) == (
        RemoteSocket("127.0.0.1", 80),
        RemoteSocket("127.0.0.1", 8080, "gunicorn: master", 800),
        RemoteSocket("::1", 8888),
    )


BSD = """#netstat
tcp4       0      0  127.0.0.1.8080         *.*                    LISTEN
tcp46      0      0  *.5000                 *.*                    LISTEN
tcp6       0      0  ::1.631                *.*                    LISTEN
tcp6       0      0  fe80::1%lo0.88         *.*                    LISTEN
tcp4       0      0  *.22                   *.*                    LISTEN
#lsof
p501
cnode
f23
n127.0.0.1:8080
p77
cControlCe
f4
n*:5000
f5
n[::1]:9999
#end
"""


def test_netstat_of_bsd_and_macos_is_understood_with_the_names_that_lsof_knows():
    assert parse(BSD.encode()) == (
        RemoteSocket("0.0.0.0", 22),
        RemoteSocket("fe80::1%lo0", 88),
        RemoteSocket("::1", 631),
        RemoteSocket("::", 5000, "ControlCe", 77),
        RemoteSocket("127.0.0.1", 8080, "node", 501),
    )


BUSYBOX = """#netstat
tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      7/dropbear
tcp        0      0 :::80                   :::*                    LISTEN      -
#end
"""


def test_netstat_of_linux_is_understood():
    assert parse(BUSYBOX.encode()) == (
        RemoteSocket("0.0.0.0", 22, "dropbear", 7),
        RemoteSocket("::", 80),
    )


def test_lsof_alone_will_do():
    lines = BSD.partition("#lsof")[2]
    assert RemoteSocket("::1", 9999, "ControlCe", 77) in parse(f"#lsof{lines}".encode())


def test_one_of_several_sockets_with_a_place_stands_for_all():
    line = 'LISTEN 0 5 127.0.0.1:80 0.0.0.0:* users:(("w",pid={},fd=3))\n'
    output = "#ss\nLISTEN 0 5 127.0.0.1:80 0.0.0.0:*\n" + line.format(9) + line.format(8)
    assert parse(output.encode()) == (RemoteSocket("127.0.0.1", 80, "w", 8),)


@pytest.mark.parametrize("output", [b"", b"This account is not available.\n", b"#end\n"])
def test_host_without_a_list_is_an_error(output):
    with pytest.raises(ListingError):
        parse(output)


def test_host_on_which_nothing_listens_has_an_empty_list():
    assert parse(b"#ss\n\n#end\n") == ()


@pytest.mark.parametrize(
    "line",
    [
        "LISTEN 0 5 127.0.0.1:0 0.0.0.0:*",
        "LISTEN 0 5 127.0.0.1:65536 0.0.0.0:*",
        "LISTEN 0 5 127.0.0.1:٣ 0.0.0.0:*",
        "LISTEN 0 5 evil:80 0.0.0.0:*",
        "ESTAB 0 5 127.0.0.1:80 0.0.0.0:*",
        "LISTEN",
    ],
)
def test_line_without_sense_is_left_out(line):
    assert parse(f"#ss\n{line}\n#end\n".encode()) == ()


def test_process_that_is_called_by_no_number_is_unknown():
    assert parse("#lsof\np²\ncx\nn*:80\n#end\n".encode()) == (RemoteSocket("0.0.0.0", 80, "x"),)


def test_line_of_many_names_without_an_end_is_read_in_no_time():
    # The time once grew with the square of the length: the engine stood still for hours.
    line = "LISTEN 0 5 127.0.0.1:80 0.0.0.0:* users:" + '("' * 100_000
    assert parse(f"#ss\n{line}\n#end\n".encode()) == (RemoteSocket("127.0.0.1", 80),)


@given(st.sampled_from(["#ss", "#proc", "#netstat", "#lsof"]), st.binary())
def test_no_answer_is_too_strange(part, junk):
    parse(part.encode() + b"\n" + junk)


@given(st.sampled_from([SS, PROC, BSD, BUSYBOX]), st.data())
def test_answer_may_be_cut_and_changed_anywhere(sample, data):
    changed = bytearray(sample.encode())
    for _ in range(data.draw(st.integers(0, 5))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = parse(bytes(changed[: data.draw(st.integers(0, len(changed)))]))
    except ListingError:
        return
    assert all(1 <= each.port <= 65535 for each in found)


def test_five_thousand_sockets_are_understood_and_no_more_than_the_limit_kept(monkeypatch):
    line = 'LISTEN 0 5 127.{}.{}.1:{} 0.0.0.0:* users:(("x",pid={},fd=3))'
    lines = [line.format(n // 250, n % 250, 1 + n, n + 1) for n in range(5000)]
    output = "\n".join(["#ss", *lines, "#end", ""]).encode()
    assert len(output) < listing.MAX_OUTPUT_BYTES
    assert len(parse(output)) == 5000
    monkeypatch.setattr(listing, "MAX_SOCKETS", 1000)
    assert len(parse(output)) == 1000


@pytest.fixture
def only(tmp_path):
    """Run the command on this computer with no other programs than these."""

    def run(*names):
        folder = tmp_path / "_".join(names)
        folder.mkdir()
        for name in ("sh", "grep", "ls", "cat", *names):
            found = subprocess.run(["which", name], capture_output=True, text=True, check=True)
            (folder / name).symlink_to(found.stdout.strip())
        command = listing.COMMAND.replace(":/usr/sbin:/sbin:/usr/local/sbin", "")
        return subprocess.run(
            [folder / "sh", "-c", command],
            env={"PATH": str(folder)},
            capture_output=True,
            check=True,
        ).stdout

    return run


@pytest.mark.parametrize("program", ["ss", "true"])
@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_command_finds_a_server_and_its_program(only, start_server, program, address):
    server = start_server(address)
    [found] = [each for each in parse(only(program)) if each.port == server.port]
    assert (found.address, found.pid) == (address, server.process.pid)
    assert found.program.startswith("python")


def test_netstat_part_of_the_command_finds_a_server(tmp_path, start_server):
    server = start_server()
    script = listing.COMMAND.replace("ss -H -ltnp", "false").replace("-r /proc/net/tcp", "1 = 2")
    output = subprocess.run(["sh", "-c", script], capture_output=True, check=True).stdout
    assert b"#netstat" in output
    [found] = [each for each in parse(output) if each.port == server.port]
    assert found.address == "127.0.0.1"
    if b"#lsof" in output:
        assert found.pid == server.process.pid
