"""Command lines that answer a mistake with one sentence."""

import argparse
from typing import NoReturn

USAGE = 2
"""The exit code of a program that was called wrongly."""


class Parser(argparse.ArgumentParser):
    """Parses a command line; so do the parsers of its commands."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and end the program.

        The list of all options, which argparse prints in front, hides the sentence that matters.
        """
        sentence = f"{message[:1].upper()}{message[1:]}"
        hint = "" if sentence.endswith(".") else f". See {self.prog} --help"
        self.exit(USAGE, f"{self.prog}: {sentence}{hint}\n")
