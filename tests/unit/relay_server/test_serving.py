from relay_server import serving


def test_module_says_what_it_is_for():
    assert serving.__doc__
