import functools
import os

import pytest
from pytestqt.qtbot import QtBot

PATIENCE_MS = 60_000
"""How long anything may take that tests wait for. It is there to end hangs, not to measure."""

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown():
    """End the windows of a test with it: nobody else would, and each restyling styles them all.

    pytest-qt has asked them to go, which Qt does in an event loop only, and there is none here.
    """
    result = yield
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return result


class PatientBot(QtBot):
    """Waits longer than the 5 s that pytest-qt does: on a busy machine those pass."""

    waitActive = functools.partialmethod(QtBot.waitActive, timeout=PATIENCE_MS)  # noqa: N815
    waitCallback = functools.partialmethod(QtBot.waitCallback, timeout=PATIENCE_MS)  # noqa: N815
    waitExposed = functools.partialmethod(QtBot.waitExposed, timeout=PATIENCE_MS)  # noqa: N815
    waitSignal = functools.partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)  # noqa: N815
    waitSignals = functools.partialmethod(QtBot.waitSignals, timeout=PATIENCE_MS)  # noqa: N815
    waitUntil = functools.partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)  # noqa: N815


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture
def engine(qapp):
    """A controller and the fake engine behind it, which has told the sample data."""
    from PySide6.QtCore import QObject

    from tests.qt.samples import engine_with

    parent = QObject()
    yield engine_with(parent)
    parent.deleteLater()


@pytest.fixture
def link(engine):
    """The fake engine of `engine`."""
    return engine[1]


@pytest.fixture
def german(qapp):
    """A window in German; the translator itself, for what a text is in it."""
    from PySide6.QtCore import QLocale, QTranslator

    from resources import FOLDER

    translator = QTranslator()
    assert translator.load(QLocale("de"), "porthole", "_", str(FOLDER / "translations"))
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)
