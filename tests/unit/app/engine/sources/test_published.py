from app.engine.sources.published import is_published


def test_port_is_known_by_where_it_is_bound():
    assert is_published(("127.0.0.1", 8080), {("127.0.0.1", 8080)})
    assert not is_published(("127.0.0.1", 8080), {("127.0.0.1", 8081)})


def test_other_program_may_have_the_same_port_on_another_address():
    assert not is_published(("127.0.0.1", 8080), {("192.0.2.7", 8080)})


def test_wildcard_of_both_families_stands_for_that_of_ipv4():
    assert is_published(("::", 8080), {("0.0.0.0", 8080)})
    assert not is_published(("0.0.0.0", 8080), {("::", 8080)})
