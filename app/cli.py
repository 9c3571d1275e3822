"""The command line: `porthole COMMAND`, on the same classes as the desktop app."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence

from app.commands import doctor, forward, join, ports, relays
from app.problems import explain


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 failed, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.DEBUG if options.debug else logging.CRITICAL,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader, `head` for example, has seen enough; nothing more can be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if options.debug:
            raise
        problem = explain(error)
        print(f"porthole: {problem.sentence}", file=sys.stderr)
        return problem.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "porthole", description="Give a port on this computer a public address."
    )
    parser.add_argument("--debug", action="store_true", help="log everything, show tracebacks")
    parser.set_defaults(run=lambda options: ports.print_overview())
    commands = parser.add_subparsers(metavar="COMMAND")
    for command in (forward, ports, join, relays, doctor):
        command.add_parser(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
