"""What the benchmark's visitors and targets say."""

import pytest

from benchmarks.talk import ANSWER, HEADER_BYTES, encode_header, parse_header


@pytest.mark.parametrize("is_download", [True, False])
@pytest.mark.parametrize("total_bytes", [1, 4 * 1024**3])
def test_a_header_is_read_as_it_was_written(is_download, total_bytes):
    header = encode_header(is_download, total_bytes)
    assert len(header) == HEADER_BYTES
    assert parse_header(header) == (is_download, total_bytes)


@pytest.mark.parametrize("header", [b"", b"send 5\n", b"GET / HTTP/1.1".ljust(HEADER_BYTES)])
def test_anything_else_is_no_header(header):
    with pytest.raises(ValueError, match="not a header"):
        parse_header(header)


def test_the_answer_is_whole_http():
    head, _, body = ANSWER.partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}".encode() in head.split(b"\r\n")
