import asyncio

from app.engine.sources.published import PublishedPorts


def published(*addresses):
    ports = PublishedPorts()
    ports.set(frozenset(addresses))
    return ports


def test_port_is_known_by_where_it_is_bound():
    assert ("127.0.0.1", 8080) in published(("127.0.0.1", 8080))
    assert ("127.0.0.1", 8080) not in published(("127.0.0.1", 8081))


def test_other_program_may_have_the_same_port_on_another_address():
    assert ("127.0.0.1", 8080) not in published(("192.0.2.7", 8080))


def test_wildcard_of_both_families_stands_for_that_of_ipv4():
    assert ("::", 8080) in published(("0.0.0.0", 8080))
    assert ("0.0.0.0", 8080) not in published(("::", 8080))


def test_growth_is_told_at_once_and_the_rest_at_the_next_look():
    told = []
    ports = PublishedPorts()
    ports.on_growth(lambda: told.append([port for port in (1, 2) if ("::", port) in ports]))
    ports.set({("::", 1)})
    ports.set({("::", 1)})
    ports.set(frozenset())
    assert ("::", 1) not in ports
    ports.set({("::", 1), ("::", 2)})
    ports.set({("::", 2)})
    assert told == [[1], [1, 2]]


def test_what_is_expected_is_waited_for(run):
    async def work():
        ports = PublishedPorts()
        await ports.known(3600)  # nobody is about to find out
        ports.expect()
        await ports.known(0.001)
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(ports.known(3600))
            await asyncio.sleep(0)
            assert not waiting.done()
            ports.set(frozenset())

    run(work())
