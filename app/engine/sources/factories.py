"""The kinds of places with ports that the engine looks at, in the order they are shown."""

from app.engine.sources.containers.source import ContainersSource
from app.engine.sources.local import LocalSource
from app.engine.sources.published import PublishedPorts
from app.engine.sources.registry import Factory


def factories() -> tuple[Factory, ...]:
    """Return what makes the sources of one engine."""
    # The one leaves out what the other shows.
    published = PublishedPorts()
    return (
        lambda watcher: LocalSource(watcher, published),
        lambda watcher: ContainersSource(watcher, published),
    )
