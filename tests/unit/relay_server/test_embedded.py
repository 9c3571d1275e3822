from relay_server import embedded


def test_module_says_what_it_is_for():
    assert embedded.__doc__
