from relay_server import store_thread


def test_module_says_what_it_is_for():
    assert store_thread.__doc__
