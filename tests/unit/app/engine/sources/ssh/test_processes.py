import os
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from app.engine.sources.ssh import processes
from app.engine.sources.ssh.processes import Details


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


def test_folder_may_be_called_as_oddly_as_its_owner_likes():
    output = "#/root\n#7\nx\n/tmp/\n#²\n#8\ny\n/\n".encode()
    assert processes.parse_details(output)[8] == Details(("y",), "/")


@given(st.text() | st.binary())
def test_no_answer_is_too_strange(junk):
    processes.parse_details(junk if isinstance(junk, bytes) else junk.encode())


def test_host_is_asked_of_so_many_processes_only():
    command = processes.details_command(range(1000, 9000))
    assert " 1000 " in command
    assert " 1200 " not in command
