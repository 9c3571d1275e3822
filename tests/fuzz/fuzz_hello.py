"""Looks for bytes that break the ClientHello parser, for as long as it is left running.

Run by hand, from the root of the checkout, with atheris installed:

    python -m tests.fuzz.fuzz_hello FOLDER_FOR_FINDS tests/data/hellos -max_len=4096
"""

import sys

import atheris

with atheris.instrument_imports():
    from relay_link.hello import MAX_HELLO_BYTES, Hello, NeedMore, Rejected, parse_client_hello


def check(data):
    """Ask for one answer, and whether it keeps what it promises."""
    answer = parse_client_hello(data)
    if isinstance(answer, NeedMore):
        assert len(data) < answer.total_bytes <= MAX_HELLO_BYTES
        padded = data.ljust(answer.total_bytes - 1, b"\xff")
        assert isinstance(parse_client_hello(padded), NeedMore)
        return
    later = parse_client_hello(data + b"\x16\x03\x03")
    assert type(later) is type(answer)
    assert isinstance(answer, Rejected) or later == answer
    if isinstance(answer, Hello) and answer.server_name is not None:
        assert answer.server_name.isascii()
        assert answer.server_name == answer.server_name.lower()


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
