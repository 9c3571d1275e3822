"""What sources are called, and what the targets of their ports begin with: the one table."""

from app.contract.values import SourceKind

LOCAL = "local"
"""The id of this computer as a source."""
CONTAINERS = "containers"
"""The id of the containers on this computer."""
SSH = "ssh:"
"""What the id of an SSH host begins with; its name in the configuration of SSH follows."""

_PREFIXES = {
    "docker:": SourceKind.CONTAINERS,
    "ssh:": SourceKind.SSH,
}
"""What a target begins with that leads elsewhere than to this computer's own ports."""


_ALSO_CALLED = {"docker": CONTAINERS}
"""What people may write for a source: `docker:` is what the targets of its ports begin with."""


def id_of_source(text: str) -> str:
    """Return the id of the source that a user names."""
    return _ALSO_CALLED.get(text, text)


def kind_of_target(text: str) -> SourceKind:
    """Return the kind of source that a target such as `docker:web:80` belongs to."""
    for prefix, kind in _PREFIXES.items():
        if text.startswith(prefix):
            return kind
    return SourceKind.COMPUTER


def kind_of_source(source_id: str) -> SourceKind | None:
    """Return the kind of the source with this id, None if there can be none."""
    if source_id == LOCAL:
        return SourceKind.COMPUTER
    if source_id == CONTAINERS:
        return SourceKind.CONTAINERS
    if source_id.startswith(SSH) and len(source_id) > len(SSH):
        return SourceKind.SSH
    return None
