import pytest

from app.cli import main


@pytest.mark.parametrize("target", ["", "0", "65536", "nonsense"])
def test_target_that_makes_no_sense_is_wrong_usage(target, capsys):
    assert main(["forward", target]) == 2
    assert capsys.readouterr().err.count("\n") == 1
