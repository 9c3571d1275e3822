import os
import select
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app import single_instance
from app.single_instance import NoAnswerError, become_the_one

OTHER = """
import sys
from pathlib import Path
from app.single_instance import become_the_one
print("first" if become_the_one(Path(sys.argv[1])) else "second")
"""


@pytest.fixture
def start_other(tmp_path):
    def start(folder=tmp_path):
        command = [sys.executable, "-c", OTHER, str(folder)]
        root = Path(__file__).parents[3]
        return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)

    return start


def serve_one(instance):
    select.select([instance.listener], [], [], 20)
    assert instance.answer()


def result(process):
    return process.communicate(timeout=20)[0].strip()


def test_second_start_raises_the_first(tmp_path, start_other):
    first = become_the_one(tmp_path)
    other = start_other()
    serve_one(first)
    assert result(other) == "second"
    assert not first.answer()
    first.close()


def test_second_start_is_the_first_after_the_first_has_ended(tmp_path, start_other):
    become_the_one(tmp_path).close()
    assert result(start_other()) == "first"
    assert result(start_other()) == "first"


def test_second_start_waits_for_a_first_one_that_is_still_starting(
    tmp_path, start_other, monkeypatch
):
    instances = []
    begun, go_on = threading.Event(), threading.Event()
    listen = single_instance._listen

    def listen_late(folder):
        begun.set()
        go_on.wait(20)
        return listen(folder)

    monkeypatch.setattr(single_instance, "_listen", listen_late)
    thread = threading.Thread(target=lambda: instances.append(become_the_one(tmp_path)))
    thread.start()
    begun.wait(20)
    other = start_other()
    go_on.set()
    thread.join(20)
    serve_one(instances[0])
    assert result(other) == "second"
    instances[0].close()


def test_window_that_does_not_answer_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(single_instance, "PATIENCE_S", 0.1)
    first = become_the_one(tmp_path)
    with pytest.raises(NoAnswerError, match="does not answer"):
        become_the_one(tmp_path)
    assert first.answer()  # whose asker is gone
    first.close()


def test_nobody_else_may_connect(tmp_path):
    first = become_the_one(tmp_path)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"window.lock": 0o600, "window.socket": 0o600}
    first.close()


def test_path_may_be_longer_than_that_of_a_socket(tmp_path, start_other):
    folder = tmp_path / ("x" * 120)
    folder.mkdir()
    first = become_the_one(folder)
    other = start_other(folder)
    serve_one(first)
    assert result(other) == "second"
    first.close()


def test_asker_that_sends_much_and_reads_nothing_does_no_harm(tmp_path):
    first = become_the_one(tmp_path)
    with socket.socket(socket.AF_UNIX) as asker:
        asker.connect(str(tmp_path / "window.socket"))
        asker.sendall(b"x" * 1000)
        assert first.answer()
    assert not first.answer()
    first.close()


def test_lock_is_not_inherited(tmp_path):
    first = become_the_one(tmp_path)
    assert not os.get_inheritable(first._lock)
    assert not first.listener.get_inheritable()
    first.close()


def test_no_qt_and_no_asyncio_is_imported():
    wanted = "{'asyncio', 'PySide6', 'relay_client.client'} & set(sys.modules)"
    script = f"import sys, app.single_instance, relay_client.folders; sys.exit(bool({wanted}))"
    subprocess.run([sys.executable, "-c", script], check=True)
