import pytest

from relay_link.command_line import USAGE, Parser


@pytest.fixture
def parser():
    parser = Parser("tool", description="Does things.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("dig").add_argument("--depth", type=int)
    return parser


def said(parser, capsys, *words):
    """Return what is said about a command line."""
    with pytest.raises(SystemExit) as end:
        parser.parse_args(words)
    assert end.value.code == USAGE
    output = capsys.readouterr()
    assert output.out == ""
    return output.err


def test_mistake_gets_one_line_that_names_the_help(parser, capsys):
    assert said(parser, capsys, "dig", "--depth", "x") == (
        "tool dig: Argument --depth: invalid int value: 'x'. See tool dig --help\n"
    )


def test_commands_answer_alike(parser, capsys):
    assert said(parser, capsys) == (
        "tool: The following arguments are required: COMMAND. See tool --help\n"
    )


def test_whole_sentence_is_left_as_it_is(parser, capsys):
    with pytest.raises(SystemExit):
        parser.error("that is no depth. Write, for example, 3.")
    assert capsys.readouterr().err == "tool: That is no depth. Write, for example, 3.\n"


def test_good_command_line_is_parsed(parser):
    assert parser.parse_args(["dig", "--depth", "3"]).depth == 3
