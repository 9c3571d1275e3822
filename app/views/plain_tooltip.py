"""Tooltips that show foreign text as it is."""


def plain_tooltip(text: str) -> str:
    """Return what to give a tooltip so that it shows `text`, even where that looks like markup.

    Qt guesses whether a tooltip is markup, and nothing without `<` can be.
    """
    if "<" not in text:
        return text
    import html  # It comes with a list of 2,000 named characters.

    return f"<qt>{html.escape(text)}</qt>"
