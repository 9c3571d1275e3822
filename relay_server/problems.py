"""What went wrong, in one sentence for people: the one place for the relay's words."""


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
    if isinstance(error, OSError) and error.filename and ":" in str(error.filename):
        return (
            f"Cannot listen on {error.filename}: {error.strerror}. Stop the program that uses "
            "that port, or choose another address with --listen.",
            1,
        )
    if isinstance(error, OSError):
        return f"{error.strerror or error} ({error.filename})", 1
    return None, 1
