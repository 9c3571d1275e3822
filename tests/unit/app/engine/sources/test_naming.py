import pytest

from app.contract.values import SourceKind
from app.engine.sources import naming


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("docker:web:80", SourceKind.CONTAINERS),
        ("ssh:gpu-box:8888", SourceKind.SSH),
        ("8000", SourceKind.COMPUTER),
        ("docker", SourceKind.COMPUTER),
        ("ssh", SourceKind.COMPUTER),
        ("[::1]:8000", SourceKind.COMPUTER),
        ("unix:/run/docker:1", SourceKind.COMPUTER),
    ],
)
def test_target_tells_the_kind_of_its_source(text, kind):
    assert naming.kind_of_target(text) is kind


@pytest.mark.parametrize(
    ("source_id", "kind"),
    [
        ("local", SourceKind.COMPUTER),
        ("containers", SourceKind.CONTAINERS),
        ("ssh:gpu-box", SourceKind.SSH),
        ("ssh:", None),
        ("gpu-box", None),
        ("", None),
    ],
)
def test_id_tells_the_kind_of_a_source(source_id, kind):
    assert naming.kind_of_source(source_id) is kind


@pytest.mark.parametrize(
    ("text", "source_id"),
    [("docker", "containers"), ("containers", "containers"), ("local", "local"), ("nas", "nas")],
)
def test_source_may_be_called_as_its_targets_begin(text, source_id):
    assert naming.id_of_source(text) == source_id
