"""The fixtures that all tests rely on, tried out by tests in a process of their own."""

import os
import shutil
import subprocess
import sys

import pytest

SAMPLE = """
import asyncio, logging, os
import pytest

async def fail():
    raise OSError("nobody asked")

async def lose_a_task():
    held_by_itself = [asyncio.get_running_loop().create_task(fail())]
    held_by_itself.append(held_by_itself)
    await asyncio.sleep(0)

def test_warning(): logging.getLogger("relay").warning("odd")
def test_error_in_set_up(noisy): pass
def test_info(): logging.getLogger("relay").info("fine")
def test_expected(expected_warnings):
    logging.getLogger("relay").warning("odd")
    assert [each.getMessage() for each in expected_warnings] == ["odd"]
def test_lost_task(run): run(lose_a_task())
def test_hang(run): run(asyncio.Event().wait(), limit_s=0.01)
def test_result(run): assert run(asyncio.sleep(0, "done")) == "done"
@pytest.mark.parametrize("use", ["first", "second"])
def test_home(use): os.mkdir(os.environ["PORTHOLE_HOME"])
def test_settings(): assert "PORTHOLE_RELAY" not in os.environ
@pytest.mark.apps
def test_large_program(): assert False

@pytest.fixture
def noisy():
    yield
    logging.getLogger("relay").error("odd")
"""


@pytest.fixture(scope="module")
def outcomes(project_root, tmp_path_factory):
    """The outcome of each test in SAMPLE, by its name; None for a test that was left out."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copy(project_root / "tests" / "conftest.py", folder)
    shutil.copy(project_root / "pyproject.toml", folder)
    (folder / "test_sample.py").write_text(SAMPLE)
    command = [sys.executable, "-m", "pytest", "-rA", "--tb=no", "-p", "no:cacheprovider", "."]
    settings = {"PORTHOLE_HOME": str(folder), "PORTHOLE_RELAY": "relay.example.com"}
    report = subprocess.run(
        command, cwd=folder, env=os.environ | settings, capture_output=True, text=True
    ).stdout
    rows = [line.split("test_sample.py::") for line in report.splitlines()]
    outcomes = {}
    for row in rows:
        if len(row) == 2:
            name = row[1].split()[0].split("[")[0]
            outcomes.setdefault(name, set()).add(row[0].strip())
    return outcomes


@pytest.mark.parametrize("name", ["test_info", "test_expected", "test_result"])
def test_quiet_tests_pass(outcomes, name):
    assert outcomes[name] == {"PASSED"}


@pytest.mark.parametrize("name", ["test_warning", "test_lost_task", "test_error_in_set_up"])
def test_an_unexpected_log_record_fails_a_test(outcomes, name):
    assert "ERROR" in outcomes[name]


@pytest.mark.parametrize("name", ["test_home", "test_settings"])
def test_nobody_is_at_home(outcomes, name):
    assert outcomes[name] == {"PASSED"}


def test_a_hang_becomes_a_failure(outcomes):
    assert outcomes["test_hang"] == {"FAILED"}


def test_tests_of_large_programs_are_left_out(outcomes):
    assert "test_large_program" not in outcomes
