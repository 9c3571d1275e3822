import pytest

from app.engine.sources.targets import target_of
from relay_client.errors import InvalidError
from relay_client.targets import OpenedTarget, TcpTarget


def test_text_without_a_prefix_is_of_this_computer():
    assert target_of("localhost:8000") == TcpTarget(8000, "localhost")


def test_container_is_dialled_by_its_name():
    target = target_of("docker:web:80")
    assert isinstance(target, OpenedTarget)
    assert str(target) == "docker:web:80"


@pytest.mark.parametrize("text", ["docker:web", "docker:web:x", "nonsense"])
def test_nonsense_is_refused(text):
    with pytest.raises(InvalidError):
        target_of(text)
