from app.cli import main


def test_relay_on_this_computer_is_listed_and_chosen_at_first(capsys):
    assert main(["relays"]) == 0
    assert capsys.readouterr().out.split() == ["*", "local", "on", "this", "computer"]
