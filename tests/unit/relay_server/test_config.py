from relay_server import config


def test_module_says_what_it_is_for():
    assert config.__doc__
