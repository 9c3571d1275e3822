"""Whether all tests with made-up examples try more of them where that is asked for."""

import re
import shutil
import subprocess
import sys

import pytest

SAMPLE = """
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made_up import examples

tried = {"usual": [], "own": []}

@given(st.integers())
def test_usual(number):
    tried["usual"].append(number)

@settings(max_examples=examples(60))
@given(st.integers())
def test_own_number(number):
    tried["own"].append(number)

def test_show():
    print("TRIED", *map(len, tried.values()), hash(tuple(tried["own"])))
"""


@pytest.fixture
def tried(project_root, tmp_path):
    """Run SAMPLE; return how many examples its two tests tried, and what stands for those."""
    (tmp_path / "tests").mkdir()
    for name in ("conftest.py", "made_up.py"):
        shutil.copy(project_root / "tests" / name, tmp_path / "tests")
    shutil.copy(project_root / "pyproject.toml", tmp_path)
    (tmp_path / "tests" / "test_sample.py").write_text(SAMPLE)
    command = [sys.executable, "-m", "pytest", "-s", "-p", "no:cacheprovider"]

    def tried(*options):
        done = subprocess.run([*command, *options], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
        return tuple(map(int, re.search(r"TRIED (\d+) (\d+) (-?\d+)", done.stdout).groups()))

    return tried


def test_deep_run_tries_ten_times_as_many(tried):
    assert tried("--deep")[:2] == (1000, 600)


def test_usual_run_tries_the_same_each_time(tried):
    first = tried()
    assert first[:2] == (100, 60)
    assert tried() == first


def test_who_wants_another_number_lets_it_follow_the_deep_run(project_root):
    fixed = [
        path.name
        for path in (project_root / "tests").rglob("*.py")
        if path.name != "conftest.py" and re.search(r"max_examples=\d", path.read_text())
    ]
    assert fixed == []
