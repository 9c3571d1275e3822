from relay_server import defaults


def test_module_says_what_it_is_for():
    assert defaults.__doc__
