from relay_server import limits


def test_module_says_what_it_is_for():
    assert limits.__doc__
