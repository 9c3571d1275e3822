from relay_server import problems


def test_module_says_what_it_is_for():
    assert problems.__doc__
