import pytest

from app.models.line_splitter import LineSplitter, LineTooLongError

STREAM = b"one\n\nthree\nfour"


@pytest.mark.parametrize("cut", range(len(STREAM) + 1))
def test_chunks_may_be_cut_anywhere(cut):
    splitter = LineSplitter(100)
    lines = splitter.feed(STREAM[:cut]) + splitter.feed(STREAM[cut:])
    assert lines == [b"one", b"", b"three"]
    assert splitter.feed(b"!\n") == [b"four!"]


def test_bytes_may_come_one_by_one():
    splitter = LineSplitter(100)
    assert [line for byte in STREAM for line in splitter.feed(bytes([byte]))] == [
        b"one",
        b"",
        b"three",
    ]


def test_line_of_the_greatest_length_passes():
    assert LineSplitter(3).feed(b"abc\n") == [b"abc"]


@pytest.mark.parametrize("chunk", [b"abcd", b"abcd\n", b"a\nabcd\n", b"a\nb\nabcd\nc\n"])
def test_longer_line_is_refused_at_once(chunk):
    with pytest.raises(LineTooLongError, match="3 bytes"):
        LineSplitter(3).feed(chunk)


def test_line_that_grows_too_long_is_refused():
    splitter = LineSplitter(3)
    splitter.feed(b"abc")
    with pytest.raises(LineTooLongError):
        splitter.feed(b"d")
