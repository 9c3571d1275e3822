import os
import sys

import pytest

from app.commands.own_name import own_name


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Porthole in a folder that is not on the PATH; it was run by its path."""
    program = tmp_path / "bin/porthole"
    program.parent.mkdir()
    program.touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [str(program)])
    return program


def test_program_that_is_not_on_the_path_is_called_as_it_was(installed):
    assert own_name() == str(installed)


def test_another_one_on_the_path_does_not_count(installed, tmp_path):
    (tmp_path / "porthole").touch(0o755)
    assert own_name() == str(installed)


def test_program_on_the_path_is_called_by_its_name(installed, monkeypatch):
    monkeypatch.setenv("PATH", str(installed.parent))
    assert own_name() == "porthole"


def test_program_on_the_path_may_be_a_link(installed, tmp_path):
    os.symlink(installed, tmp_path / "porthole")
    assert own_name() == "porthole"


def test_module_run_by_python_is_no_program(installed, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["/somewhere/app/cli.py"])
    assert own_name() == "porthole"
