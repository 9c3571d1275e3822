"""What Porthole puts on the clipboard: one line of plain text, whoever made it up."""

from PySide6.QtGui import QGuiApplication

from app.plain_text import plain_text


def copy_text(text: str) -> str:
    """Put `text` on the clipboard, with nothing in it that a terminal would act upon.

    Addresses come from a relay, and people paste them into terminals: a line break in one would
    run a command.

    Returns:
        What was copied.
    """
    harmless = plain_text(text).strip()
    QGuiApplication.clipboard().setText(harmless)
    return harmless
