"""What can go wrong with an engine of containers.

* EngineError
    * NoEngineError: nothing answers there
    * EngineRefusedError: it is there, and will not have this user or this program
    * EngineAnswerError: what it answers is too long, late or makes no sense
"""

from typing import ClassVar


class EngineError(Exception):
    """The containers of an engine cannot be listed.

    Args:
        sentence: why not, for people, with what to do about it.
    """

    is_refusal: ClassVar[bool] = False
    """Whether it takes the user to change this."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


class NoEngineError(EngineError):
    """Nothing answers where the engine would be."""


class EngineRefusedError(EngineError):
    """The engine will not have this user or this program."""

    is_refusal = True


class EngineAnswerError(EngineError):
    """The engine's answer cannot be used."""
