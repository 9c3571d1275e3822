"""The places with ports that the engine looks at, in the order they are shown."""

from collections.abc import Sequence

from app.engine.sources.containers.source import ContainersSource
from app.engine.sources.local import LocalSource
from app.engine.sources.published import PublishedPorts
from app.engine.sources.source import PortSource, Watcher


def make_sources(watcher: Watcher) -> Sequence[PortSource]:
    """Return all sources of this computer, which tell `watcher` what they find."""
    # The one leaves out what the other shows.
    published = PublishedPorts()
    return (LocalSource(watcher, published), ContainersSource(watcher, published))
