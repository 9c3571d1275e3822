import os

from app.engine.cost.portable_processes import PortableProcesses


def test_own_process_is_among_them():
    processes = PortableProcesses()
    own = processes.read()[os.getpid()]
    assert own.parent == os.getppid()
    assert 0 < own.started <= processes.now()
    assert own.own_s > 0
    assert processes.memory_bytes([own]) == (own.resident_bytes, False)
    assert own.resident_bytes > 1024**2
