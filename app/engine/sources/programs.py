"""What people call the program behind a port: `uvicorn` or `astro dev`, not `python3` or `node`."""

import os.path
import re
from collections.abc import Callable, Sequence

MAX_NAME_CHARACTERS = 64
"""A process may call itself whatever it likes."""

_INTERPRETER = re.compile(
    r"(?P<language>python|pypy|node|nodejs|deno|bun|ruby|perl|php|java|bash|dash|sh)[\d.]*(w|t)?"
)
_TITLE = re.compile(r"(?P<program>[\w.+-]+)(: | \()")
"""What programs make of their own command line: `nginx: master process`, `next-server (v15.1)`."""

_VALUE_OPTIONS = {
    "python": frozenset({"-W", "-X", "-Q", "--check-hash-based-pycs"}),
    "node": frozenset({"-r", "--require", "--import", "--loader", "--experimental-loader", "-C"}),
    "ruby": frozenset({"-C", "-I", "-r", "-E"}),
    "perl": frozenset({"-I"}),
    "php": frozenset({"-c", "-d", "-S", "-t", "-z"}),
    "java": frozenset({"-cp", "-classpath", "--class-path", "-p", "--module-path", "--add-opens"}),
    "deno": frozenset({"-c", "--config", "--import-map"}),
}
"""Options whose value is the next argument, which therefore is no script."""
_CODE_OPTIONS = frozenset({"-c", "-e", "-p", "--eval", "--print"})
"""The program is on the command line; so it has no name."""
_RUNNERS = {"deno": frozenset({"run", "serve", "task"}), "bun": frozenset({"run", "x"})}

_WITH_SUBCOMMAND = frozenset(
    {"astro", "gatsby", "hugo", "jekyll", "next", "ng", "nuxt", "rails", "remix", "vite"}
)
"""Tools that do several things, of which the first argument names one."""
_SUBCOMMANDS = frozenset({"dev", "develop", "preview", "serve", "server", "start"})

_MODULES = {
    "jupyterlab": "jupyter-lab",
    "notebook": "jupyter-notebook",
    "jupyter_server": "jupyter",
    "app.cli": "porthole",
    "relay_server.cli": "porthole-relay",
}
"""Python modules that people know by another name, our own among them."""
_ENTRY_FILES = frozenset({"__main__", "cli", "index", "main", "start", "bin"})
"""Files in a package that say less than the package's name."""
_PACKAGE_FOLDERS = ("node_modules", "site-packages", "dist-packages")


def program_name(name: str, command: Sequence[str]) -> str:
    """Return what people call a program.

    Args:
        name: what the system calls the process.
        command: the arguments it was started with, itself first; empty if that is not known.

    Returns:
        At most MAX_NAME_CHARACTERS; "" if nothing is known. As hostile as what it is made from.
    """
    return (_from_command(command) or _untitled(name))[:MAX_NAME_CHARACTERS].strip()


def _from_command(command: Sequence[str]) -> str:
    """Return what an interpreter runs; "" if the program is none, or runs something nameless."""
    if not command:
        return ""
    interpreter = _INTERPRETER.fullmatch(_file_name(command[0]).removesuffix(".exe"))
    if interpreter is None:
        return _with_subcommand(_own_name(command[0]), command[1:])
    language = {"pypy": "python", "nodejs": "node"}.get(interpreter["language"])
    return _interpreted(language or interpreter["language"], command[1:])


def _own_name(program: str) -> str:
    """Return the name of a tool that has subcommands; others are called as the system does."""
    name = _file_name(program).removesuffix(".exe")
    return name if name in _WITH_SUBCOMMAND else ""


def _interpreted(language: str, arguments: Sequence[str]) -> str:
    """Return the name of what `language` was told to run; its own if that has none."""
    takes_value = _VALUE_OPTIONS.get(language, frozenset())
    runners = _RUNNERS.get(language, frozenset())
    position = 0
    while position < len(arguments):
        argument = arguments[position]
        rest = arguments[position + 1 :]
        if language == "python" and argument == "-m":
            return _with_subcommand(_module(rest[0]), rest[1:]) if rest else language
        if language == "java" and argument == "-jar":
            return _file_name(rest[0]) if rest else language
        if argument in takes_value:
            position += 1
        elif argument in _CODE_OPTIONS:
            return language
        elif not argument.startswith("-") and argument not in runners:
            return _with_subcommand(_SCRIPTS.get(language, _script)(argument), rest) or language
        position += 1
    return language


def _module(module: str) -> str:
    """Return the name of a Python module: `uvicorn` for `uvicorn.__main__`."""
    return _MODULES.get(module, module.removesuffix(".__main__"))


def _java_class(name: str) -> str:
    """Return the last part of a class such as `org.elasticsearch.bootstrap.Elasticsearch`."""
    return name.rpartition("/")[2].rpartition(".")[2]


def _script(path: str) -> str:
    """Return the name of a script: of its package, if it is one's entry, else the file's."""
    package = _package(path)
    file = _file_name(path)
    stem, _, suffix = file.rpartition(".")
    if not stem:
        return file
    if package and (stem.startswith("__main__") or stem in _ENTRY_FILES or stem in package):
        return package
    return stem if package or suffix == "exe" else file


def _package(path: str) -> str:
    """Return the package that a path lies in, "" if in none; npm's own are `@scope/name`."""
    parts = path.replace("\\", "/").split("/")
    for position in range(len(parts) - 2, 0, -1):
        if parts[position - 1] in _PACKAGE_FOLDERS and parts[position] != ".bin":
            is_scoped = parts[position].startswith("@") and position + 2 < len(parts)
            return "/".join(parts[position : position + 2]) if is_scoped else parts[position]
    return ""


_SCRIPTS: dict[str, Callable[[str], str]] = {"java": _java_class}


def _with_subcommand(name: str, arguments: Sequence[str]) -> str:
    if name in _WITH_SUBCOMMAND and arguments and arguments[0] in _SUBCOMMANDS:
        return f"{name} {arguments[0]}"
    return name


def _untitled(name: str) -> str:
    """Return what a process is called without what it says of its state: `next-server`."""
    title = _TITLE.match(name)
    return (title["program"] if title else name).removesuffix(".exe")


def _file_name(path: str) -> str:
    return os.path.basename(path.replace("\\", "/"))
