import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relay_link import base32


@given(st.binary(max_size=64))
@example(b"\0\0")
def test_decode_undoes_encode(data):
    assert base32.decode(base32.encode(data)) == data


@given(st.text(base32.ALPHABET, max_size=24))
def test_each_text_is_refused_or_the_only_one_for_its_bytes(text):
    try:
        data = base32.decode(text)
    except ValueError:
        return
    assert base32.encode(data) == text


def test_encoding_follows_crockfords_alphabet():
    assert (
        base32.encode(bytes.fromhex("00443214c74254b635cf84653a56d7c675be77df")) == base32.ALPHABET
    )


@pytest.mark.parametrize("text", ["u0", "A0", "0", "000", "zz", "é0", "0-"])
def test_text_that_encode_cannot_make_is_refused(text):
    with pytest.raises(ValueError, match=r"base32|left over"):
        base32.decode(text)


def test_random_text_uses_the_whole_alphabet():
    assert set(base32.random_text(4000)) == set(base32.ALPHABET)


def test_tidy_reads_what_people_meant():
    assert base32.tidy(" oO iI lL\t-\u2013-\u2014 aZ9\n") == "001111az9"
