import os

from app.commands.line_writer import LineWriter


def test_what_waits_is_written_before_it_closes():
    reading, writing = os.pipe()
    with open(writing, "w") as stream, open(reading) as reader:
        writer = LineWriter(stream, lambda: None)
        writer.write("one")
        writer.write("two")
        writer.close()
        stream.close()
        assert reader.read() == "one\ntwo\n"
