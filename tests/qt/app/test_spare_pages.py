import subprocess
import sys

import pytest

from app.spare_pages import ENOUGH_BYTES, SparePages, resident_file_bytes, unwritten_parts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells and is told")

USED_BEFORE_AND_AFTER = """
import sys
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication, QLabel

from app.spare_pages import give_back, resident_file_bytes

def picture():
    label = QLabel("Porthole")
    label.resize(200, 100)
    return label.grab().toImage()

app = QApplication([])
before = picture()
had = resident_file_bytes()
give_back()
has = resident_file_bytes()
assert picture() == before
print(had, has)
"""


def mapping(path, access="r-xp", anonymous_kib=0, start="7f0000000000"):
    """Return the lines of one mapping, as far as they matter."""
    end = f"{int(start, 16) + 0x3000:x}"
    return (
        f"{start}-{end} {access} 00001000 fe:00 4711          {path}\n"
        "Size:                 12 kB\n"
        "Rss:                   8 kB\n"
        f"Anonymous:             {anonymous_kib} kB\n"
        "LazyFree:              0 kB\n"
        "VmFlags: rd ex mr mw me\n"
    )


def parts(*mappings):
    return unwritten_parts("".join(mappings).encode().splitlines(keepends=True))


QT = "/usr/lib/python3/PySide6/Qt/lib/libQt6Gui.so.6"


def test_code_and_constants_of_qt_are_given_back():
    found = parts(mapping(QT), mapping(QT, "r--p", start="7f1000000000"))
    assert found == [(0x7F0000000000, 0x7F0000003000), (0x7F1000000000, 0x7F1000003000)]


@pytest.mark.parametrize(
    "path",
    [
        "/home/me/a project/PySide6/QtCore.abi3.so",
        "/srv/shiboken6/libshiboken6.abi3.so.6.11",
        "/usr/lib/x86_64-linux-gnu/libQt6Core.so.6.4.2",
    ],
)
def test_qt_is_found_wherever_it_is(path):
    assert len(parts(mapping(path))) == 1


@pytest.mark.parametrize(
    "other",
    [
        mapping(QT, anonymous_kib=4),
        mapping(QT, "rw-p"),
        mapping(QT, "r--s"),
        mapping(QT, "---p"),
        mapping("/usr/lib/x86_64-linux-gnu/libc.so.6"),
        mapping("/tmp/libQt6.folder/data"),
        mapping("[heap]", "r--p"),
        mapping("", "r--p"),
    ],
)
def test_what_may_have_been_written_or_is_not_qts_stays(other):
    assert parts(other, mapping(QT), other) == [(0x7F0000000000, 0x7F0000003000)]


def test_qt_works_on_with_pages_that_come_back():
    command = (sys.executable, "-c", USED_BEFORE_AND_AFTER)
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    had, has = map(int, done.stdout.split())
    assert has < had / 2


def test_it_is_given_back_only_when_there_is_more_than_enough(qtbot, monkeypatch):
    looks, resident, given_back = [], [ENOUGH_BYTES], []

    def look():
        looks.append(resident[0])
        return resident[0]

    def give_back():
        given_back.append(resident[0])
        resident[0] = 0

    monkeypatch.setattr("app.spare_pages.LOOK_MS", 1)
    monkeypatch.setattr("app.spare_pages.resident_file_bytes", look)
    monkeypatch.setattr("app.spare_pages.give_back", give_back)
    pages = SparePages()
    qtbot.waitUntil(lambda: len(looks) > 2)
    assert not given_back
    resident[0] = ENOUGH_BYTES + 1
    qtbot.waitUntil(lambda: looks[-2:] == [0, 0])
    assert given_back == [ENOUGH_BYTES + 1]
    pages.deleteLater()


def test_resident_is_what_files_hold():
    assert 1_000_000 < resident_file_bytes() < 10_000_000_000
