import dataclasses

import pytest

from app.engine.sources.containers.values import Container, EngineInfo


@pytest.mark.parametrize(
    ("mode", "has_own"),
    [
        ("default", True),
        ("shop_default", True),
        ("", True),
        ("host", False),
        ("container:1", False),
    ],
)
def test_container_in_anothers_network_has_no_ports_of_its_own(mode, has_own):
    assert Container("1", "web", "web", network_mode=mode).has_own_ports is has_own


@pytest.mark.parametrize("value", [Container("1", "web", "web"), EngineInfo("Docker")])
def test_values_are_frozen(value):
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "other"
