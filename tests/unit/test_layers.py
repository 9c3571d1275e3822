"""Imports go downwards only, and what binds us to one event loop stays in one place."""

import ast
import subprocess
import sys

import pytest

OURS = ("relay_link", "relay_client", "relay_server", "app", "resources")

WIDGETS = ("PySide6.QtGui", "PySide6.QtWidgets")
TUNNELS = ("relay_client", "relay_server", "relay_link")
COMMAND_LINE = ("app.cli", "app.command_line")

MAY_IMPORT_OF_OURS = {
    "relay_link": (),
    "relay_client": ("relay_link",),
    "relay_server": ("relay_link",),
    "resources": (),
    "app": OURS,
}
"""Which packages of ours each package may import, beside itself."""

MUST_NOT_IMPORT = {
    "relay_link": ("PySide6",),
    "relay_client": ("PySide6",),
    "relay_server": ("PySide6",),
    "app.contract": ("PySide6", *TUNNELS, "app.engine", "app.models", "app.views", *COMMAND_LINE),
    "app.engine": ("PySide6", "app.models", "app.views", *COMMAND_LINE),
    "app.models": ("asyncio", *WIDGETS, *TUNNELS, "app.engine", "app.views", *COMMAND_LINE),
    "app.views": ("asyncio", *TUNNELS, "app.engine", *COMMAND_LINE),
}
"""What a package must not import, by the beginning of dotted names."""

TASK_STARTER = "relay_link.tasks"


def is_within(name, package):
    return name == package or name.startswith(package + ".")


def layer_breaches(source):
    own = source.name.split(".")[0]
    allowed = (own, *MAY_IMPORT_OF_OURS[own])
    forbidden = [name for name in OURS if name not in allowed]
    for layer, names in MUST_NOT_IMPORT.items():
        if is_within(source.name, layer):
            forbidden += names
    return sorted(
        f"{source.name} imports {name}"
        for name in source.imports()
        if any(is_within(name, each) for each in forbidden)
    )


def qasync_uses(source):
    """Find asyncio on Qt's event loop: 11 MB more, callbacks 10 times slower, and its own traps."""
    return [f"{source.name} imports {n}" for n in source.imports() if is_within(n, "qasync")]


def bare_tasks(source):
    """Find tasks that only the event loop would hold, which may be collected in mid-air."""
    found = [
        f"{source.name} imports {name}"
        for name in source.imports() & {"asyncio.create_task", "asyncio.ensure_future"}
    ]
    for node in source.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            starts = node.func.attr in {"create_task", "ensure_future"}
            if starts and (owner == "asyncio" or "loop" in owner) and source.name != TASK_STARTER:
                found.append(f"{source.name}:{node.lineno} calls {owner}.{node.func.attr}")
    return found


def all_found(check, sources):
    return [breach for each in sources for breach in check(each)]


def test_imports_go_downwards_only(sources):
    assert all_found(layer_breaches, sources) == []


def test_nobody_knows_qasync(sources):
    assert all_found(qasync_uses, sources) == []


def test_every_task_has_an_owner(sources):
    assert all_found(bare_tasks, sources) == []


def test_packaging_folder_does_not_shadow_the_library_of_that_name(project_root):
    assert not (project_root / "packaging" / "__init__.py").exists()
    command = [sys.executable, "-c", "import packaging.version"]
    subprocess.run(command, cwd=project_root, check=True)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("relay_link/frames.py", "import relay_client"),
        ("relay_link/frames.py", "from relay_server.store import Store"),
        ("relay_client/session.py", "def late():\n    import relay_server.registry"),
        ("relay_server/cli.py", "from relay_client import forward"),
        ("relay_server/cli.py", "import app"),
        ("app/engine/tunnels.py", "from PySide6.QtCore import QObject"),
        ("app/engine/tunnels.py", "from ..views import tray"),
        ("app/models/tunnels.py", "from PySide6 import QtWidgets"),
        ("app/views/tray.py", "import asyncio"),
        ("app/views/tray.py", "from app import engine"),
        ("app/views/__init__.py", "from ..engine import tunnels"),
    ],
)
def test_check_finds_an_import_that_goes_upwards(source, path, text):
    assert len(layer_breaches(source(path, text))) >= 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("relay_client/session.py", "from relay_link.frames import FrameReader"),
        ("relay_client/session.py", "from . import errors"),
        ("app/engine/tunnels.py", "import relay_client, relay_server, resources"),
        ("app/models/tunnels.py", "from PySide6.QtCore import QAbstractTableModel"),
        ("app/cli.py", "from app.engine import tunnels"),
    ],
)
def test_check_accepts_an_import_that_goes_downwards(source, path, text):
    assert layer_breaches(source(path, text)) == []


def test_check_finds_qasync(source):
    assert qasync_uses(source("app/main.py", "from qasync import QEventLoop"))
    assert not qasync_uses(source("app/main.py", "from PySide6.QtCore import QEventLoop"))


@pytest.mark.parametrize(
    "text",
    [
        "asyncio.create_task(work())",
        "asyncio.ensure_future(work())",
        "from asyncio import create_task",
        "self._loop.create_task(work())",
        "asyncio.get_running_loop().create_task(work())",
    ],
)
def test_check_finds_a_task_without_an_owner(source, text):
    assert len(bare_tasks(source("relay_client/session.py", text))) == 1


def test_check_accepts_a_task_group(source):
    assert bare_tasks(source("relay_client/session.py", "group.create_task(work())")) == []
