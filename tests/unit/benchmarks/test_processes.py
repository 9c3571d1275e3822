"""The processes of a benchmark: what they print, and that none outlives it."""

import sys

import psutil
import pytest

from benchmarks.processes import BenchmarkError, Processes

SLEEPER = [sys.executable, "-c", "import time; print('ready', flush=True); time.sleep(60)"]


def start_ready(processes):
    running = processes.start("sleeper", SLEEPER)
    assert running.wait_for_lines(lambda lines: len(lines) >= 1) == ["ready"]
    return running


def start_two_and_be_interrupted(folder, pids):
    with Processes(folder) as processes:
        pids += [start_ready(processes).pid for _ in range(2)]
        assert all(psutil.pid_exists(pid) for pid in pids)
        raise KeyboardInterrupt


def test_no_process_outlives_the_block_however_it_is_left(tmp_path):
    pids = []
    with pytest.raises(KeyboardInterrupt):
        start_two_and_be_interrupted(tmp_path, pids)
    assert len(pids) == 2
    assert not any(psutil.pid_exists(pid) for pid in pids)


def test_a_process_that_ends_too_early_is_reported_with_what_it_said(tmp_path):
    with Processes(tmp_path) as processes:
        running = processes.start("relay", [sys.executable, "-c", "print('no such port')"])
        with pytest.raises(BenchmarkError, match=r"(?s)the relay did not start.*no such port"):
            running.wait_for_lines(lambda lines: len(lines) >= 2)


def test_a_process_gets_its_input_and_environment_and_gives_its_output(tmp_path):
    program = "import os, sys; print(os.environ['WORD'], sys.stdin.read())"
    with Processes(tmp_path) as processes:
        output = processes.run([sys.executable, "-c", program], {"WORD": "given"}, b"input")
    assert output.split() == [b"given", b"input"]


def test_a_failed_process_is_reported_with_its_errors(tmp_path):
    with Processes(tmp_path) as processes, pytest.raises(BenchmarkError, match="went wrong"):
        processes.run([sys.executable, "-c", "import sys; sys.exit('it went wrong')"])
