import re
from collections import Counter

from relay_link import base32
from relay_server.names import new_label

CHI_SQUARE_LIMIT = 93.0
"""31 degrees of freedom exceed this once in 24 million fair samples."""


def test_label_is_one_valid_host_label():
    assert re.fullmatch(r"[0-9a-z]{20}", new_label())


def test_every_character_is_equally_likely_in_every_place():
    labels = [new_label() for _ in range(3200)]
    for place in range(20):
        counts = Counter(label[place] for label in labels)
        expected = len(labels) / len(base32.ALPHABET)
        chi_square = sum((counts[c] - expected) ** 2 / expected for c in base32.ALPHABET)
        assert chi_square < CHI_SQUARE_LIMIT


def test_labels_do_not_repeat():
    assert len({new_label() for _ in range(10_000)}) == 10_000
