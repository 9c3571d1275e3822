import os

import pytest

from app.engine.ports.errors import PsutilError
from app.engine.ports.values import ListeningPort, Process
from app.engine.sources.local_scan import LocalScan

WEB = ListeningPort("127.0.0.1", 8000, 1000, Process(42, "web", (), None, started_at=50.0), 1)
API = ListeningPort("127.0.0.1", 9000, 1000, Process(43, "api", (), None, started_at=60.0), 2)
HIDDEN = ListeningPort("127.0.0.1", 22, 0, None, 3)
OWN = ListeningPort("127.0.0.1", 7000, 0, Process(os.getpid(), "engine", (), None), 4)


class Scanner:
    def __init__(self, *found):
        self.found = found

    def scan(self):
        return self.found


def scan_of(scanner, now=100.0):
    return LocalScan(lambda: scanner, lambda: now)


def test_porthole_itself_has_no_row_but_is_known_to_listen():
    found = scan_of(Scanner(OWN, WEB)).scan()
    assert [each.port for each in found.rows] == [8000]
    assert found.reachable == {"local/127.0.0.1:7000", "local/127.0.0.1:8000"}


def test_same_ports_are_the_same_object():
    scan = scan_of(Scanner(WEB))
    assert scan.scan() is scan.scan()


def test_what_listens_at_first_does_so_since_its_process_started():
    rows = scan_of(Scanner(HIDDEN, WEB)).scan().rows
    assert [each.listening_since for each in rows] == [None, 50.0]


def test_what_comes_later_listens_since_it_was_seen():
    scanner = Scanner(WEB)
    scan = scan_of(scanner)
    scan.scan()
    scanner.found = (WEB, API)
    assert [each.listening_since for each in scan.scan().rows] == [50.0, 100.0]
    scanner.found = (API,)
    assert [each.listening_since for each in scan.scan().rows] == [100.0]


def test_refusal_is_the_callers_to_explain():
    def refuse():
        raise PsutilError("psutil is missing")

    with pytest.raises(PsutilError):
        LocalScan(refuse).scan()
