import copy
import hashlib
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_link import base32, tokens
from relay_link.tokens import InvalidCodeError, InvalidTokenError, Token

SAMPLE = Token("0123456789ab", bytes(range(32)))
SAMPLE_TEXT = str(SAMPLE)
CODE = "01100-0n39g-r3kx4-jkycp-gm15p-j3413"


def test_token_text_is_what_secret_scanners_look_for():
    assert re.fullmatch(r"tun_[0-9a-z]{12}_[0-9a-z]{52}_[0-9a-z]{7}", SAMPLE_TEXT)


def test_token_text_stays_the_same_between_versions():
    assert SAMPLE_TEXT == (
        "tun_0123456789ab_000g40r40m30e209185gr38e1w8124gk2gahc5rr34d1p70x3rfg_atdcxng"
    )


@given(st.text(base32.ALPHABET, min_size=12, max_size=12), st.binary(min_size=32, max_size=32))
def test_token_survives_its_text(identifier, secret):
    token = Token(identifier, secret)
    assert tokens.parse_token(f" {token}\n") == token


def test_new_tokens_differ():
    made = [tokens.new_token() for _ in range(100)]
    assert len({token.id for token in made}) == len({token.secret for token in made}) == 100


@given(st.integers(0, len(SAMPLE_TEXT) - 1), st.sampled_from(base32.ALPHABET + "_ A"))
def test_one_wrong_character_is_noticed(place, character):
    text = SAMPLE_TEXT[:place] + character + SAMPLE_TEXT[place + 1 :]
    if text.strip() != SAMPLE_TEXT:
        with pytest.raises(InvalidTokenError):
            tokens.parse_token(text)


@pytest.mark.parametrize("cut", range(len(SAMPLE_TEXT)))
def test_token_cut_short_is_refused(cut):
    with pytest.raises(InvalidTokenError):
        tokens.parse_token(SAMPLE_TEXT[:cut])


@given(st.text(max_size=200))
def test_any_text_is_a_token_or_refused(text):
    with pytest.raises(InvalidTokenError):
        tokens.parse_token(text)


def test_letters_outside_the_alphabet_are_refused_even_with_the_right_checksum():
    body = "tun_0123456789au_" + "0" * 52
    with pytest.raises(InvalidTokenError, match="typing mistake"):
        tokens.parse_token(f"{body}_{tokens._checksum(body)}")


def test_second_text_of_the_same_secret_is_refused():
    body = "tun_0123456789ab_" + "0" * 51 + "1"
    with pytest.raises(InvalidTokenError, match="typing mistake"):
        tokens.parse_token(f"{body}_{tokens._checksum(body)}")


@pytest.mark.parametrize(
    ("identifier", "secret"),
    [
        ("", bytes(32)),
        ("0123456789ab", b""),
        ("0123456789AB", bytes(32)),
        ("0123456789ab", bytes(33)),
    ],
)
def test_token_without_a_whole_secret_cannot_be_made(identifier, secret):
    with pytest.raises(ValueError, match="32 bytes"):
        Token(identifier, secret)


def test_repr_hides_the_secret():
    secret = base32.encode(SAMPLE.secret)
    assert "0123456789ab" in repr(SAMPLE)
    assert secret not in repr(SAMPLE)
    assert repr(SAMPLE.secret) not in repr(SAMPLE)


@pytest.mark.parametrize("text", [SAMPLE_TEXT[:-1] + "u", SAMPLE_TEXT + "0", "hunter2"])
def test_error_does_not_repeat_what_was_typed(text):
    with pytest.raises(InvalidTokenError) as caught:
        tokens.parse_token(text)
    assert text not in str(caught.value)
    assert SAMPLE_TEXT[17:69] not in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("error", [InvalidTokenError("No."), InvalidCodeError("No.")])
def test_errors_can_be_copied_and_pickled(error):
    assert str(copy.copy(error)) == str(pickle.loads(pickle.dumps(error))) == "No."


def test_secret_hash_is_sha256():
    assert tokens.secret_hash(SAMPLE.secret) == hashlib.sha256(SAMPLE.secret).digest()


def test_code_is_six_groups_of_five():
    assert re.fullmatch(r"([0-9a-z]{5}-){5}[0-9a-z]{5}", CODE)


def test_code_has_at_least_128_random_bits():
    assert tokens.CODE_CHARACTERS * base32.BITS_PER_CHARACTER >= 128
    assert len({tokens.new_code() for _ in range(1000)}) == 1000


def test_written_form_of_a_code_is_stable():
    assert tokens.parse_code(CODE) == CODE


@pytest.mark.parametrize(
    "typed",
    [
        CODE.upper(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        CODE.replace("-", " \u2013 "),
        f"\n{CODE}\t",
        CODE.replace("0", "O").replace("1", "l"),
        CODE.replace("0", "o").replace("1", "I"),
    ],
)
def test_code_is_read_as_people_type_it(typed):
    assert tokens.parse_code(typed) == CODE


@given(st.integers(0, 29), st.sampled_from(base32.ALPHABET))
def test_one_wrong_character_in_a_code_is_noticed(place, character):
    plain = CODE.replace("-", "")
    typed = plain[:place] + character + plain[place + 1 :]
    if typed != plain:
        with pytest.raises(InvalidCodeError, match="typing mistake"):
            tokens.parse_code(typed)


@pytest.mark.parametrize(
    "typed", ["", "-", CODE[:-1], CODE + "0", CODE[:-1] + "u", CODE[:-1] + "é"]
)
def test_text_of_another_form_is_no_code(typed):
    with pytest.raises(InvalidCodeError, match="30 letters and digits"):
        tokens.parse_code(typed)


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_refused(text):
    with pytest.raises(InvalidCodeError):
        tokens.parse_code(text)
