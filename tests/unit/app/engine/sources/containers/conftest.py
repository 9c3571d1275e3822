import pytest

from tests.unit.app.engine.sources.containers.fake_engine import FakeEngine


@pytest.fixture
def engine(tmp_path, run):
    """A fake engine that runs for as long as the test."""
    fake = FakeEngine(tmp_path / "docker.sock")
    run(fake.start())
    yield fake
    run(fake.stop())
