"""What can go wrong on a link between client and relay.

* ProtocolError: the far end said something it must not say
"""


class ProtocolError(Exception):
    """The far end broke the protocol: a bug in it, another version, or not our program at all."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return self.problem
