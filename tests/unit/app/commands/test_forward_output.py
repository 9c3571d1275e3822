import io

from app.commands.forward_output import JsonOutput


def test_nothing_is_printed_for_nothing():
    stream = io.StringIO()
    JsonOutput(stream, lambda: None).closed()
    assert stream.getvalue() == ""
