"""The program `porthole`: hears Ctrl-C from its first moment on.

All else is imported by `main`, even `typing`: before that, Ctrl-C would show a traceback.
"""

import sys

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells give it."""


def main(arguments: "list[str] | None" = None) -> int:
    """Run one command; return the exit code: 0 done, 1 failed, 2 wrong usage, 130 for Ctrl-C."""
    try:
        from app.command_line import run

        return run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
