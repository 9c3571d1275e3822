import pytest

from relay_link.byte_amount import bytes_text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.00 kB"),
        (41_260, "41.3 kB"),
        (99_960, "100 kB"),
        (999_600, "1.00 MB"),
        (312_000_000, "312 MB"),
        (10**21, "1000 EB"),
    ],
)
def test_bytes_have_three_digits(count, text):
    assert bytes_text(count) == text
