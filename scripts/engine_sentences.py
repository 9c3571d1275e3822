"""Collects the sentences that the engine can send to the window, for their translation.

They are made in English where the facts are, by the engine, the libraries below it and the relay,
and the window finds them again (`app/models/engine_words.py`). What is collected is every piece of
prose in these modules that is no docstring, no message to the log and no name of a task: nobody
needs to mark a sentence, and none can be forgotten.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = ROOT / "resources" / "translations" / "engine.txt"
"""Where the window reads them: one in each line, in the order of their letters."""

ENGINE = "app/commands/engine.py"
"""The program: whatever it imports may say something to the window."""

OTHERS = (
    "app/autostart/interface.py",  # the window itself
    "relay_server/control_service.py",  # the relay
    "relay_server/logins.py",
    "relay_server/opening.py",
    "relay_server/store/__init__.py",  # that on this computer, when it cannot start
    "relay_server/store/database.py",
)
"""Modules of other programs whose sentences come to the window."""

SILENT = frozenset(
    {
        "app/engine/cost/dates.py",  # about commands that the window does not send
        "app/engine/cost/over_time.py",
        "app/engine/cost/usage.py",  # about mistakes of our own
        "app/engine/sources/programs.py",  # names of programs
        "app/engine/sources/protocols.py",
        "app/engine/sources/risk.py",
        "relay_client/__init__.py",  # for users of the library
        "relay_client/background.py",
        "relay_client/client.py",
        "relay_client/forwarding.py",
        "relay_client/tunnel.py",
        "relay_client/unavailable.py",  # for visitors
        "relay_client/data_channels.py",  # about mistakes of the relay's program
        "relay_client/visits.py",
        "relay_link/base32.py",
        "relay_link/exchange.py",
        "relay_link/frames.py",
        "relay_link/login.py",
        "relay_link/messages.py",
        "relay_link/outcome.py",
        "relay_link/readiness.py",
    }
)
"""Modules that have nothing to say to the window."""

NAMES = frozenset(
    {
        "Docker Desktop",
        "This computer",
        "at line (\\d+)",
        "docker run",
        "nothing is broken",
        "packet length too long",
        "podman run",
        "porthole doctor",
        "porthole join URL",
        "porthole join",
        "reopen {key}",
        "sh -c '{script}'",
        "taskkill /F /PID {process}",
        "this computer",
        "wrong version number",
    }
)
"""What looks like prose in these modules and is none: commands, patterns, names."""

OF_THE_SYSTEM = (
    "Address already in use",
    "Broken pipe",
    "Connection aborted",
    "Connection refused",
    "Connection reset by peer",
    "Connection timed out",
    "Disk quota exceeded",
    "File exists",
    "File name too long",
    "Input/output error",
    "Is a directory",
    "Name or service not known",
    "Network is down",
    "Network is unreachable",
    "No address associated with hostname",
    "No route to host",
    "No space left on device",
    "No such file or directory",
    "Not a directory",
    "Operation not permitted",
    "Permission denied",
    "Read-only file system",
    "Software caused connection abort",
    "Temporary failure in name resolution",
    "Too many open files",
    "attempt to write a readonly database",
    "certificate has expired",
    "certificate is not yet valid",
    "database disk image is malformed",
    "database is locked",
    "database or disk is full",
    "disk I/O error",
    "self-signed certificate",
    "self-signed certificate in certificate chain",
    "unable to get local issuer certificate",
    "unable to open database file",
)
"""What Linux, OpenSSL and SQLite say most often: facts within sentences of ours."""

_PLACEHOLDER = re.compile(r"\{\w*\}")
_PROSE = re.compile(r"[A-Za-z}][,.:;)]? [({'\"]?[A-Za-z{]")
"""Two words after one another, where a fact counts as a word."""
_NO_PROSE = re.compile(r"\n|[A-Z]{4,};? |ssh (password|passphrase) ")
"""How scripts, SQL and the names of secrets begin."""


def collect() -> tuple[str, ...]:
    """Return all sentences, in the order of their letters."""
    speakers = modules_of(ENGINE).union(OTHERS) - SILENT
    found = {text for path in speakers for text in sentences((ROOT / path).read_text("utf-8"))}
    return tuple(sorted(found.difference(NAMES).union(OF_THE_SYSTEM)))


def modules_of(program: str) -> set[str]:
    """Return the paths of all modules of ours that a program is made of."""
    found: set[str] = set()
    waiting = {program}
    while waiting:
        path = waiting.pop()
        found.add(path)
        waiting |= set(_imports((ROOT / path).read_text("utf-8"))) - found
    return found


def _imports(source: str) -> Iterator[str]:
    """Yield the paths of modules of ours that a module imports."""
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}", *(f"{node.module}.{each.name}" for each in node.names)]
        for name in names:
            for end in (".py", "/__init__.py"):
                path = name.replace(".", "/") + end
                if (ROOT / path).is_file():
                    yield path


def sentences(source: str) -> Iterator[str]:
    """Yield the prose in a module, with `{name}` for each fact in it."""
    collector = _Collector()
    collector.visit(ast.parse(source))
    for text in collector.found:
        own = _PLACEHOLDER.sub("", text)
        if _PROSE.search(text) and re.search("[a-z]{2}", own) and not _NO_PROSE.match(text):
            yield text


class _Collector(ast.NodeVisitor):
    """Gathers the texts in a module that may be meant for people."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_Expr(self, node: ast.Expr) -> None:
        """Leave out docstrings, which are expressions that nobody uses."""
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Leave out enumerations: the window has words of its own for them."""
        if not any(isinstance(base, ast.Name) and "Enum" in base.id for base in node.bases):
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Leave out what is for debuggers."""
        if node.name != "__repr__":
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """Leave out messages to the log, and the names of tasks."""
        match node.func:
            case ast.Attribute(value=ast.Name(id="log" | "_log")):
                pass
            case ast.Attribute(attr="start" | "submit"):
                self.visit(node.args[0]) if node.args else None
            case _:
                self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Take a plain text, or one for `str.format`."""
        if isinstance(node.value, str):
            self.found.append(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Take a text with facts in it, and what is in these."""
        names: dict[str, str] = {}
        parts: list[str] = []
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)
                if not parts or not _PLACEHOLDER.fullmatch(parts[-1]):  # of two in a row, one
                    parts.append(f"{{{_name_of(part.value, names)}}}")
            elif isinstance(part, ast.Constant):
                parts.append(str(part.value))
        self.found.append("".join(parts))


def _name_of(fact: ast.expr, names: dict[str, str]) -> str:
    """Return a name for a fact: the same again only if it is the same fact."""
    code = ast.unparse(fact)
    if code not in names:
        name = _last_word(fact)
        taken = sum(each.rstrip("0123456789") == name for each in names.values())
        names[code] = f"{name}{taken + 1}" if taken else name
    return names[code]


def _last_word(fact: ast.expr) -> str:
    match fact:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.strip("_").lower()
        case ast.Call(args=[argument, *_]):
            return _last_word(argument)
        case ast.BoolOp(values=[first, *_]) | ast.BinOp(left=first):
            return _last_word(first)
        case ast.Call(func=ast.Attribute(value=inner)) | ast.Subscript(value=inner):
            return _last_word(inner)
    return "fact"


def write(marked: Path) -> None:
    """Write them for the window, and to `marked` as Qt's tools find them."""
    found = collect()
    FILE.write_text("".join(f"{each}\n" for each in found), "utf-8")
    marks = (f"QT_TRANSLATE_NOOP('Engine', {each!r})\n" for each in found)
    marked.parent.mkdir(parents=True, exist_ok=True)
    marked.write_text("".join(marks), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
