from relay_server import listening


def test_module_says_what_it_is_for():
    assert listening.__doc__
