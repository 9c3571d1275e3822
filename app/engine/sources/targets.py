"""What a target's text leads to, whichever source it names, for who has no list of their ports."""

from app.contract.values import SourceKind
from app.engine.sources import naming
from relay_client.targets import Target, parse_target


def target_of(text: str) -> Target:
    """Return the target that `8000`, `host:8000`, `unix:/path` or `docker:web:80` stands for.

    Raises:
        InvalidError: it is none of these.
    """
    if naming.kind_of_target(text) is SourceKind.CONTAINERS:
        from app.engine.sources.containers.finding import ContainerFinder
        from app.engine.sources.containers.target import container_target

        return container_target(text, ContainerFinder().find)
    return parse_target(text)
