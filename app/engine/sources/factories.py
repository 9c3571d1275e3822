"""The kinds of places with ports that the engine looks at, in the order they are shown."""

from app.engine.sources.local import LocalSource
from app.engine.sources.registry import Factory

FACTORIES: tuple[Factory, ...] = (LocalSource,)
