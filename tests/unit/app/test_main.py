import argparse
import subprocess
import sys

import pytest

from app import main, single_instance
from app.single_instance import become_the_one
from relay_client.folders import runtime_folder

OPTIONS = argparse.Namespace(at_login=True)


@pytest.fixture
def other():
    instance = become_the_one(runtime_folder())
    yield instance
    instance.close()


def test_other_instance_that_does_not_answer_is_one_sentence(other, monkeypatch, capsys):
    monkeypatch.setattr(single_instance, "PATIENCE_S", 0.1)
    assert main.run(OPTIONS) == 1
    assert "does not answer" in capsys.readouterr().err


def test_place_is_free_again_after_the_end(monkeypatch):
    monkeypatch.setattr(main, "_run_desktop", lambda *_: 7)
    assert main.run(OPTIONS) == 7
    assert main.run(OPTIONS) == 7


def test_qt_is_not_imported_before_the_other_instance_is_asked():
    script = "import sys, app.cli, app.main; sys.exit('PySide6' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_modules_are_imported_without_their_sources_being_read():
    script = """
import linecache, sys
import PySide6.QtWidgets
from app.main import import_as_usual
import_as_usual()
import app.desktop
sys.exit(bool(linecache.cache))
"""
    subprocess.run([sys.executable, "-c", script], check=True)
