from relay_server import running


def test_module_says_what_it_is_for():
    assert running.__doc__
