"""What went wrong, in one sentence for people: the one place for the relay's words."""

import errno


class UsageError(Exception):
    """What was asked for makes no sense; the text says what to do instead."""


def explain(error: Exception) -> tuple[str | None, int]:
    """Return a sentence and an exit code; None for an error that is a bug of ours."""
    from relay_server.certificates import CertificateError
    from relay_server.store import StoreError

    if isinstance(error, UsageError):
        return str(error), 2
    if isinstance(error, CertificateError | StoreError):
        return str(error), 1
    if isinstance(error, OSError):
        return _system_sentence(error), 1
    return None, 1


def _system_sentence(error: OSError) -> str:
    what = error.strerror or str(error)
    where = str(error.filename or "")
    if ":" in where:
        return f"Cannot listen on {where}: {what}. {_listening_advice(error)}"
    return f"{what} ({where})" if where else what


def _listening_advice(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "Stop the program that uses that port, or choose another address with --listen."
    if error.errno == errno.EACCES:
        return "Let this user have low ports, or choose one from 1024 up with --listen."
    return "Choose another address with --listen."
