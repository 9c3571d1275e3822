"""What every test may use; and every test's rule: no unexpected warning is logged."""

import asyncio
import collections
import gc
import itertools
import logging
import os

import hypothesis
import pytest

# Timing goes into benchmarks: on a busy machine an example may take any time. The usual examples
# are the same at each run, so that a change is never blamed for what another has done: finding
# new ones is what the deep run is for, and says how to try them again.
hypothesis.settings.register_profile(
    "quick",
    hypothesis.settings.get_profile("default"),
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=100,
)
hypothesis.settings.register_profile(
    "deep",
    hypothesis.settings.get_profile("default"),
    deadline=None,
    print_blob=True,
    max_examples=1000,
)

TIME_LIMIT_S = 60
"""How long one call of `run` may take. It is there to end hangs, not to measure anything."""


def pytest_addoption(parser):
    parser.addoption("--deep", action="store_true", help="ten times the made-up examples")


def pytest_configure(config):
    hypothesis.settings.load_profile("deep" if config.getoption("--deep") else "quick")


def pytest_collection_finish():
    """Leave what importing made out of all later collections: `run` collects after each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def alive():
    """Tell how many more objects of some types there are than before; garbage is not collected."""
    gc.collect()
    gc.disable()
    before = collections.Counter(map(type, gc.get_objects()))

    def count(*types):
        now = collections.Counter(map(type, gc.get_objects()))
        return sum(now[each] - before[each] for each in types)

    yield count
    gc.enable()


_home_numbers = itertools.count()


class _WarningRecorder(logging.Handler):
    """Keeps every record of level WARNING or higher."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.records = []

    def emit(self, record):
        self.records.append(record)


@pytest.fixture(autouse=True)
def _logged_warnings(request):
    """Fail the test when it logs a warning it did not expect, from its set-up to its clean-up.

    The error of a lost task appears as a log record only, so without this a test passes over it.
    """
    recorder = _WarningRecorder()
    root = logging.getLogger()
    root.addHandler(recorder)
    yield recorder.records
    root.removeHandler(recorder)
    if recorder.records and "expected_warnings" not in request.fixturenames:
        lines = [f"{each.levelname} {each.name}: {each.getMessage()}" for each in recorder.records]
        pytest.fail("Unexpected log records:\n" + "\n".join(lines), pytrace=False)


@pytest.fixture
def expected_warnings(_logged_warnings):
    """Allow this test to log warnings, and give the records of level WARNING or higher so far.

    Who asks for it should check what is in it: a test that expects one warning is not glad of two.
    """
    return _logged_warnings


@pytest.fixture(autouse=True)
def _nobody_at_home(tmp_path_factory, monkeypatch):
    """Keep every test, and what it starts, away from the developer's own relays and keyring.

    Each test has a home of its own, which is made when something is put into it.
    """
    for name in [name for name in os.environ if name.startswith("PORTHOLE_")]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.getbasetemp() / f"porthole{next(_home_numbers)}"
    monkeypatch.setenv("PORTHOLE_HOME", str(home))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture(params=["asyncio"])
def run():
    """Run a coroutine to its end and return its result: `run(work())`.

    All calls within one test share an event loop. Each has a time limit of TIME_LIMIT_S, or of
    `limit_s` where a test needs longer; it turns a hang into a failure that names the test.
    """
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:

        def run_within_limit(work, limit_s=TIME_LIMIT_S):
            return runner.run(asyncio.wait_for(work, limit_s))

        yield run_within_limit
    # A failed task that nobody waited for is reported when it is collected: let that be now.
    gc.collect()
    gc.freeze()  # What is left lives on: looking at it again after each test took half a second.
