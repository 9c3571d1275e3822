"""The bindings keep references to None: PySide6 6.12.0 on Python 3.11 dropped one in each call."""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QColor

CALLS = 1000


@pytest.fixture
def qobject(qapp):
    return QObject()


def references_lost(work):
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        work()
    return before - sys.getrefcount(None)


@pytest.mark.parametrize(
    "name", ["set a name", "process events", "stop a timer", "block signals", "change a colour"]
)
def test_void_calls_drop_no_reference_to_none(qobject, name):
    timer, colour = QTimer(qobject), QColor()
    work = {
        "set a name": lambda: qobject.setObjectName("x"),
        "process events": QCoreApplication.processEvents,
        "stop a timer": timer.stop,
        "block signals": lambda: qobject.blockSignals(False),
        "change a colour": lambda: colour.setRgb(1, 2, 3),
    }[name]
    assert references_lost(work) < CALLS / 10
