import inspect

import pytest

from app.engine.sources.containers.source import ContainersSource
from app.engine.sources.local import LocalSource
from app.engine.sources.registry import HostSource, SourceRegistry
from app.engine.sources.source import PortSource, Watcher
from app.engine.sources.ssh.source import SshSource
from tests.unit.app.engine.sources.fake_sources import FakeHost, FakeSource


def differences(interface, kind):
    """Return the methods of an interface that a class has not, or takes other arguments for."""
    methods = {
        name: each
        for name, each in inspect.getmembers(interface, inspect.isfunction)
        if not name.startswith("_")
    }
    return [
        name
        for name, each in methods.items()
        if list(inspect.signature(each).parameters)
        != list(inspect.signature(getattr(kind, name, lambda: None)).parameters)
    ]


@pytest.mark.parametrize("kind", [LocalSource, ContainersSource, SshSource, FakeSource, FakeHost])
def test_sources_are_what_the_engine_needs(kind):
    assert differences(PortSource, kind) == []


@pytest.mark.parametrize("kind", [SshSource, FakeHost])
def test_hosts_can_be_connected_to(kind):
    assert differences(HostSource, kind) == []


def test_registry_can_be_told_by_sources():
    assert differences(Watcher, SourceRegistry) == []


def test_other_classes_are_no_sources():
    assert differences(PortSource, SourceRegistry) == ["listens", "target"]
