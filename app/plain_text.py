"""Text from strangers, made harmless to show in a terminal or a label.

Names and command lines of processes, host names and messages from other computers may hold
anything: sequences that drive the terminal, line breaks that fake another row, marks that turn
the direction of the text around.
"""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
"""The only invisible characters kept: emoji and several scripts are spelt with them."""


def plain_text(text: str) -> str:
    """Return `text` on one line, with nothing in it that acts instead of being shown.

    Every line break, tab and unusual space becomes a space. Control characters (C0, DEL, C1),
    direction marks and other invisible characters, surrogates and characters that are not
    assigned become U+FFFD. The number of characters stays the same.
    """
    if text.isprintable():
        return text
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    return " " if character.isspace() else REPLACEMENT
