import pytest

from app.cli import main


def test_unknown_command_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as ending:
        main(["fly"])
    assert ending.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
