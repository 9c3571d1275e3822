"""What can go wrong when the listening ports are listed.

* PortScanError
    * SockDiagError: the kernel refused, or its answer made no sense
    * PsutilError: psutil is missing, or could not do it either
"""

import os


class PortScanError(Exception):
    """The listening ports of this computer cannot be listed."""


class SockDiagError(PortScanError):
    """Linux did not answer the request for its listening sockets with a list.

    Args:
        error_number: the kernel's error, as in `errno`; EBADMSG for an answer without sense.
    """

    def __init__(self, error_number: int) -> None:
        super().__init__(error_number)
        self.error_number = error_number

    def __str__(self) -> str:
        reason = os.strerror(self.error_number)
        return f"the kernel did not list the listening ports (sock_diag: {reason}); try again"


class PsutilError(PortScanError):
    """psutil could not list the listening ports.

    Args:
        problem: what went wrong, for people, with what to do about it where that is known.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return f"the listening ports cannot be listed: {self.problem}"
