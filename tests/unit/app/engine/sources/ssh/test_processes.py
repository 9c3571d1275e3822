import os
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from app.engine.sources.ssh import processes
from app.engine.sources.ssh.processes import Details, Usage


def sh(command, **options):
    return subprocess.run(["sh", "-c", command], capture_output=True, check=False, **options).stdout


def test_details_of_real_processes_are_found(tmp_path):
    odd = ["two words", "line\nbreak", "$(evil)", "'quoted'"]
    command = [sys.executable, "-c", "input()", *odd]
    with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=tmp_path) as process:
        pids = [process.pid, os.getpid(), 2**30]
        output = sh(processes.details_command(pids), env={"HOME": str(tmp_path.parent)})
        process.communicate(b"\n")
    found = processes.parse_details(output)
    expected = (sys.executable, "-c", "input()", "two words", "line break", *odd[2:])
    assert found[process.pid] == Details(expected, f"~/{tmp_path.name}")
    assert found[os.getpid()].folder == os.getcwd()
    assert found.get(2**30, Details()) == Details()


def test_details_come_from_ps_where_there_is_no_proc():
    script = processes.details_command([os.getpid()]).replace("/proc/self/stat", "/nowhere")
    found = processes.parse_details(sh(script))
    assert os.path.basename(found[os.getpid()].command[0]).startswith("py")


def test_home_itself_is_a_tilde():
    assert processes.parse_details(b"#/root\n#7\nsleep\x019\x01\n/root\n") == {
        7: Details(("sleep", "9"), "~")
    }


def test_process_that_may_not_be_seen_says_nothing():
    assert processes.parse_details(b"#/root\n#7\n\n#8\nx\x01\n/tmp\n") == {
        7: Details(),
        8: Details(("x",), "/tmp"),
    }


@given(st.binary())
def test_no_answer_is_too_strange(junk):
    processes.parse_details(junk)
    processes.parse_usage(b"100\n4096\n" + junk)


def test_usage_of_a_real_process_is_found():
    [usage] = processes.parse_usage(sh(processes.usage_command([os.getpid(), 2**30])))
    times = os.times()
    assert usage.pid == os.getpid()
    assert 0 < usage.cpu_seconds <= times.user + times.system + 0.1
    assert 1 << 20 < usage.resident_bytes < 1 << 40
    assert usage.started_ticks > 0


def test_name_of_a_process_may_hold_anything():
    line = b"7 (a) R 9) S " + b" ".join(b"%d" % n for n in range(4, 53)) + b"\n"
    assert processes.parse_usage(b"100\n4096\n" + line) == (
        Usage(7, (14 + 15) / 100, 24 * 4096, 22),
    )


def test_other_systems_tell_nothing():
    assert processes.parse_usage(b"") == ()
    assert processes.parse_usage(b"0\n4096\n7 (a) S\n") == ()


def test_host_is_asked_of_so_many_processes_only():
    command = processes.details_command(range(1000, 9000))
    assert " 1000 " in command
    assert " 1200 " not in command
