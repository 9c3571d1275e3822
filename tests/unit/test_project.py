"""House rules about the files themselves: sizes, their tests, and what must not be named."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40
"""With its docstring, without its decorators."""

TEST_FOLDERS = ("tests/unit", "tests/qt")
"""Where the test module of `a/b.py` may be, as `a/test_b.py`."""

PATH_OF_A_MACHINE = re.compile(r"(?<![\w.~}])/(?:root|work|workspace|builds)/\w")
HOME_OF_SOMEBODY = re.compile(r"(?<![\w.~}])/(?:home|Users)/\w")
"""Sample data of tests may have made-up ones; nothing else may."""

NAMES_A_PLACE = re.compile(r"://|index-url|find-links|trusted-host|file:| @ |^[./]", re.MULTILINE)


def long_files(source):
    lines = len(source.text.splitlines())
    return [f"{source.path}: {lines} lines"] if lines > MAX_FILE_LINES else []


def long_functions(source):
    functions = [
        node for node in source.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [
        f"{source.path}:{each.lineno} {each.name}: {lines} lines"
        for each in functions
        if (lines := each.end_lineno - each.lineno + 1) > MAX_FUNCTION_LINES
    ]


MAIN_LOOP = Path("app/main.py")
"""The one place that runs Qt's event loop."""
DRAG = Path("app/views/pane/address_label.py")
"""Where something is dragged out of the window: Qt has no other way than `QDrag.exec`."""


def nested_event_loops(source):
    """Find `dialog.exec()`, which stops the rest of the window; `open()` and a signal do not."""
    if source.path in {MAIN_LOOP, DRAG}:
        return []
    return [
        f"{source.path}:{node.lineno}"
        for node in source.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"exec", "exec_"}
    ]


def needs_no_test_module(path):
    """Whether there is too little in it, or migrations, which are tested all together."""
    return path.stem in {"__init__", "__main__"} or "migrations" in path.parts


def untested_modules(sources, project_root):
    return [
        str(each.path)
        for each in sources
        if not needs_no_test_module(each.path)
        and not any(
            (project_root / folder / each.path.with_name(f"test_{each.path.name}")).exists()
            for folder in TEST_FOLDERS
        )
    ]


def requirements(text):
    """Yield the name, version and number of hashes of each requirement in a constraints file."""
    for block in re.split(r"\n(?=[a-z])", text):
        name, _, version = re.match(r"([\w.-]+)(==)?([\w.]+)?", block).groups()
        yield name, version, block.count("--hash=sha256:")


@pytest.fixture(scope="module")
def constraints(project_root):
    return (project_root / "constraints.txt").read_text("utf-8")


def files_of_project(project_root):
    """Return what git tracks or would, from the root, or skip where the checkout is not git's."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listing = subprocess.run(command, cwd=project_root, capture_output=True, text=True)
    if listing.returncode:
        pytest.skip("not a git checkout")
    paths = [Path(name) for name in listing.stdout.split("\0") if name]
    return [path for path in paths if (project_root / path).is_file()]


def test_files_are_short(sources):
    assert [found for each in sources for found in long_files(each)] == []


def test_functions_are_short(sources):
    assert [found for each in sources for found in long_functions(each)] == []


def test_no_dialog_runs_an_event_loop_of_its_own(sources):
    assert [found for each in sources for found in nested_event_loops(each)] == []


def test_every_module_has_its_test_module(sources, project_root):
    assert untested_modules(sources, project_root) == []


@pytest.mark.parametrize(
    ("pattern", "exempt"), [(PATH_OF_A_MACHINE, None), (HOME_OF_SOMEBODY, "tests")]
)
def test_no_file_names_a_path_of_one_machine(project_root, pattern, exempt):
    found = [
        f"{path}: {match.group()}"
        for path in files_of_project(project_root)
        if path.parts[0] != exempt
        for match in pattern.finditer((project_root / path).read_text("utf-8", errors="replace"))
    ]
    assert found == []


def test_constraints_name_no_place_to_download_from(constraints):
    assert NAMES_A_PLACE.findall(constraints) == []


def test_constraints_pin_every_package_with_hashes(constraints):
    assert [each for each in requirements(constraints) if not (each[1] and each[2])] == []


def test_constraints_hold_all_that_the_project_asks_for(constraints, project_root):
    project = tomllib.loads((project_root / "pyproject.toml").read_text("utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.match(r"[\w.-]+", each).group().lower() for asked in lists for each in asked}
    assert names - {name for name, _, _ in requirements(constraints)} == set()


def test_check_finds_a_long_function(source):
    body = "\n".join(["    x = 1"] * MAX_FUNCTION_LINES)
    assert long_functions(source("app/a.py", f"async def f():\n{body}"))
    assert not long_functions(source("app/a.py", f"@d\ndef f():\n{body[10:]}"))


def test_check_finds_a_long_file(source):
    assert long_files(source("app/a.py", "x = 1\n" * (MAX_FILE_LINES + 1)))
    assert not long_files(source("app/a.py", "x = 1\n" * MAX_FILE_LINES))


def test_check_finds_a_nested_event_loop(source):
    assert nested_event_loops(source("app/views/a.py", "answer = dialog.exec()"))


def test_check_finds_a_module_without_tests(source, tmp_path):
    modules = [source("app/engine/new.py", ""), source("app/engine/__init__.py", "")]
    assert untested_modules(modules, tmp_path) == ["app/engine/new.py"]
    (tmp_path / "tests/unit/app/engine").mkdir(parents=True)
    (tmp_path / "tests/unit/app/engine/test_new.py").touch()
    assert untested_modules(modules, tmp_path) == []


@pytest.mark.parametrize(
    ("pattern", "folder"),
    [
        (PATH_OF_A_MACHINE, "root"),
        (PATH_OF_A_MACHINE, "work"),
        (HOME_OF_SOMEBODY, "home"),
        (HOME_OF_SOMEBODY, "Users"),
    ],
)
def test_check_finds_a_path_of_a_machine(pattern, folder):
    assert pattern.search(f"see /{folder}/ada/porthole")
    assert not pattern.search(f"see https://example.com/{folder}/ada")


@pytest.mark.parametrize(
    "line",
    ["--index-url https://example.com/simple", "a @ file:wheel.whl", "./a.whl", "--find-links x"],
)
def test_check_finds_a_place_to_download_from(line):
    assert NAMES_A_PLACE.search(f"a==1\n{line}\n")
