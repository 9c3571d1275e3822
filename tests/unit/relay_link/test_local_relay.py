from relay_link import local_relay


def test_module_says_what_it_is_for():
    assert local_relay.__doc__
