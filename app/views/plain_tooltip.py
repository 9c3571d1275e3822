"""Tooltips that show foreign text as it is."""

import html


def plain_tooltip(text: str) -> str:
    """Return what to give a tooltip so that it shows `text`, even where that looks like markup.

    Qt guesses whether a tooltip is markup, and nothing without `<` can be.
    """
    return f"<qt>{html.escape(text)}</qt>" if "<" in text else text
