"""The project's own sources, parsed, for the tests that check how they are written."""

import ast
import functools
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGES = ("relay_link", "relay_client", "relay_server", "app", "resources")


@dataclass(frozen=True)
class Source:
    """One module of ours."""

    path: Path
    """Where it is, from the root of the checkout."""
    text: str
    tree: ast.Module

    @property
    def name(self):
        """Its dotted name; a package is called as its folder."""
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def package(self):
        """The dotted name that its relative imports start from."""
        return ".".join(self.path.parent.parts)

    @functools.cached_property
    def nodes(self):
        """All nodes of the tree: to walk it again for each check takes as long as to parse it."""
        return tuple(ast.walk(self.tree))

    def imports(self):
        """Return the dotted names it imports; `from a import b` gives both `a` and `a.b`."""
        names = set()
        for node in self.nodes:
            if isinstance(node, ast.Import):
                names.update(each.name for each in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                names.add(base)
                names.update(f"{base}.{each.name}" for each in node.names)
        return names

    def _absolute(self, node):
        if not node.level:
            return node.module
        above = self.package.split(".")[: -(node.level - 1) or None]
        return ".".join([*above, node.module] if node.module else above)


def parse(path, text):
    """Return the module at `path` below the root with this text, which need not be on disk."""
    return Source(Path(path), text, ast.parse(text, str(path)))


@pytest.fixture(scope="session")
def project_root():
    """The folder of the checkout."""
    return Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sources(project_root):
    """All modules of the packages, in the order of their paths."""
    paths = sorted(path for package in PACKAGES for path in (project_root / package).rglob("*.py"))
    assert paths
    return [parse(path.relative_to(project_root), path.read_text("utf-8")) for path in paths]


@pytest.fixture
def source():
    """Make a module from a path and a text, to show that a check finds what it should."""
    return parse
