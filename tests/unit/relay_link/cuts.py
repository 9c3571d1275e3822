"""Ways in which a network may cut bytes into pieces."""

import itertools

from hypothesis import strategies as st

CUTS = st.lists(st.floats(0, 1), max_size=20)
"""Where to cut, as fractions of the whole."""


def pieces_of(data, cuts):
    """Return `data` in pieces, none of them empty."""
    places = sorted({0, len(data), *(int(cut * len(data)) for cut in cuts)})
    return [data[start:end] for start, end in itertools.pairwise(places)]
