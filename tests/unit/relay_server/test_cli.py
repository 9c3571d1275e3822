from relay_server import cli


def test_module_says_what_it_is_for():
    assert cli.__doc__
