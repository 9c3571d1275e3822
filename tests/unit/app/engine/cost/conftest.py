import pytest

from tests.unit.app.engine.cost.workers import Worker


@pytest.fixture
def start():
    """Start a program that works when it is told to."""
    started = []

    def start(work):
        started.append(Worker(work))
        return started[-1]

    yield start
    for worker in started:
        worker.end()
