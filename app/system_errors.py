"""What to say about errors of the operating system: the one place for these words.

The engine, the command line and the window all need them, so nothing of ours is imported here.
"""

import errno

_ADVICE = {
    errno.ENOSPC: "Make room on the disk, then try again.",
    errno.EDQUOT: "Remove files of yours, then try again.",
    errno.EROFS: "Make it possible to write there, then try again.",
    errno.EACCES: "Make that possible for your user, then try again.",
    errno.EPERM: "Make that possible for your user, then try again.",
    errno.EMFILE: "Close a few tunnels, then try again.",
}
"""What to do about them, by their number."""


def system_sentence(error: OSError) -> str:
    """Return what has happened, to which file, and what people can do about it."""
    what = error.strerror or str(error) or type(error).__name__
    path = error.filename2 or error.filename
    text = full_stop(f"{what}: {path}" if path else what)
    advice = _ADVICE.get(error.errno) if error.errno is not None else None
    return f"{text} {advice}" if advice else text


def full_stop(text: str) -> str:
    """Return a text as a sentence."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."
