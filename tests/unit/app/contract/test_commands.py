import pytest

from app.contract import commands
from app.contract.commands import Expose, Pause, Start, Watch
from app.contract.lines import LineError, decode_command


def test_what_is_left_out_has_its_default():
    assert decode_command(b'{"command":"start","id":1}') == Start(1, restore=True)
    assert decode_command(b'{"command":"pause","id":2}') == Pause(2, "")
    assert decode_command(b'{"command":"expose","id":3,"target":"8000"}') == Expose(3, "8000")
    assert decode_command(b'{"command":"watch","id":4,"is_looked_at":true}') == Watch(4, True, "")


@pytest.mark.parametrize(
    "line",
    [
        b'{"command":"expose","id":"3","target":"8000"}',
        b'{"command":"expose","id":3,"target":8000}',
        b'{"command":"expose","id":3,"target":"8000","tcp":"yes"}',
        b'{"command":"endconnection","id":3,"tunnel":"t","connection":1.5}',
    ],
)
def test_wrong_kinds_of_values_are_refused(line):
    with pytest.raises(LineError):
        decode_command(line)


def test_every_command_says_what_it_is_for():
    for each in vars(commands).values():
        if isinstance(each, type) and issubclass(each, commands.Command):
            assert each.__doc__
