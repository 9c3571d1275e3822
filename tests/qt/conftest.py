import os

import pytest

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
