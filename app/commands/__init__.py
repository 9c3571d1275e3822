"""The commands of the command line, one module each.

Each has `add_parser(subparsers)`, which sets `run`: a function from the parsed arguments to the
exit code.
"""
