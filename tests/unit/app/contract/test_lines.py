import typing
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract import commands, events, lines
from app.contract.commands import Close, Expose
from app.contract.events import CostsChanged, Done, Notice, TunnelGone
from app.contract.lines import LineError, LineSplitter


def split(data, sizes=(), max_bytes=100):
    """Feed `data` in pieces of these sizes; return the lines and the splitter."""
    splitter = LineSplitter(max_bytes)
    found, at = [], 0
    for size in (*sizes, len(data)):
        found += splitter.feed(data[at : at + size])
        at += size
    return found, splitter


def test_message_is_one_line_and_comes_back():
    for message, decode in (
        (Expose(1, "8000", name="line\nbreak"), lines.decode_command),
        (Done(1, "t"), lines.decode_event),
        (TunnelGone("t"), lines.decode_event),
    ):
        line = lines.encode(message)
        assert line.count(b"\n") == 1
        assert line.endswith(b"\n")
        assert decode(line) == message


def test_path_that_is_not_utf_8_is_told_all_the_same():
    told = CostsChanged((), Decimal("1.50"), "\udcff")
    assert lines.decode_event(lines.encode(Notice("/h\udcf6me"))) == Notice("/h?me")
    assert lines.decode_event(lines.encode(told)) == CostsChanged((), Decimal("1.50"), "?")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"nonsense",
        b"null",
        b"{}",
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"command":"explode","id":1}',
        b'{"command":"close","id":1}',
        b'{"command":"close","id":1,"tunnel":"\xff"}',
    ],
)
def test_line_that_is_no_command_is_an_error_of_one_kind(line):
    with pytest.raises(LineError):
        lines.decode_command(line)


def test_command_is_no_event():
    with pytest.raises(LineError):
        lines.decode_event(lines.encode(Close(1, "t")))


@pytest.mark.parametrize(
    ("line", "number"),
    [(b'{"command":"explode","id":7}', 7), (b'{"id":"7"}', None), (b"nonsense", None)],
)
def test_number_of_a_line_that_is_no_command_is_found(line, number):
    assert lines.number_of(line) == number


@given(
    st.lists(st.binary(min_size=1, max_size=30).filter(lambda line: b"\n" not in line)),
    st.lists(st.integers(0, 20)),
)
def test_stream_may_be_cut_anywhere(sent, sizes):
    assert split(b"".join(line + b"\n" for line in sent), sizes)[0] == sent


@pytest.mark.parametrize("sizes", [(), (50,), (101,), (1,) * 200])
def test_too_long_line_is_dropped_and_the_next_one_is_not(sizes):
    found, splitter = split(b"x" * 150 + b"\n" + b"y" * 100 + b"\n", sizes)
    assert found == [b"y" * 100]
    assert splitter.dropped_count == 1


def test_line_without_an_end_is_not_held_beyond_the_limit():
    splitter = LineSplitter(1000)
    for _ in range(100):
        assert list(splitter.feed(b"x" * 999)) == []
    assert len(splitter._kept) <= 1000


def test_empty_lines_are_nothing():
    assert split(b"\n\na\n\n")[0] == [b"a"]


def tags(union):
    return [each.__struct_config__.tag for each in typing.get_args(union)]


@pytest.mark.parametrize("union", [commands.AnyCommand, events.AnyEvent])
def test_kinds_of_messages_have_different_names(union):
    assert len(set(tags(union))) == len(tags(union))


@pytest.mark.parametrize(
    ("module", "base", "union"),
    [
        (commands, commands.Command, commands.AnyCommand),
        (events, events.Event, events.AnyEvent),
    ],
)
def test_every_kind_of_message_can_be_read(module, base, union):
    defined = {
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, base) and each is not base
    }
    assert defined == set(typing.get_args(union))


def test_message_cannot_be_changed():
    with pytest.raises(AttributeError):
        Notice("a").text = "b"
    assert msgspec.structs.replace(Notice("a"), text="b") == Notice("b")
