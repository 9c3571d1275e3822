"""The command line of the benchmark."""

import pytest

from benchmarks.path import main


@pytest.mark.parametrize("arguments", [["--only", "bulk,nothing"], ["--rounds", "0"]])
def test_a_wrong_argument_starts_nothing(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "error: argument" in capsys.readouterr().err
