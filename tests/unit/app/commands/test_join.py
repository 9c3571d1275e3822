from app.cli import main


def test_code_alone_does_not_say_which_relay(capsys):
    assert main(["join", "not a code"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
