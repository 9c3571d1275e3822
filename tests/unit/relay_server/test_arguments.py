from relay_server import arguments


def test_module_says_what_it_is_for():
    assert arguments.__doc__
