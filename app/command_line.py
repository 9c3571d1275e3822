"""The command line: `porthole COMMAND`, on the same classes as the desktop app."""

import argparse
import importlib.util
import logging
import os
import sys
from collections.abc import Callable, Sequence

from app.plain_text import plain_text
from relay_link.command_line import Parser

_COMMANDS = {
    "forward": "Give ports a public address until Ctrl-C.",
    "ports": "List the TCP ports that listen on this computer.",
    "tunnels": "Show what is open on this computer.",
    "connections": "Show who is, and was, connected to a tunnel.",
    "cost": "Estimate what the programs behind ports cost.",
    "join": "Enrol this computer at a relay.",
    "relays": "List the relays, choose or remove one.",
    "engine": "Serve the window: commands on standard input, events on standard output.",
    "doctor": "Find out what is missing or unreachable.",
}
"""Each is a module of `app.commands`, imported only when it is asked for: some need 0.2 s."""


_DESCRIPTION = (
    "Give a port on this computer a public address. Without a command this starts the app; where "
    "there is no display, it lists the ports that listen."
)


def run(arguments: Sequence[str]) -> int:
    """Run one command; return the exit code: 0 done, 1 failed, 2 wrong usage."""
    _open_standard_streams()
    options = _parse(arguments)
    logging.basicConfig(
        level=logging.DEBUG if options.debug else logging.CRITICAL,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    run_command: Callable[[argparse.Namespace], int] = options.run
    try:
        exit_code = run_command(options)
        sys.stdout.flush()  # here, and not at the end of the process, which would complain
        return exit_code
    except BrokenPipeError:
        # The reader, `head` for example, has seen enough; nothing more can be written.
        _discard_unwritable()
        return 0
    except Exception as error:
        if options.debug:
            raise
        _discard_unwritable()
        return _report(error)


def _open_standard_streams() -> None:
    """Lead those nowhere that whoever started this has closed.

    Else the first files and connections would take their places, and get what is printed.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Open as long as the process lives.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    options = argparse.Namespace(run=_run_default, debug=False, at_login=False)
    match list(arguments):
        # Making the parser takes 10 ms and 0.6 MB, and the window lives long.
        case []:
            return options
        case ["--at-login"]:
            options.at_login = True
            return options
    return _parser(arguments).parse_args(arguments, options)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return a parser of what differs from starting the app."""
    usage = "porthole [-h] [--debug] [--version] [COMMAND ...]"
    parser = Parser("porthole", usage=usage, description=_DESCRIPTION)
    _add_debug(parser)
    parser.add_argument("--version", action=_ShowVersion, help="show the version and exit")
    _check_command(parser, arguments)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="porthole")
    for name, description in _COMMANDS.items():
        command = commands.add_parser(name, help=description, description=description)
        _add_debug(command)
        if name in arguments:
            importlib.import_module(f"app.commands.{name}").add_arguments(command)
    return parser


def _check_command(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    """End with a sentence if the first word is no command: most often it is a port."""
    word = next((each for each in arguments if not each.startswith("-")), None)
    if word is None or word in _COMMANDS:
        return
    if word[-1:].isdigit():
        parser.error(f"To give a port an address, write `porthole forward {plain_text(word)}`.")
    parser.error(f"There is no command {word!r}. There are {', '.join(_COMMANDS)}.")


def _add_debug(parser: argparse.ArgumentParser) -> None:
    """Add the option that people may write before or behind the command."""
    parser.add_argument(
        "--debug",
        action="store_true",
        default=argparse.SUPPRESS,
        help="log everything, show tracebacks",
    )


class _ShowVersion(argparse.Action):
    """Looks the version up only when it is asked for, which takes 0.1 s."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=help)

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        from importlib.metadata import version

        print(f"porthole {version('porthole')}")
        parser.exit()


def _run_default(options: argparse.Namespace) -> int:
    """Start the desktop app where there is a desktop, else show what could be exposed."""
    if _has_desktop():
        from app.main import run

        return run(options)
    from app.commands.ports import print_overview

    return print_overview()


def _has_desktop() -> bool:
    """Tell whether there is a display, and the extra `desktop` is installed."""
    has_display = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return has_display and importlib.util.find_spec("PySide6") is not None


def _discard_unwritable() -> None:
    """Lead what cannot be written nowhere, or the end of the process would complain of it."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _report(error: Exception) -> int:
    """Tell people what went wrong; return the exit code."""
    from app.problems import explain

    problem = explain(error)
    print(f"porthole: {plain_text(problem.line)}", file=sys.stderr)
    return problem.exit_code
